"""Hypothesis strategies for records, small but with every part a bill can have."""

from datetime import date

from hypothesis import strategies as st

from billtrail.bills.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Relation,
    Sponsorship,
    Summary,
    Title,
    Version,
    Vote,
    VoteRecord,
)
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole

KEY = "us-119-hr4323"

text = st.text(alphabet="abcXYZ é(.)$<&\"'\n", max_size=12)
words = st.text(alphabet="abcdefg ", min_size=1, max_size=8)
days = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat)
partial_days = st.one_of(days, st.sampled_from(["2025", "2025-03"]))
chambers = st.sampled_from([Chamber.LOWER, Chamber.UPPER, None])
counts = st.integers(0, 435)
persons = st.sampled_from(["A000001", "B000002", "C000003", None])


def maybe(strategy):
    return st.none() | strategy


def lists(strategy, size=4):
    return st.none() | st.lists(strategy, max_size=size).map(tuple)


actions = st.builds(
    Action,
    date=partial_days,
    description=text,
    classification=st.lists(st.sampled_from(list(ActionClass)), max_size=2).map(tuple),
    chamber=chambers,
    system=st.sampled_from(["2", "9", None]),
    code=maybe(st.sampled_from(["8000", "H11100"])),
    committee=maybe(st.sampled_from(["hsju00"])),
    official=st.booleans(),
)
sponsorships = st.builds(
    Sponsorship,
    name=words,
    role=st.sampled_from(list(SponsorRole)),
    person=persons,
    date=maybe(days),
    withdrawn=maybe(days),
    original=maybe(st.booleans()),
    party=maybe(st.sampled_from("DR")),
)
votes = st.builds(
    Vote,
    identifier=st.sampled_from(["v1", "v2"]),
    date=days,
    yes=maybe(counts),
    no=maybe(counts),
    other=maybe(counts),
    stated=maybe(st.just((1, 2, 3))),
    records=lists(st.builds(VoteRecord, name=words, option=st.sampled_from(["yes", "no"]))),
)
bills = st.builds(
    Bill,
    key=st.just(KEY),
    jurisdiction=st.just("us"),
    session=st.just("119"),
    identifier=st.just("H.R. 4323"),
    kind=st.just("bill"),
    chamber=st.just(Chamber.LOWER),
    data_as_of=days,
    title=maybe(text),
    introduced_date=maybe(days),
    law=maybe(st.just("Public Law 119-73")),
    cosponsor_count=maybe(st.integers(0, 9)),
    sponsors_only=st.booleans(),
    sponsorships=lists(sponsorships),
    actions=lists(actions),
    committees=lists(
        st.builds(
            BillCommittee,
            committee=st.sampled_from(["hsju00", "ssju00"]),
            name=words,
            activities=st.lists(st.builds(Activity, words, maybe(days)), max_size=2).map(tuple),
        )
    ),
    versions=lists(st.builds(Version, note=words, date=maybe(days), code=maybe(words))),
    votes=lists(votes),
    relations=lists(
        st.builds(
            Relation,
            bill=st.just("us-119-s2255"),
            kind=words,
            law=maybe(st.just("Public Law 119-5")),
            law_date=maybe(days),
        )
    ),
    subjects=lists(words),
    summaries=lists(st.builds(Summary, note=words, date=maybe(days), text=text)),
    titles=lists(st.builds(Title, title=words, kind=words)),
)
