"""Illinois: ``Third Reading - Short Debate - Passed 115-000-000``, ``Public Act . . . 104-0198``
(8,648 measures of the 104th General Assembly, seen 2026-01-03). Messages of appointments are among
them, which the Senate confirms.

Lines of amendments begin with the house and the amendment's number and tell nothing of the bill;
those of joint passage are told once, ``Passed Both Houses``. A veto of items or amounts makes a law
of the rest at once. An amendatory veto asks for changes: when both houses take them the bill goes
to the Governor again, and no Public Act stands until then. ``Rule 19(a) / Re-referred to Rules
Committee`` is a missed deadline, ``Pursuant to Senate Rule 3-9(b) / Referred to Assignments`` the
summer: the bill is back in committee and not dead, until it is ``Approved for Consideration``.
``Motion Filed to Reconsider Vote`` keeps what was passed, or agreed to, in its house until it is
withdrawn: HB 1758 was passed in April 2025 and never sent on. ``Session Sine Die`` ends what is not
done.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

_BACK = (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)
_PRO = (A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE)

RULES = Rules(
    acts=(
        (r"^Motion Filed to Reconsider Vote|\bMotion Filed to Reconsider the Vote on Motion\b",
         (A.HELD_FOR_RECONSIDERATION,)),
        (r"^Motion to Reconsider Vote - (?:Withdrawn|Lost)", (A.RECONSIDERATION_DROPPED,)),
        (r"^Motion to Reconsider Vote - Prevails", (A.RECONSIDERATION,)),
        (r"^(?:House|Senate) (?:Committee|Floor|Concurrence) Amendment No\. \d+ Adopted",
         (A.AMENDED,)),
        (r"^(?:House|Senate) (?:Committee|Floor|Concurrence) Amendment", (A.PROCEDURE,)),
        (r"^Public Act[ .]+\d", (A.BECAME_LAW,)),
        (r"^Governor Approved|^Governor Certifies Changes", (A.EXECUTIVE_SIGNATURE,)),
        (r"^Governor Item/Reduction Veto|^Governor (?:Item|Reduction) Veto",
         (A.PARTIAL_VETO, A.EXECUTIVE_SIGNATURE)),
        (r"^(?:Item|Reduction).*Veto (?:Stands|Override)|Override.*(?:Item|Reduction)",
         (A.PROCEDURE,)),
        (r"^Both Houses Accepted Amendatory Veto", (A.VETO_SETTLED,)),
        (r"^(?:Accept )?Amendatory Veto (?!Stands|Overrid)|^Placed on Calendar .*Veto"
         r"|^Placed Calendar .*Veto", (A.PROCEDURE,)),
        (r"^Governor (?:Total |Amendatory )?Veto", (A.EXECUTIVE_VETO,)),
        (r"^(?:Total|Amendatory) Veto Stands|^Bill Dead", (A.VETO_SUSTAINED,)),
        (r"^Both Houses Overr(?:ode|ide)|Veto Overridden Both", (A.BECAME_LAW,)),
        (r"^(?:House|Senate) Overr(?:ides|ode)|^Override .*(?:House|Senate) Passed",
         (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^Override .*Lost", (A.VETO_OVERRIDE_FAILURE,)),
        (r"^Sent to the Governor|^Returned to Governor", (A.EXECUTIVE_RECEIPT,)),
        (r"^Passed Both Houses", (A.ENROLLED,)),
        (r"^Adopted Both Houses", (A.ADOPTION,)),
        (r"^Do Consent Passed", (A.PROCEDURE,)),
        (r"^App(?:ointmen)?t Confirmed", (A.CONFIRMATION, A.ADOPTION)),
        (r"^Third Reading - .*Passed|^Resolution Adopted", (A.PASSAGE,)),
        (r"^(?:Third Reading - .*|Resolution )(?:Lost|Failed)", (A.FAILURE,)),
        (r"^(?:House|Senate) (?:Concurs|Recedes)", (A.AGREEMENT,)),
        (r"^(?:House|Senate) (?:Non-Concurs|Refuses)", (A.AMENDMENT_EXCHANGE,)),
        (r"Conference Committee Report.*(?:Adopted|Passed)", (A.CONFERENCE_AGREEMENT,)),
        (r"Conference Committee", (A.CONFERENCE,)),
        (r"^Session Sine Die|^Died\b|Tabled Pursuant to Rule 22", (A.DEATH,)),
        (r"^(?:Bill |Resolution )?(?:Tabled|Withdrawn) [Bb]y |^Appointment Message (?:Tabled|With)"
         r"|^Withdrawn Pursuant", (A.WITHDRAWAL,)),
        (r"^Motion Do Pass.*(?:Lost|Failed)|^Do Pass.*- Lost", (A.COMMITTEE_FAILURE,)),
        (r"^(?:Do Pass|Recommends (?:Be Adopted|Do Pass(?! Sub)|Do Consent)|Be Adopted|"
         r"Recommends Do Adopt)", _PRO),
        (r"^Recommends Do Pass Sub|^Reported Back To", (A.PROCEDURE,)),
        (r"^Held in ", (A.HELD,)),
        (r"^Rule .*Re-referred to|^Re-referred to (?:Assignments|Rules)"
         r"|^Pursuant to Senate Rule [\d-]+\(b\) / Referred", _BACK),
        (r"^Referred to .*Consent Calendar", (A.CALENDAR,)),
        (r"^(?:Assigned|Referred|Re-assigned|Re-referred|Assignments Re-refers|Directed to Multi)",
         (A.REFERRAL_COMMITTEE,)),
        (r"^To (?!Governor)", (A.REFERRAL_SUBCOMMITTEE,)),
        (r"^(?:Filed|Prefiled) with", (A.FILING,)),
        (r"^(?:First Reading|Read in Full a First)", (A.INTRODUCTION, A.READING_1)),
        (r"^(?:Second Reading|Recalled to Second|Held on Calendar)", (A.READING_2,)),
        (r"^Approved for Consideration", (A.COMMITTEE_PASSAGE_UNRECOMMENDED,)),
        (r"^Placed on Calendar Order of First Reading", (A.RECEIPT,)),
        (r"^(?:Placed? on Calendar|Place Calendar|Placed Calendar|Secretary's Desk)",
         (A.CALENDAR,)),
        (r"^(?:Arrived? in|Received by)", (A.RECEIPT,)),
        (r"Sponsor|^Effective Date|Deadline|Note |^Postponed|^Motion|^Chair Rules|Vote Required|"
         r"^Moved to Suspend|^Prevailed to|^Waive Posting|Carried Over from|^Verified|^Supercedes|"
         r"^Added |^Removed |^Pursuant to|^Co-Sponsor", (A.PROCEDURE,)),
    ),
    law=r"^(?:Public Act[ .]+|Governor Item/Reduction Veto PA )(?P<number>\d+-\d+)",
    law_name="Public Act {number}",
    changes=r"^(?:House|Senate) (?:Committee|Floor) Amendment No\. \d+ Adopted",
    committee=r"(?:assigned|referred|refers?) to (?P<name>(?!.*calendar)[^;]*?)"
              r"(?: Committee\b[^;]*|, then\b[^;]*)?(?:;|$)",
    floor=r"^(?:third reading|concurrence(?:, amendment \d+)?|motion to adopt|agreed bill list)$",
    in_committee=r"^(?!motion|third|concur)(?P<name>.*?)(?: committee)?"
                 r"(?P<other>, amendment \d+)?$",
)  # fmt: skip
