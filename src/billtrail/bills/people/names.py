"""Whether two lists name one member: by chamber, family name and, where told, given name."""

from billtrail.legislatures import Chamber

from .directory import nicknames

_TITLES = ("rep.", "sen.", "del.", "senator", "representative")


def same_name(
    one: str, one_chamber: Chamber | None, other: str, other_chamber: Chamber | None
) -> bool:
    """Whether both may be one member; a chamber or a given name that is not told fits any."""
    if one_chamber and other_chamber and one_chamber != other_chamber:
        return False
    (family, given), (family_2, given_2) = split_name(one), split_name(other)
    fits = given.startswith(given_2) or given_2.startswith(given) or given in nicknames(given_2)
    return family == family_2 and fits


def split_name(name: str) -> tuple[str, str]:
    """``Rep. Fry, Russell [R-SC-7]``, ``Russell Fry``, ``Fry`` -> ("fry", "russell" or "")."""
    head, comma, tail = name.casefold().partition(",")
    words = [word for word in head.split() if word not in _TITLES]
    given = tail.split() if comma else words[:-1]
    return (words[-1] if words else ""), (given[0].rstrip(".") if given else "")
