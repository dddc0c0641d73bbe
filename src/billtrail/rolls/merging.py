"""What a sheet changes in a roll. Pure: a preview and an import do the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .names import fold
from .values import Roll, Signer, laid_over


@dataclass(frozen=True, slots=True)
class Merge:
    """The ``roll`` as it is then; ``new`` and ``changed`` are signers of it, ``same`` is how many
    rows say nothing new."""

    roll: Roll
    new: tuple[Signer, ...]
    changed: tuple[Signer, ...]
    same: int

    @property
    def is_change(self) -> bool:
        return bool(self.new or self.changed)


def merge(roll: Roll, signers: Iterable[Signer]) -> Merge:
    """Lay the signers of a sheet over a roll. A row of an earlier signature fills what is not
    known, and takes nothing back; what a row leaves empty stays."""
    register = _Register(roll)
    new, changed, same = list[Signer](), list[Signer](), 0
    for signer in signers:
        known = register.find(signer)
        if known is None:
            new.append(register.add(signer))
        elif (now := _over(known, signer)) != known:
            changed.append(now)
            register.put(now)
        else:
            same += 1
    return Merge(Roll(roll.bill, register.signers), tuple(new), tuple(changed), same)


def _over(known: Signer, signer: Signer) -> Signer:
    """Names stay in the spelling of the roll, unless the row names its number."""
    renamed = known.number == signer.number
    older = bool(known.signed_on) and signer.signed_on < known.signed_on
    now = (
        laid_over(replace(signer, number=known.number), known)
        if older
        else laid_over(known, signer)
    )
    if renamed and not older:
        return now
    names = {n: getattr(known, n) or getattr(now, n) for n in ("organisation", "person")}
    return replace(now, **names)


class _Register:
    """A roll to look up in, as it grows."""

    def __init__(self, roll: Roll) -> None:
        self._signers = {signer.number: signer for signer in roll.signers}
        self._by_key = {signer.key: signer.number for signer in roll.signers}
        self._of: dict[str, set[int]] = defaultdict(set)
        for signer in roll.signers:
            self._of[fold(signer.organisation)].add(signer.number)
        self._next = max(self._signers, default=0) + 1

    @property
    def signers(self) -> tuple[Signer, ...]:
        return tuple(self._signers[number] for number in sorted(self._signers))

    def find(self, signer: Signer) -> Signer | None:
        """The signer that is meant: of that name, of that organisation where one of the two names
        nobody, or of that number and one of its names."""
        if number := self._by_key.get(signer.key):
            return self._signers[number]
        organisation, person = signer.key
        if organisation and len(self._of[organisation]) == 1:
            known = self._signers[next(iter(self._of[organisation]))]
            if not (person and known.person):
                return known
        named = self._signers.get(signer.number)
        if named and any(a and a == b for a, b in zip(named.key, signer.key, strict=True)):
            return named
        return None

    def add(self, signer: Signer) -> Signer:
        free = signer.number and signer.number not in self._signers
        added = signer if free else replace(signer, number=self._next, apart=())
        self.put(added)
        return added

    def put(self, signer: Signer) -> None:
        if known := self._signers.get(signer.number):
            self._by_key.pop(known.key, None)
            self._of[fold(known.organisation)].discard(known.number)
        self._signers[signer.number] = signer
        self._by_key[signer.key] = signer.number
        self._of[fold(signer.organisation)].add(signer.number)
        self._next = max(self._next, signer.number + 1)
