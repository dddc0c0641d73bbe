"""Who acted, by the name that a publisher has for a body."""

from billtrail.legislatures import Chamber, get

#: Words of an organisation's name, the first that is in it telling who it is.
_NAMES = (
    ("senate", Chamber.UPPER), ("governor", Chamber.EXECUTIVE), ("mayor", Chamber.EXECUTIVE),
    ("executive", Chamber.EXECUTIVE), ("house", Chamber.LOWER), ("delegates", Chamber.LOWER),
)  # fmt: skip


def chamber_by_name(name: str, place: str) -> Chamber | None:
    """``Assembly`` is New York's lower house; a legislature by its own name both houses'."""
    chambers = get(place).chambers
    if found := next((one for one, body in chambers.items() if body == name), None):
        return found
    said = name.lower()
    if found := next((chamber for word, chamber in _NAMES if word in said), None):
        return found
    return Chamber.LEGISLATURE if "legislature" in said or "assembly" in said else None
