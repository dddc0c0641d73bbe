"""A campaign like the Trafficking Survivors Relief Act's, built by hand from true facts.

Numbers, dates and laws are those of the official records; texts are this test's own words, and
the cosponsors are numbered, not named. ``MadeSnapshot`` answers like a ``Snapshot``.
"""

from dataclasses import replace
from datetime import date

from billtrail.bills.efforts import build_effort
from billtrail.bills.models import Action, Bill, Sponsorship, Vote
from billtrail.bills.next_steps.steps import next_step
from billtrail.bills.stages.fold import fold_bill
from billtrail.bills.values import BillStatus, Cosponsors, EffortStatus, Member
from billtrail.campaigns.values import (
    Ask,
    CampaignDate,
    CampaignStatus,
    ClaimStatus,
    Figure,
    FollowedBill,
    Goal,
    Text,
)
from billtrail.errors import UnknownKey
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.keys import display, origin_chamber
from billtrail.legislatures.vocabulary import (
    ActionClass,
    Aim,
    Audience,
    Chamber,
    FigureForm,
    Language,
    MeasureKind,
    MemberKind,
    SponsorRole,
    Stage,
)
from billtrail.snapshot.law import ReliefRow

TODAY = date(2026, 11, 23)
#: Whom a brief is for; the page for survivors is another page, and only some campaigns have one.
BRIEFED = tuple(audience for audience in Audience if audience != Audience.SURVIVORS)
LAW = "us-119-hr4323"
HOUSE, SENATE, PRESIDENT = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE
_C = ActionClass

#: Key, introduced, last day its data speaks for.
BILLS = (
    ("us-114-hr6292", "2016-09-28"),
    ("us-114-s3441", "2016-09-28"),
    ("us-115-hr459", "2017-01-11"),
    ("us-115-s104", "2017-01-11"),
    ("us-116-hr3627", "2019-07-05"),
    ("us-116-s3240", "2020-01-28"),
    ("us-117-hr8672", "2022-08-05"),
    ("us-117-s9", "2022-11-17"),
    ("us-118-hr7137", "2024-01-30"),
    ("us-118-s4214", "2024-04-30"),
    ("us-119-hr1379", "2025-02-14"),
    (LAW, "2025-07-10"),
    ("us-119-s2255", "2025-07-10"),
)
OVERTAKEN = ("us-119-hr1379", "us-119-s2255")

LAW_ACTIONS = (
    Action("2025-07-10", "Introduced in House", (_C.INTRODUCTION,), HOUSE),
    Action("2025-07-10", "Referred to Judiciary", (_C.REFERRAL_COMMITTEE,), HOUSE),
    Action("2025-10-17", "Reported, H. Rept. 119-347", (_C.COMMITTEE_PASSAGE,), HOUSE),
    Action("2025-12-01", "Passed House under suspension, voice vote", (_C.PASSAGE,), HOUSE),
    Action(
        "2025-12-18",
        "Passed Senate without amendment by unanimous consent",
        (_C.PASSAGE, _C.AGREEMENT),
        SENATE,
    ),
    Action("2026-01-12", "Presented to President", (_C.EXECUTIVE_RECEIPT,), PRESIDENT),
    Action("2026-01-23", "Became Public Law No: 119-73", (_C.BECAME_LAW,), PRESIDENT),
)


def bill_record(key: str, introduced: str, *, actions: tuple[Action, ...] = ()) -> Bill:
    jurisdiction, session, _ = key.split("-")
    own = actions or (
        Action(introduced, "Introduced", (_C.INTRODUCTION,), origin_chamber(key)),
        Action(introduced, "Referred to Judiciary", (_C.REFERRAL_COMMITTEE,), origin_chamber(key)),
    )
    return Bill(
        key=key,
        jurisdiction=jurisdiction,
        session=session,
        identifier=display(key),
        kind=MeasureKind.BILL,
        chamber=origin_chamber(key),
        data_as_of="2026-11-20",
        title="Trafficking Survivors Relief Act",
        short_title="Trafficking Survivors Relief Act",
        introduced_date=introduced,
        law="Public Law 119-73" if key == LAW else None,
        actions=own,
    )


def bill_status(record: Bill, on: date = TODAY, **values: object) -> BillStatus:
    """A status as a snapshot would make it; ``values`` replace fields."""
    actions = tuple(a for a in record.actions or () if a.date <= on.isoformat())
    record = replace(record, actions=actions)
    progress = fold_bill(record, on, session_for(record.key), "2026-11-20")
    status = BillStatus(
        bill=record,
        progress=progress,
        sponsor=None,
        cosponsors=Cosponsors(0, 0, {}, True),
        latest_action=actions[-1] if actions else None,
        next_step=next_step(record, progress, on),
        family="us-tsra" if record.jurisdiction == "us" else None,
        campaign="tsra" if record.jurisdiction == "us" else None,
        enacted_via=LAW if record.key in OVERTAKEN else None,
        law=record.law if progress.stage == Stage.ENACTED else None,
        source="us_govinfo",
        data_as_of=min(on.isoformat(), "2026-11-20"),
        checked_at=None,
    )
    return replace(status, **values)  # type: ignore[arg-type]


