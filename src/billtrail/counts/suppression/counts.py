"""What is counted: a program's people or events, in a group, over a period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .names import canonical

#: The category that stands for everybody: a total over that dimension.
ALL = "all"

#: What makes two counts one cell: program, measure, first and last day, dimensions with categories.
Key = tuple[str, str, str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds: counts from 1 to ``threshold`` are hidden, shares need a base of at least
    ``base``, a hidden count must keep at least ``values`` possible values, and shown counts are
    rounded to multiples of ``rounding`` (1: they are not)."""

    threshold: int = 10
    base: int = 20
    values: int = 5
    rounding: int = 1

    def is_small(self, value: int) -> bool:
        """Nobody is no small group: zero is shown."""
        return 1 <= value <= self.threshold

    @property
    def step(self) -> int:
        """A shown value is shown anew after moving so far: by a small count it would tell one."""
        return self.threshold + 1

    @property
    def width(self) -> int:
        """The distance between the least and the most that an attacker can find."""
        return self.values - 1


@dataclass(frozen=True, slots=True)
class Count:
    """One cell. ``group`` maps a dimension to a category; a dimension not named is ``ALL``.
    ``part_of`` names the measure whose people these are a part of. Days are ISO, ``end`` is the
    last day. ``public`` is true where someone has published the count already; ``share`` says what
    may leave: no, coalition or public."""

    program: str
    measure: str
    start: str
    end: str
    value: int
    group: Mapping[str, str] = field(default_factory=dict)
    part_of: str | None = None
    public: bool = False
    share: str = "no"

    @property
    def key(self) -> Key:
        """What makes two counts the same cell, however their names are spelled."""
        return (canonical(self.program), canonical(self.measure), self.start, self.end,
                self.canonical_group)  # fmt: skip

    @property
    def canonical_group(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((canonical(name), canonical(value)) for name, value in self.named()))

    def named(self) -> Iterator[tuple[str, str]]:
        """The dimensions that are not totals, in order."""
        return (
            (name, value) for name, value in sorted(self.group.items()) if canonical(value) != ALL
        )

    def category(self, dimension: str) -> str:
        return self.group.get(dimension, ALL)

    def covers(self, other: "Count") -> bool:
        """Whether this count's period holds all of the other's, and more."""
        within = self.start <= other.start and other.end <= self.end
        return within and (self.start, self.end) != (other.start, other.end)
