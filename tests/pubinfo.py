"""PUBINFO rows built by hand in the Legislature's format with true facts of AB 262 (2021-22)."""

import io

from billtrail.bills.models import Bill
from billtrail.bills.stages.fold import fold_bill
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.ca_pubinfo.source import SOURCE
from billtrail.scrapers.ca_pubinfo.staging import stage

NOW = "2026-11-23T08:00:00Z"

# Built by hand: AB 262 (2021-22) with facts of its official history.
BILL = ("202120220AB262", "20212022", "0", "AB", 262, "Chaptered", "2021", "CHP", "0", "193",
        "20210AB26295CHP", "Y", "BYHAND", "2021-09-22 12:00:00", None, None,
        "Secretary of State", "Chaptered", None)  # fmt: skip
HISTORY = [
    (5, "2021-01-15", "Read first time.  To print.", None, None),
    (6, "2021-01-28", "Referred to Com. on  PUB. S.", "Assembly", "CX18"),
    (7, "2021-06-02", "Read third time. Passed. Ordered to the Senate. (Ayes 78. Noes 0.)",
     "Senate", None),
    (8, "2021-09-08", "Read third time. Passed. Ordered to the Assembly. (Ayes 38. Noes 0.).",
     "Assembly", None),
    (10, "2021-09-09", "Senate amendments concurred in. To Engrossing and Enrolling. (Ayes 79.)",
     "Assembly", None),
    (9, "2021-09-09", "In Assembly. Concurrence in Senate amendments pending.", "Assembly", None),
    (11, "2021-09-17", "Enrolled and presented to the Governor at 3 p.m.", "Governor's Office",
     None),
    (12, "2021-09-22", "Approved by the Governor.", None, None),
    (13, "2021-09-22", "Chaptered by Secretary of State - Chapter 193, Statutes of 2021.", None,
     None),
]  # fmt: skip


def field(value):
    """Text in backticks, numbers and dates bare, NULL for nothing."""
    if value is None:
        return "NULL"
    bare = isinstance(value, int) or (value[:4].isdigit() and " " in value)
    return str(value) if bare else f"`{value}`"


def dat(*rows):
    return ("\n".join("\t".join(map(field, row)) for row in rows) + "\n").encode()


def history(bill="202120220AB262", rows=HISTORY):
    return dat(*[
        (bill, id_, f"{day} 00:00:00", text, "BYHAND", f"{day} 12:00:00", 1, "2", "Applied", house,
         None, committee, None)
        for id_, day, text, house, committee in rows
    ])  # fmt: skip


VERSIONS = dat(
    ("20210AB26299INT", "202120220AB262", 99, "2021-01-15 00:00:00", "Introduced", None,
     "Human trafficking: vacatur relief for victims.", "Majority", "No", "Yes", "No", None, "No",
     "No", "BILL_VERSION_TBL_1.lob", "Y", "BYHAND", "2021-01-15 12:00:00"),
    ("20210AB26295CHP", "202120220AB262", 95, "2021-09-22 00:00:00", "Chaptered", None,
     "Human trafficking:  vacatur relief for victims.", "Majority", "No", "Yes", "No", None, "No",
     "No", None, "Y", "BYHAND", "2021-09-22 12:00:00"),
)  # fmt: skip
AUTHORS = dat(
    ("20210AB26299INT", "Legislator", "ASSEMBLY", "Somebody Else", "LEAD_AUTHOR", None, "Y",
     "BYHAND", "2021-01-15 12:00:00", "Y"),
    ("20210AB26295CHP", "Legislator", "ASSEMBLY", "Patterson", "LEAD_AUTHOR", None, "Y", "BYHAND",
     "2021-09-22 12:00:00", "Y"),
    ("20210AB26295CHP", "Committee", "ASSEMBLY", "Committee on Public Safety", "COAUTHOR", "A, B",
     "Y", "BYHAND", "2021-09-22 12:00:00", "N"),
)  # fmt: skip


def legislator(district, name, party="REP", active="Y", house="A"):
    return (district, "20212022", f"{name}, X", house, name, "X", name, None, None, "M", "M",
            party, "Y", "BYHAND", "2021-01-01 12:00:00", active)  # fmt: skip


LEGISLATORS = dat(
    legislator("AD23", "Patterson"), legislator("AD15", "Avila Farias", active="N"),
    legislator("AD15", "Ávila Farías", "DEM"), legislator("AD79", "Weber Pierson", "DEM"),
)  # fmt: skip
SUMMARY = dat(("202120220AB262", "AFLOOR", "2021-06-02 00:00:00", 1, 77, 2, 0, 0, "(PASS)",
               "BYHAND", "2021-06-02 12:00:00", None, None, None, None))  # fmt: skip


def ballot(name, code, order):
    return ("202120220AB262", "AFLOOR", "2021-06-02 14:34:00", name, code, order)


DETAIL = dat(*[
    ("202120220AB262", "AFLOOR", name, "2021-06-02 14:34:00", 1, code, 77, "BYHAND",
     "2021-06-02 12:00:00", order, None, None)
    for order, (name, code) in enumerate([("Patterson", "AYE"), ("Weber", "AYE"), ("Gray", "ABS")])
])  # fmt: skip
LOB = b"""<caml:MeasureDoc><caml:Title>An act to amend Section 236.14</caml:Title><caml:DigestText>
<p>Existing law <?xm-deletion_mark data="<p>gone > gone</p>"?>lets a person
<?xm-insertion_mark_start?>petition<?xm-insertion_mark_end?>.</p><p>A vote of
<caml:Fraction><caml:Numerator>2</caml:Numerator><caml:Denominator>3</caml:Denominator>
</caml:Fraction> &amp; more.</p></caml:DigestText></caml:MeasureDoc>"""

FILES = {
    "BILL_TBL.dat": dat(BILL),
    "BILL_HISTORY_TBL.dat": history(),
    "BILL_VERSION_TBL.dat": VERSIONS,
    "BILL_VERSION_TBL_1.lob": LOB,
    "BILL_VERSION_AUTHORS_TBL.dat": AUTHORS,
    "LEGISLATOR_TBL.dat": LEGISLATORS,
    "BILL_SUMMARY_VOTE_TBL.dat": SUMMARY,
    "BILL_DETAIL_VOTE_TBL.dat": DETAIL,
}


def staged(tmp_path, files):
    return stage([(name, io.BytesIO(data)) for name, data in files.items()], tmp_path)


def read(tmp_path, files=FILES):
    found = staged(tmp_path, files)
    (document,) = found.documents(NOW)
    return bill_of(document, found)


def bill_of(document, found):
    records = SOURCE.parse(document, found.reference())
    (bill,) = (record for record in records if isinstance(record, Bill))
    return classify_bill(SOURCE, bill)


def progress(bill, on):
    return fold_bill(bill, on, sessions.session_for(bill.key), bill.data_as_of)
