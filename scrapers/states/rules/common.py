"""What lines mean anywhere: the core for states without rules of their own.

Only what is said alike in many states, or in one and could mean nothing else elsewhere. What this
leaves open is shown as open, and a line that nothing knows is counted. Read over histories of
Pennsylvania, Minnesota and Massachusetts (2021 to 2024), whose ends it tells as their lines do.
Their tables are laid on and taken from a table by rule, and a house concurs in referrals, so
neither says anything here. To be engrossed and then enacted takes two votes of each house
(Massachusetts, Maine): neither is a passage here. A signature of the District's Mayor makes an act
that Congress has yet to leave alone, and is left open. What the houses do about a vetoed item is
nothing that happens to the bill.
"""

from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import MeasureKind

from .reading import Rules

_HOUSE = r"(?:house|senate|assembly)"
_NOT = (
    r"(?!.*\b(?:motion|(?<!with )(?<!no )amendments?|not(?! voting)|fail\w*|defeated|lost"
    r"|reconsider\w*|refer\w*|items?)\b)"
)
#: Behind "passed": it was put off, or a committee passed it; or it was read a first time.
_NO_PASSAGE = r"(?! (?:over|for|temporarily|indefinitely|until)\b| (?:\w+ ){0,5}committee\b)"
_NO_FIRST = r"(?! (?:first|1st) reading)"
_KIND = (
    r"(?:public |private )?(?:act|law|chapter|(?:acts of assembly|session law),? chapter"
    r"|\d{4} [a-z]+ act)"
)
_LAW = (
    rf"(?:{_KIND},? (?:no\.? ?|number )?\d[\d-]*A?|law L\d+-\d+|ch\. SL \d{{4}}-\d+"
    r"|pub\. ?ch\. ?\d+|P\. ?L\. ?\d{4}, ?c\. ?\d+|PA \d+'\d\d|Acts,? ch\. ?\d+)"
)
_NOTICE = r"notification that \w+ is now "
_BEFORE = rf"secretary of state,? |{_NOTICE}|assigned |enacted under .* - "
_GOVERNOR = r"(?:signed|approved)(?: \(in part\))? by (?:the )?gov(?:ernor\b|\.)"
_ACTS = r"^governor(?:'s)? (?:action:? ?)?(?:- )?"
_SENT = r"(?:delivered|sent|presented|transmitted|forwarded|enrolled)"