def cosponsors(republicans: int, democrats: int, first: int = 0) -> Cosponsors:
    """Numbered members, not named ones."""
    parties = ["R"] * republicans + ["D"] * democrats
    people = tuple(
        Sponsorship(f"Member {n}", SponsorRole.COSPONSOR, person=f"member-{n}", party=party)
        for n, party in enumerate(parties, start=first)
    )
    by_party = {"R": republicans, "D": democrats}
    return Cosponsors(len(people), 0, by_party, complete=True, people=people)


def tsra_bills(on: date = TODAY) -> dict[str, BillStatus]:
    found = {}
    for key, introduced in BILLS:
        if introduced > on.isoformat():
            continue
        actions = LAW_ACTIONS if key == LAW else ()
        found[key] = bill_status(bill_record(key, introduced, actions=actions), on)
    if LAW in found:
        found[LAW] = joined(found[LAW], cosponsors(11, 8))
    found["us-115-hr459"] = joined(found["us-115-hr459"], cosponsors(20, 17, 100))
    return found


def joined(status: BillStatus, counted: Cosponsors) -> BillStatus:
    record = replace(status.bill, sponsorships=counted.people)
    return replace(status, bill=record, cosponsors=counted)


def tsra_family(on: date = TODAY) -> EffortStatus:
    statuses = tsra_bills(on)
    members = [
        Member(
            key,
            MemberKind.OVERTAKEN if key in OVERTAKEN else MemberKind.ORIGINAL,
            "built by hand",
            LAW if key in OVERTAKEN else None,
            status,
        )
        for key, status in statuses.items()
    ]
    title = "Trafficking Survivors Relief Act"
    return build_effort("us-tsra", title, "tsra", members, on.isoformat())


def figure(id: str, value: float, sentence: str, **values: object) -> Figure:
    base = Figure(
        id=id, program="National Survivor Study", measure="A record cost them a job", value=value,
        unit="percent", numerator="respondents who said so", denominator="nearly 500 who answered",
        population="survivors who took part", period_start=None, period_end=None,
        geography="United States", publisher="Polaris",
        source_title="Improving Criminal Record Relief",
        source_url="https://polarisproject.org/?post_type=post&p=17731", location="first bullet",
        tags=("survey-not-representative",), note="", verified=True,
        form=FigureForm.AS_PUBLISHED, sentence=sentence,
    )  # fmt: skip
    return replace(base, **values)  # type: ignore[arg-type]


CAST_RECORDS = figure(
    "cast-records-share",
    31,
    "Cast reported that 31% of the survivors it served in one year, about 2022, had criminal "
    "records; the number of people was not published",
    publisher="Cast",
    program="Cast client services",
    denominator="all survivors served by Cast in that year (count not given)",
    source_title="Annual report page",
    source_url="https://www.castla.org/",
)
SURVEY = figure(
    "nss-record-share",
    42,
    "Polaris reported that 42% of nearly 500 survivors in its national survey had a criminal "
    "record; the exact number and the year were not published",
)
JOB = figure(
    "nss-barrier-job",
    69,
    "Of those with a record, 69% told Polaris that it cost them work; the number of people was "
    "not published",
    denominator="respondents with a criminal record",
)
BLOCKED = figure(
    "cast-forced-crime-share",
    29,
    "",
    form=FigureForm.BLOCKED,
    blocked_because="the base is not clear",
)
MEASURED = tuple(
    figure(
        f"ovc-{measure}", value, f"{value} people", measure=measure, unit="people",
        publisher="Office for Victims of Crime", source_title="TIMS snapshot",
        denominator="clients of reporting grantees", period_start="2018-07-01",
        period_end="2019-06-30", form=FigureForm.MEASURED,
        source_url="https://ojp.gov/library/publications",
    )
    for measure, value in (("All clients", 8375.0), ("New clients", 5090.0))
)  # fmt: skip

TEXTS_EN = {
    "headline-enacted": "Survivors can now clear federal records. Fund and carry out the law.",
    "headline-pass": "Pass the bill that lets survivors clear federal records.",
    "tagline": "The law is made. Now courts, prosecutors and providers need the means to use it.",
    "problem": "Traffickers make people carry drugs, steal or sell sex. Survivors are then "
    "arrested for what they were made to do. The record stays when the trafficker is gone. It "
    "closes doors to work and housing, and it makes asking for help feel unsafe.",
    "does-1": "Survivors may ask a federal court to vacate nonviolent convictions that came "
    "directly from being trafficked, and to expunge the arrests.",
    "does-2": "People in prison may ask for a shorter sentence, and trafficking can support a "
    "duress defense.",
    "does-3": "Motions are sealed, cost no fee, and reach convictions from before 2026.",
    "does-4": "Federal legal-aid grants may pay for this work.",
    "limits": "It does not vacate violent convictions, and it does not reach state records. "
    "California has had its own relief since 2017 (Penal Code 236.14).",
    "programs": "Records are common among survivors, and they last.",
    "ask-implement-1": "Fund legal help for survivors in the fiscal 2027 justice bill.",
    "ask-implement-2": "Ask the U.S. attorney in your district for training and a named contact.",
    "ask-implement-3": "Refer constituents with federal records to a survivor legal provider.",
    "ask-pass-1": "Cosponsor H.R. 1379 or S. 2255 and ask the chair for a hearing.",
}
CLAIMED = {
    "headline-enacted": ("law",),
    "tagline": ("law",),
    "problem": ("forced",),
    "does-1": ("law",),
    "limits": ("law",),
}


