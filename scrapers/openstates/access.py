"""The key that Open States asks for, and what is said where there is none."""

from billtrail.bills import Access

KEY = Access("OPENSTATES_API_KEY", "https://open.pluralpolicy.com/accounts/profile/")


def no_key_words(places: str) -> str:
    """Why bills of these places are not asked for, and what helps."""
    return (
        f"Bills of {places} are asked for at Open States, and no key is set. Get a free key at "
        f"{KEY.sign_up} and store it with billtrail key openstates; an export "
        "of a session that you download is read by billtrail import without one."
    )
