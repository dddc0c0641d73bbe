"""The files of a session in the form of Virginia's Legislative Information System, built by hand:
ten measures of 2024 with true days, numbers and votes, each with the steps that the tests need.

As published: lines end in CRLF, names are padded with blanks, patrons' types stand behind their
quotation marks, numbers have leading zeros in one file and none in another, votes have no header.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

_HEAD = (
    "Bill_id Bill_description Patron_id Patron_name Last_house_committee_id Last_house_action "
    "Last_house_action_date Last_senate_committee_id Last_senate_action Last_senate_action_date "
    "Last_conference_action Last_conference_action_date Last_governor_action "
    "Last_governor_action_date Emergency Passed_house Passed_senate Passed Failed Carried_over "
    "Approved Vetoed Full_text_doc1 Full_text_date1 Full_text_doc2 Full_text_date2 Full_text_doc3 "
    "Full_text_date3 Full_text_doc4 Full_text_date4 Full_text_doc5 Full_text_date5 Full_text_doc6 "
    "Full_text_date6 Last_house_actid Last_senate_actid Last_conference_actid Last_governor_actid "
    "Chapter_id Introduction_date Last_actid"
)
_FLAGS = ("Passed_house", "Passed_senate", "Passed", "Failed", "Carried_over", "Approved", "Vetoed")
_TRAFFICKING = "Human trafficking; attorneys for the Commonwealth to establish response teams."

#: Number: when it was introduced, its flags in the order of ``_FLAGS``, what else its row has.
MEASURES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "HB51": ("12/21/23", "NNNYNNN", {"Bill_description": "Prostitution; increases penalties."}),
    "HB107": ("01/01/24", "YYNYNNN", {}),
    "HB581": ("01/09/24", "YYYNNYN", {
        "Bill_description": _TRAFFICKING, "Chapter_id": "CHAP0366",
        "Full_text_doc1": "HB581", "Full_text_date1": "01/09/24",
        "Full_text_doc2": "CHAP0366", "Full_text_date2": "04/03/24"}),
    "HB611": ("01/09/24", "YYYNNYN", {"Chapter_id": "CHAP0813"}),
    "HB780": ("01/09/24", "NNNYNNN", {}),
    "HB971": ("01/09/24", "YYYNNYN", {"Chapter_id": "CHAP0404"}),
    "HR1": ("12/04/23", "YNYNNNN", {}),
    "SB192": ("01/08/24", "NNNNYNN", {}),
    "SB504": ("01/09/24", "YYYNNNY", {}),
    "SJ12": ("01/03/24", "YYYNNNN", {}),
}  # fmt: skip

#: Of each measure its steps: the day, the text behind the actor's letter, the vote.
STEPS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "HB51": (
        ("12/21/23", "H Referred to Committee for Courts of Justice", ""),
        ("02/13/24", "H Left in Courts of Justice", "H08V0170"),
    ),
    "HB107": (
        ("02/08/24", "H Read third time and passed House (71-Y 27-N)", ""),
        ("03/05/24", "S Passed Senate with amendments (28-Y 12-N)", "SV0992"),
        ("03/06/24", "H Senate amendments #1 and #2 agreed to by House (74-Y 22-N)", ""),
        ("03/06/24", "H Senate amendment #3 rejected by House (0-Y 97-N)", ""),
        ("03/07/24", "S Conferees appointed by Senate", ""),
        ("03/07/24", "H Conferees appointed by House", ""),
        ("03/09/24", "H Failed to pass in House", ""),
    ),
    "HB581": (
        ("01/09/24", "H Prefiled and ordered printed; offered 01/10/24 24104836D", ""),
        ("01/26/24", "H Referred to Committee for Courts of Justice", ""),
        ("02/13/24", "H Read third time and passed House BLOCK VOTE  (99-Y 0-N)", ""),
        ("02/26/24", "S Reported from Courts of Justice with amendment (14-Y 0-N)", "S13V0276"),
        ("02/28/24", "S Passed Senate with amendment (39-Y 0-N)", "SV0727"),
        ("03/07/24", "H Enrolled", ""),
        ("04/03/24", "G Approved by Governor-Chapter 366 (effective 7/1/24)", ""),
        ("04/03/24", "G Acts of Assembly Chapter text (CHAP0366)", ""),
    ),
    "HB611": (
        ("02/02/24", "H Incorporates HB423 (McQuinn)", ""),
        ("02/13/24", "H Read third time and passed House (94-Y 5-N)", ""),
        ("03/05/24", "S Passed Senate with substitute (40-Y 0-N)", "SV0955"),
        ("03/06/24", "H Senate substitute agreed to by House 24108674D-S1 (94-Y 4-N)", ""),
        ("03/27/24", "H Enrolled Bill communicated to Governor on March 27, 2024", ""),
        ("04/08/24", "H Governor's recommendation received by House", ""),
        ("04/17/24", "H House concurred in Governor's recommendation (99-Y 0-N)", ""),
        ("04/17/24", "S Senate concurred in Governor's recommendation (40-Y 0-N)", "SV1300"),
        ("04/17/24", "H Enacted, Chapter 813 (effective 7/1/24)", ""),
    ),
    "HB780": (
        ("01/09/24", "H Referred to Committee on Labor and Commerce", ""),
        ("01/30/24", "H Incorporated by Labor and Commerce (HB1001-Tran)", "H14V0055"),
    ),
    "HB971": (
        ("02/13/24", "H Read third time and passed House (98-Y 1-N)", ""),
        ("03/04/24", "S Passed Senate (39-Y 0-N)", "SV0883"),
        ("04/04/24", "G Approved by Governor-Chapter 494 (effective 7/1/24)", ""),
    ),
    "HR1": (("01/15/24", "H Agreed to by House", ""),),
    "SB192": (
        ("01/08/24", "S Referred to Committee on Finance and Appropriations", ""),
        ("01/30/24", "S Continued to 2025 in Finance and Appropriations (14-Y 1-N)", "S05V0049"),
    ),
    "SB504": (
        ("02/13/24", "S Read third time and passed Senate (25-Y 15-N)", "SV0411"),
        ("03/04/24", "H Passed House with amendments (57-Y 41-N)", ""),
        ("03/25/24", "S Enrolled", ""),
        ("04/08/24", "G Vetoed by Governor", ""),
        ("04/17/24", "S Senate sustained Governor's veto", ""),
    ),
    "SJ12": (
        ("02/07/24", "S Read third time and agreed to by Senate by voice vote", ""),
        ("02/28/24", "H Agreed to by House BLOCK VOTE (99-Y 0-N)", ""),
        ("02/28/24", "H VOTE: Block Vote Adoption (99-Y 0-N)", "HV1307"),
        ("02/28/24", "H Reconsideration of House passage agreed to by House", ""),
        ("02/28/24", "H Agreed to by House BLOCK VOTE (99-Y 0-N)", ""),
        ("02/28/24", "H VOTE: Block Vote Adoption #2 (99-Y 0-N)", "HV1315"),
    ),
}  # fmt: skip

#: Who carries a measure: the member's name and number, how.
PATRONS = (
    ("Shelly A. Simonds", "H0323", "HB581", "1001", "Chief Patron"),
    ("Joshua G. Cole", "H0314", "HB581", "1041", "Chief Co-Patron"),
    ("Vivian E. Watts", "H0108", "HB581", "1999", "Co-Patron"),
)
MEMBERS = (("S0100", "Surovell, Scott A."), ("S0078", "Stuart, Richard H."))
COMMITTEES = (
    ("H08", "Courts of Justice"), ("H14", "Labor and Commerce"),
    ("S05", "Finance and Appropriations"), ("S13", "Courts of Justice"),
)  # fmt: skip
#: A committee's vote: fourteen for it and one who did not vote (X).
_FOR = "0100 0068 0062 0069 0106 0114 0082 0115 0105 0128 0116 0117 0125 0127"
VOTES = {"S13V0276": {**dict.fromkeys(_FOR.split(), "Y"), "0078": "X"}}


def write_session(folder: Path) -> Path:
    """The six files of a session."""
    folder.mkdir(parents=True)
    for name, lines in _files():
        data = "".join(f"{line}\r\n" for line in lines).encode("cp1252")
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def _files() -> Iterable[tuple[str, list[str]]]:
    yield "Bills", [_line(_HEAD.split()), *(_line(_measure(number)) for number in MEASURES)]
    steps = [_line((number, *step)) for number, told in STEPS.items() for step in told]
    yield (
        "History",
        [_line(["Bill_id", "History_date", "History_description", "History_refid"]), *steps],
    )
    yield "Sponsors", [
        _line(["MEMBER_NAME", "MEMBER_ID", "BILL_NUMBER", "PATRON_TYPE"]),
        *(f'{_line((f"{name:30}", id, f"HB{int(bill[2:]):04}", code))} - {how}'
          for name, id, bill, code, how in PATRONS),
    ]  # fmt: skip
    yield (
        "Members",
        [
            _line(["MBR_HOU", "MBR_MBRNO", "MBR_NAME", "MBR_MBRID"]),
            *(_line((id[0], id, f"{name:30}", f"{id[0]}{int(id[1:]):<4}")) for id, name in MEMBERS),
        ],
    )
    yield (
        "Committees",
        [
            _line(["CHAMBER", "COM_NAME", "COM_COMNO"]),
            *(_line((id[0], f"{name:60}", id)) for id, name in COMMITTEES),
        ],
    )
    yield (
        "Vote",
        [
            _line(
                (id, *(part for member, answer in told.items() for part in (f"S{member}", answer)))
            )
            for id, told in VOTES.items()
        ],
    )


def _measure(number: str) -> list[str]:
    introduced, flags, more = MEASURES[number]
    row = {"Bill_id": number, "Introduction_date": introduced, **more}
    row |= dict(zip(_FLAGS, flags, strict=True))
    return [row.get(column, "") for column in _HEAD.split()]


def _line(values: Iterable[str]) -> str:
    return ",".join('"{}"'.format(value.replace('"', '""')) for value in values)
