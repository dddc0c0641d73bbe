"""What LegiScan asks of whoever uses its key, said before one is stored."""

from billtrail.bills import Access

KEY = Access(
    "LEGISCAN_API_KEY",
    "https://legiscan.com/legiscan",
    terms_of="2026-12",
    terms=(
        "A free key is for your own, internal use, and for no commercial purpose. One key for each "
        "user; 30,000 questions a month.",
        "Its data is under the licence CC BY 4.0: wherever you show it, LegiScan is credited. "
        "Billtrail prints that on pages, briefs and in files.",
        "Billtrail keeps what only LegiScan says out of every edition that you publish, until "
        'organisation.toml says that your licence allows it: licensed_to_publish = ["legiscan"].',
        "LegiScan's own words count, and may have changed: https://legiscan.com/legiscan",
    ),
)
#: Questions a month with a free key; the count begins anew on the first.
A_MONTH = 30_000


def used_up_words() -> str:
    """Why nothing more is asked this month."""
    return (
        f"the key has used up its questions, {A_MONTH:,} a month with a free one. They begin anew "
        "on the first of the month; what was fetched is kept"
    )


def no_key_words(places: str) -> str:
    """What else helps where bills of these places can be asked for nowhere."""
    return f"Or ask LegiScan about {places}: {_HOW_TO_GET_A_KEY}"


def no_key_of_its_own_words(places: str) -> str:
    """Why it is not asked about these places, though it was named."""
    return f"LegiScan is not asked about {places}, as no key is set: {_HOW_TO_GET_A_KEY}"


_HOW_TO_GET_A_KEY = (
    "billtrail key legiscan tells its terms, asks whether you agree and stores a key."
)


def not_agreed_words() -> str:
    """Why a key that is there is not used."""
    return (
        f"LegiScan is not asked: {KEY.name} is set, and nobody has agreed to LegiScan's terms. "
        "Read them and say yes with: billtrail key legiscan"
    )