RULES = Rules(
    acts=(
        (r"^(?:co-?)?(?:authors?|sponsors?|patrons?)\b.* (?:added|stricken|removed)"
         r"|^added|\bname added$", (A.PROCEDURE,)),
        # -- a veto, and what the houses do about it
        (r"\b(?:items?|sections?)\b.*\b(?:passed over|overr\w+|sustain\w*|stands)\b",
         (A.PROCEDURE,)),
        (rf"^signed \(in part\)|items? vetoed.*\bsigned by|^(?:report )?{_GOVERNOR}.*\bveto",
         (A.PARTIAL_VETO, A.EXECUTIVE_SIGNATURE)),
        (r"\b(?:partial(?:ly)?|(?:line.?)?items?|in part)\b.*\bveto"
         r"|\bveto\w*\b.*\b(?:in part|line.?items?)|^governor returned.*\b(?:disapproval|vetoes)\b",
         (A.PARTIAL_VETO,)),
        (r"\bveto overridden\b.*\bchapter \d", (A.BECAME_LAW,)),
        (rf"^(?!.*\bfail)(?:(?:re)?passed notwithstanding the objections|passed over (?:the )?veto"
         rf"|(?:bill read\. )?veto (?:not sustained|overridden)|{_HOUSE} overr(?:ides|ode) .*\bveto"
         r"|(?:.* )?motion (?:to override (?:the )?veto (?:prevailed|adopted|passed|carried)"
         r"|veto override .*\badopted))\b",
         (A.VETO_PENDING, A.VETO_OVERRIDE_PASSAGE)),
        (rf"^(?:bill read\. )?veto sustained|^{_HOUSE} sustain\w* .*\bveto|^veto override failed"
         r"|^failed to (?:pass|adopt|concur in) notwithstanding", (A.VETO_SUSTAINED,)),
        (r"passed over (?:the )?veto|veto.*(?:overridden|sustained)|notwithstanding.*veto",
         (A.VETO_PENDING,)),
        (r"^motion\b", (A.PROCEDURE,)),
        (r"^pocket veto", (A.POCKET_VETO,)),
        (r"^conditional veto|^governor returned to the (?!.*\bveto)",
         (A.EXECUTIVE_RECEIPT, A.EXECUTIVE_AMENDMENTS)),
        (r"^notice of intent to veto|^carried over to (?:the )?20\d\d", (A.PROCEDURE,)),
        (rf"^(?:report )?vetoed by (?:the )?(?:governor|mayor)\b|{_ACTS}veto(?:ed)?\b"
         r"|^vetoed(?:$|[ .,;])|^returned by (?:the )?governor without (?:his |her )?approval"
         r"|^governor returned to the \w+ with veto$|^absolute veto\b|^veto V\d+$",
         (A.EXECUTIVE_VETO,)),
        # -- a law
        (r"^(?:governor )?(?:became|becomes) law\b"
         r"|^(?:(?:governor|filed|effective).* |law )?(?:without|w/o) (?:the )?gov(?:ernor)?'?s? "
         r"?(?:signature|approval)|^without (?:signature|approval)", (A.BECAME_LAW,)),
        (r"^approved P\. ?L\. ?\d{4}, ?c", (A.EXECUTIVE_SIGNATURE, A.BECAME_LAW)),
        (rf"^chaptered\b|^chapter number assigned|^(?:{_BEFORE})?{_LAW}", (A.BECAME_LAW,)),
        (rf"^(?:report(?:ed)? |{_HOUSE} date )?{_GOVERNOR}|{_ACTS}(?:signed|approv(?:ed|al))\b"
         r"|^signed into law\b", (A.EXECUTIVE_SIGNATURE,)),
        (rf"^(?:{_HOUSE}/? )?(?:enrolled and )?{_SENT} to (?:the )?(?:governor|mayor)\b"
         rf"|^(?:{_HOUSE}/ )?to governor\b|^pres\. to gov\.|\blaid before the governor"
         rf"|^[\d:]+ [ap]m [\d/]+ {_SENT} to governor", (A.EXECUTIVE_RECEIPT,)),
        # -- another end
        (r"^secretary of state,? resolution \d", (A.ADOPTION,)),
        (r"^secretary of state,? filed|^filed with (?:the )?secretary of state", (A.PROCEDURE,)),
        (rf"^(?:[hs]: ?)?died\b|\bno further action allowed|^\(no further action taken"
         rf"|^failed to (?:pass|adopt|concur in) pursuant to"
         rf"|^(?:{_HOUSE}/ )?(?:strike enacting clause|enacting clause stricken)", (A.DEATH,)),
        (rf"^(?:indefinitely postponed|postponed? indefinitely)\b"
         rf"|^{_HOUSE} committee on .*\bpostpone indefinitely", (A.SET_ASIDE,)),
        (r"^withdrawn (?:by (?:the )?(?:author|sponsor|patron|introducer)|prior to introduction"
         r"|from (?:further )?consideration|from the files of|because approved"
         r"|and returned to (?:the |its )?author)\b|^bill withdrawn(?! from)"
         r"|^unfavorable report by .*; withdrawn", (A.WITHDRAWAL,)),
        (r"^substituted by [A-Z]{1,3} ?\d", (A.REPLACED,)),
        (r"^substituted for ", (A.PROCEDURE,)),
        # -- passage
        (rf"^introduced(?: and|,) (?:adopted|passed)\b{_NO_FIRST}", (A.INTRODUCTION, A.PASSAGE)),
        (r"^amended and (?:adopted|passed)\b", (A.AMENDED, A.PASSAGE)),
        (rf"^passed (?:{_HOUSE}) \(passed both houses\)|^read third time and enrolled",
         (A.PASSAGE, A.ENROLLED)),
        (r"^passed final reading.*\bCD ?\d"
         rf"|^{_HOUSE} (?:conference committee report adopted|adopted (?:\w+ )?(?:CC|HCC|SCC|"
         r"conference committee) report)"
         r"|^conf(?:erence)? (?:committee )?report (?:adopted|agreed to)"
         r"|\bconference committee report result was to adopt", (A.CONFERENCE_AGREEMENT,)),
        (rf"^(?:{_HOUSE} )?concur(?:red|s)? (?:in |with )?{_HOUSE} amendment"
         rf"|^{_HOUSE} amendments? (?:no\. ?\d+ )?concurred in"
         rf"|^{_HOUSE} considered {_HOUSE} amendments - result was to concur"
         rf"|^{_HOUSE} agreed {_HOUSE} amend (?!.*as amended)|^concurred in amend from"
         r"|^concur am of \([hs]\) y|^passed final reading", (A.AGREEMENT,)),
        (r"\bconference committee (?:of \d+ )?(?:requested|(?:to )?be appointed|appointed)"
         r"|\bCC of \d+ be appointed", (A.CONFERENCE,)),
        (rf"^{_HOUSE} (?:refuses? to concur|not concur|disagreed)", (A.AMENDMENT_EXCHANGE,)),
        (rf"^{_NOT}(?:(?:{_HOUSE} )?(?:read (?:a |the )?)?third (?:reading|time|consideration)\b.*"
         r"\b(?:passed(?! (?:over|by|temporarily)\b)|adopted|final passage|and concurred in)\b|"
         r"final passage \(|"
         rf"passed (?:by )?(?:the )?{_HOUSE}\b{_NO_PASSAGE}|passed [HS]\.,|"
         rf"{_HOUSE}/? (?:read and )?passed\b{_NO_PASSAGE}"
         r"(?! (?:by|to|on|first|second|1st|2nd reading)\b)|"
         r"(?:report adopted; )?passed (?:third|3rd|on final) reading\b|third read and passed\b|"
         r"(?:[hs] )?3rd reading:? ?(?:passed|concurred)\b|read third time and sent to|"
         r"second reading, passed, yeas|"
         r"(?:bill was )?(?:re)?(?:adopted|passed)(?:[.,;]?$| \(| as amended\b| - amended|"
         r", [A-Z][a-z]+ \d|; given immediate effect| roll call| y\d+ n[\d-]+|,? yeas|,? ayes))",
         (A.PASSAGE,)),
        (rf"^(?!.*\bamend)(?:{_HOUSE} )?(?:third (?:read\w*|consideration)|read third time)"
         r".*\b(?:fail\w*|defeated|lost)\b"
         r"|^third consideration.*\bdefeated on final|^second reading, failed to pass"
         r"|^(?:defeated|failed) (?:on (?:final passage|third)|roll call|y\d+ n[\d-]+)"
         r"|^failed (?:to pass|of passage|passage)\b|^bill was not passed", (A.FAILURE,)),
        (r"^(?:to be |correctly )?enrolled\b|^signed (?:by (?:the )?(?:speaker|president)"
         r"|in (?:the )?(?:house|senate))|^truly agreed to\b|^completed legislative action"
         r"|^passed enrolled|^president/speaker signed|^ratified\b", (A.ENROLLED,)),
        # -- committees, readings and what decides nothing
        (r"^re-?committed to|^re-?referred to", (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
        (r"^(?:introduction|introduced|first reading).*(?:referred|assigned) to"
         r"|^(?:introduction|introduced|first reading).*referred|\band re-?refer(?:red)? to\b",
         (A.REFERRAL_COMMITTEE,)),
        (r"^(?:recommended )?(?:do pass|reported favorably|favorable (?:with amendments )?report)\b"
         rf"|^{_HOUSE} committee favorably reported", (A.COMMITTEE_PASSAGE_FAVORABLE,)),
        (r"^(?:re-?)?reported (?:as|from|out of|by|on concurrence|with)\b"
         r"|^comm(?:ittee)? report:?,? to (?:pass|adopt)|^placed on general file",
         (A.COMMITTEE_PASSAGE,)),
        (r"^(?:referred|assigned) to\b", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:introduced|introduction|first (?:reading|consideration))\b"
         rf"(?!.*\b(?:adopted|passed)\b{_NO_FIRST})",
         (A.INTRODUCTION,)),
        (rf"^(?:{_HOUSE} )?second (?:reading|consideration)\b", (A.READING_2,)),
        (rf"^(?:{_HOUSE} )?third (?:reading|consideration)\b", (A.READING_3,)),
        (r"^laid on (?:the )?table|^tabled", (A.INACTIVE,)),
        (r"^(?:removed|taken) from (?:the )?table", (A.FROM_INACTIVE,)),
        (r"^(?:pre-?)?filed\b", (A.FILING,)),
        (r"^(?:public )?hearing\b", (A.HEARING,)),
        (r"^vote on third consideration,? reconsidered\b", (A.PROCEDURE,)),
        (r"^vote (?:by which|on)\b.*\breconsidered\b", (A.RECONSIDERATION,)),
        (r"^effective\b|^corrective reprint\b", (A.PROCEDURE,)),
        (r"^in (?:the )?(?:house|senate|assembly)\.?$", (A.RECEIPT,)),
        (r"^amended\b", (A.AMENDED,)),
    ),
    law=rf"^(?:(?:report(?:ed)? )?{_GOVERNOR}(?: (?:on )?[\w/-]+){{0,2}}[ .,;(-]*"
        rf"|signed \(in part\)[ ,]*|{_BEFORE}|approved |became law\b[^;]*"
        r"|.*\bveto overridden - )?(?:becomes )?"
        rf"(?P<words>{_LAW}(?: SLA \d+| of (?:the acts of )?\d{{4}})?)",
    law_name="{words}",
    replaced=(r"^substituted by (?P<bills>[A-Z]+ ?\d+)",),
    kinds=((r"^Secretary of State,? Resolution \d", MeasureKind.CONCURRENT),),
    actor=rf"^(?:passed (?:by )?(?:the )?)?(?P<house>{_HOUSE})\b"
          r"(?! (?:amend|sub|message|bill|file|committee on)|'s)",
    changes=r"(?<!no )(?<!without )(?<!un)amend(?!(?!.*\badopted).*\b(?:reject\w*|fail\w*|withdrawn"
            r"|defeated|lost|offered)\b)|substitut(?!ed (?:for|by) )|committee bill",
)  # fmt: skip
