"""The Congress.gov API as a service.

* ``format=json`` is always sent (XML is the default since April 2026), 250 rows a page, and the
  offsets are counted here: the ``next`` of an answer may hold a raw space.
* 5,000 requests an hour; ``X-Ratelimit-Remaining`` says how many are left. Refusals by the gateway
  are ``{"error": {"code", "message"}}``, refusals by the application
  ``{"error": "Unknown resource: ...", "request": {...}}``.

Documentation: https://github.com/LibraryOfCongress/api.congress.gov and
https://api.data.gov/docs/developer-manual/ (read 2026-11-23).
"""

from billtrail.errors import SourceError
from billtrail.scrapers.crawling import Answer, ApiClient, Service

from .answers import HOST, KEY

TITLE = "Congress.gov API"
_KEY_NAME = KEY.name
#: Rows a page: the most that is given; asking for more is silently cut.
_PAGE = 250
#: No list of one bill, and no fortnight of meetings, comes near this many pages.
MAX_PAGES = 20

#: What the gateway's codes mean for the person at the keyboard.
REFUSALS = {
    "API_KEY_MISSING": f"it got no key. Put {_KEY_NAME}=your key into secrets.env of the workspace",
    "API_KEY_INVALID": f"it does not know this key. Compare {_KEY_NAME} in secrets.env with the "
    "e-mail that brought the key, or ask for a new one at https://api.congress.gov/sign-up/",
    "API_KEY_DISABLED": "this key was switched off. Ask for a new one at "
    "https://api.congress.gov/sign-up/",
    "API_KEY_UNAUTHORIZED": "this key is not for this service. Ask for one at "
    "https://api.congress.gov/sign-up/",
    "API_KEY_UNVERIFIED": "the e-mail address of this key was never confirmed. Open the link in "
    "the e-mail that brought the key",
    "HTTPS_REQUIRED": "it answers over https only. Mend --base-url",
    "OVER_RATE_LIMIT": "the key has used up its requests of this hour. Run billtrail update again "
    "in an hour; what was fetched is kept",
}
#: The same for answers that carry no such code, by status.
_STATUSES = {
    401: REFUSALS["API_KEY_INVALID"],
    403: "it refused to answer (403). The key may be wrong, or the network is not let in. Check "
    f"{_KEY_NAME} in secrets.env, then try again later",
    429: REFUSALS["OVER_RATE_LIMIT"],
}
SERVICE = Service(
    TITLE,
    HOST,
    issues="https://github.com/LibraryOfCongress/api.congress.gov/issues",
    refusals=REFUSALS,
    statuses=_STATUSES,
    query={"format": "json", "limit": _PAGE},
)


def pages(client: ApiClient, path: str, **query: str | int) -> list[Answer]:
    """Every page of a list, until as many rows were asked for as it says it has."""
    answers: list[Answer] = []
    for number in range(MAX_PAGES):
        answers.append(client.get(path, offset=number * _PAGE, **query))
        if (number + 1) * _PAGE >= row_count(answers[0]):
            return answers
    raise SourceError(f"{TITLE}: {path} has over {MAX_PAGES * _PAGE:,} rows, too many to read.")


def row_count(answer: Answer) -> int:
    """How many rows a list says it has, on all its pages; 0 where it does not say."""
    pagination = answer.get("pagination")
    count = pagination.get("count") if isinstance(pagination, dict) else None
    text = str(count).strip()
    return int(text) if text.isdecimal() else 0