def texts(language: Language = Language.EN, **changed: str) -> tuple[Text, ...]:
    words = TEXTS_EN | {key.replace("_", "-"): text for key, text in changed.items()}
    return tuple(
        Text(key, language, text, CLAIMED.get(key, ()), None, None, None)
        for key, text in words.items()
    )


def tsra_campaign(on: date = TODAY, **values: object) -> CampaignStatus:
    """The campaign on a day; ``values`` replace fields."""
    family = tsra_family(on)
    enacted = family.stage == Stage.ENACTED
    statuses = tsra_bills(on)
    campaign = CampaignStatus(
        id="tsra",
        title="Trafficking Survivors Relief Act",
        summary="Built by hand.",
        goals=("clear-records",),
        lead="us-tsra",
        stale_after_days=7,
        families=(family,),
        bills=tuple(
            FollowedBill(
                key, Aim.IMPLEMENT if key == LAW else Aim.HISTORY, None, None, None, "", status
            )
            for key, status in statuses.items()
        ),
        asks=(
            Ask(
                "implement", (Stage.ENACTED,), "headline-enacted",
                ("ask-implement-1", "ask-implement-2", "ask-implement-3"),
            ),
            Ask("pass", (Stage.IN_COMMITTEE, Stage.REPORTED), "headline-pass", ("ask-pass-1",)),
        ),
        claims=(
            ClaimStatus(
                "law", "fact", enacted, None, None if enacted else "H.R. 1379: in committee",
                "Public Law 119-73, 139 Stat. 2003; 18 U.S.C. 28 and 3771A",
                "https://www.congress.gov/119/plaws/publ73/PLAW-119publ73.htm",
            ),
            ClaimStatus(
                "forced", "fact", True, None, None,
                "Polaris, Improving Criminal Record Relief",
                "https://polarisproject.org/?post_type=post&p=17731",
            ),
        ),
        texts=texts(),
        figures=(CAST_RECORDS, BLOCKED, SURVEY, JOB),
        chart=(),
        dates=(
            CampaignDate(
                "2029-01-23", "Study of how the law is used", "Government Accountability Office",
                "expected", "Public Law 119-73",
            ),
        ),
        endorsers=(),
    )  # fmt: skip
    return replace(campaign, **values)  # type: ignore[arg-type]


class MadeSnapshot:
    """Answers like a ``Snapshot`` from values made by hand."""

    __test__ = False

    def __init__(
        self,
        campaign: CampaignStatus | None = None,
        bills: dict[str, BillStatus] | None = None,
        on: date = TODAY,
    ) -> None:
        self.on = on
        self._campaign = campaign or tsra_campaign(on)
        self._bills = bills or tsra_bills(on)

    def figures(self) -> tuple[Figure, ...]:
        return self._campaign.figures

    def goals(self) -> tuple[Goal, ...]:
        return (
            Goal("clear-records", "Survivors can clear records", "tsra", None, ("tsra",)),
            Goal("trans-safety", "Transgender people are safe", None, "No bill now.", ()),
        )

    def relief(self) -> tuple[ReliefRow, ...]:
        return ()

    def resolve(self, name: str) -> tuple[str, str]:
        if name == self._campaign.id:
            return "campaign", name
        if any(family.id == name for family in self._campaign.families):
            return "family", name
        return "bill", name

    def campaign(self, campaign: str) -> CampaignStatus:
        return self._campaign

    def family(self, family: str) -> EffortStatus:
        return next(f for f in self._campaign.families if f.id == family)

    def bill(self, key: str) -> BillStatus:
        if key not in self._bills:
            raise UnknownKey("bill", key)
        return self._bills[key]


def vetoed_bill() -> Bill:
    """A California bill like SB 35 of 2019-20, built by hand."""
    return replace(
        bill_record(
            "ca-20192020-sb35",
            "2018-12-03",
            actions=(
                Action("2018-12-03", "Introduced", (_C.INTRODUCTION,), SENATE),
                Action("2019-05-23", "Read third time. Passed.", (_C.PASSAGE,), SENATE),
                Action("2019-09-10", "Read third time. Passed.", (_C.PASSAGE,), HOUSE),
                Action("2019-09-20", "Enrolled", (_C.ENROLLED,), SENATE),
                Action("2019-09-25", "Presented to the Governor", (_C.EXECUTIVE_RECEIPT,), None),
                Action("2019-10-12", "Vetoed by Governor", (_C.EXECUTIVE_VETO,), None),
            ),
        ),
        session="20192020",
        title="Human trafficking task force",
        short_title=None,
        votes=(Vote("1", "2019-05-23", SENATE, yes=38, no=0),),
    )
