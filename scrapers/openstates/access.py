"""The key that Open States asks for, and what is said where there is none."""

KEY_NAME = "OPENSTATES_API_KEY"
SIGN_UP = "https://open.pluralpolicy.com/accounts/profile/"


def no_key_words(places: str) -> str:
    """Why bills of these places are not asked for, and what helps."""
    return (
        f"Bills of {places} are asked for at Open States, and no key is set. Get a free key at "
        f"{SIGN_UP} and put {KEY_NAME}=your key into secrets.env of the workspace; an export of a "
        "session that you download is read by billtrail import without one."
    )
