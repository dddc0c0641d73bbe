"""What letters and the other papers for a legislature print, by key; part of ``labels``."""

from collections.abc import Mapping

_HEAD = {
    "letter-draft": "DRAFT, not to be sent: {why}.",
    "letter-reading": "For the office's own reading. The letter is filed in English.",
    "letter-no-position": "no position is decided",
    "letter-no-final-position": "no position on the text as it was passed is decided",
    "letter-no-organisation": "no organization and contact are set",
    "letter-no-print": "no print of {bill} is on record",
    "letter-not-checked": "the record was last checked on {date}",
    "letter-no-signer": "nobody is named who signs",
    "letter-no-condition": "nobody wrote down what must be amended",
    "letter-your-organisation": "[Your organization]",
    "letter-no-signers": "nobody has signed",
    "letter-your-signers": "[Who signs with you]",
    "letter-your-name": "[Name and title of the signer]",
    "letter-your-position": "[position]",
    "letter-your-condition": "[what must be amended]",
    "letter-your-reasons": "[your reasons]",
    "letter-your-ask": "[what you ask for]",
    "letter-some-print": "[print and its date]",
}

_ADDRESS = {
    "letter-honorable": "The Honorable {name}",
    "letter-chair": "{name}, Chair",
    "letter-ranking member": "{name}, Ranking Member",
    "letter-governor": "{name}",
    "letter-chair-of": "Chair of {committee}",
    "letter-dear-chair": "Dear Chair {name}",
    "letter-dear-ranking member": "Ranking Member {name}",
    "letter-dear-governor": "Dear Governor {name}",
    "letter-only-chair": "Chair",
    "letter-only-ranking member": "Ranking Member",
    "letter-dear-only-chair": "Dear Chair and Members",
    "letter-dear-only-ranking member": "Ranking Member",
    "letter-dear-only-governor": "Dear Governor",
    "letter-dear-both": "{first} and {second}:",
    "letter-dear": "{who}:",
    "letter-re": "RE: {bill} ({author}), {print}: {stance}",
    "letter-re-alone": "RE: {bill}, {print}: {stance}",
    "letter-as-amended": "as amended {date}",
    "letter-as-introduced": "as introduced {date}",
    "letter-as-enrolled": "as enrolled {date}",
    "letter-as-reported": "as reported {date}",
    "letter-as-printed": "print of {date}",
}

_STANCES = {
    "stance-support": "SUPPORT",
    "stance-support if amended": "SUPPORT IF AMENDED",
    "stance-oppose": "OPPOSE",
    "stance-oppose unless amended": "OPPOSE UNLESS AMENDED",
    "stance-neutral": "NEUTRAL",
    "stance-sign": "REQUEST FOR SIGNATURE",
    "stance-veto": "REQUEST FOR VETO",
    "stance-word-sign": "sign",
    "stance-word-veto": "veto",
    "letter-we-sign": "We write to ask you to sign {bill}.",
    "letter-we-veto": "We write to ask you to veto {bill}.",
    "stance-word-support": "support",
    "stance-word-support if amended": "support",
    "stance-word-oppose": "opposition",
    "stance-word-oppose unless amended": "opposition",
    "stance-word-neutral": "neutral",
    "letter-we-support": "We write in support of {bill}.",
    "letter-we-support if amended": "We write in support of {bill} if it is amended.",
    "letter-we-oppose": "We write in opposition to {bill}.",
    "letter-we-oppose unless amended": ("We write in opposition to {bill} unless it is amended."),
    "letter-we-neutral": "We write to say that we are neutral on {bill}.",
    "letter-we": "We write with our position {position} on {bill}.",
}

_BODY = {
    "letter-title": "Its title on record is “{title}.”",
    "letter-why": "Why we write:",
    "letter-digest": "{source} says: “{text}”",
    "letter-digest-source": "Its official summary",
    "letter-ask-yes": "We respectfully ask you to support {bill} and to vote for it.",
    "letter-ask-no": "We respectfully ask you not to move {bill} and to vote against it.",
    "letter-ask-condition": "We ask that it be amended: {condition}",
    "letter-ask-then": "With that change we would ask for your support.",
    "letter-ask-unless": "Unless it is so amended we respectfully ask you to vote against it.",
    "letter-ask-sign": "We respectfully request your signature on {bill}.",
    "letter-ask-veto": "We respectfully request your veto of {bill}.",
    "letter-committees": "In committee:",
    "letter-committee-vote": "{committee}, {yes} to {no}, {date}.",
    "letter-committee-act": "{text}, {date}.",
    "letter-ask-neutral": "We ask that our position be noted as neutral.",
    "letter-sincerely": "Sincerely,",
    "letter-copies-author": "cc: Members, {committee}; office of the author",
    "letter-copies-sponsor": "cc: Members, {committee}; office of the sponsor",
    "letter-of": "Letter of {date}.",
    "letter-of-print": "Letter of {date}; it speaks of the print of {print}.",
    "letter-id": "Letter id",
    "paper-of": "As of {date}.",
    "paper-of-print": "As of {date}; it speaks of the print of {print}.",
    "paper-id": "Id",
    "note-print": "{bill}, {print}: {source}.",
}

_SIGNERS = {
    "signers-national": "National organizations",
    "signers-state": "Statewide organizations",
    "signers-local": "Local organizations",
    "signers-other": "Organizations",
    "signers-people": "Individuals",
    "signers-of-older": "Signed on the text of {date}",
    "note-signers": "Signatures held by {by}, counted on {date}; two spellings count once.",
}

_FLOOR = {
    "letter-vote-yes": "YES",
    "letter-vote-no": "NO",
    "floor-title": "{vote} on {bill} ({author})",
    "floor-title-alone": "{vote} on {bill}",
    "floor-contact": "Questions: {who}",
    "script-title": "If you call an office",
    "script-who": "My name is [name], and I live in [city]. I call with {name}.",
    "script-ask": "Please ask the Member to vote {vote} on {bill}.",
    "script-why": "[Say in a sentence why {bill} matters to you.]",
    "script-thanks": "Thank you. May I tell our coalition how the Member will vote?",
}

#: Who reads letters may want to know what each is for -> labels.
LETTER_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Letters: across the head, and what stands where something is still to be filled in.", _HEAD),
    ("Letters: whom they are for and what they are about.", _ADDRESS),
    (
        "Letters: the position. The word of stance-word- stands in letter-we- as it is written.",
        _STANCES,
    ),
    ("Letters: what the bill does, what is asked, and the end.", _BODY),
    ("An alert before a vote of a chamber, and what to say on the telephone.", _FLOOR),
    ("Letters of several organizations: who signs, by how far they reach.", _SIGNERS),
)

LETTER_COUNTED: Mapping[str, tuple[str, str]] = {
    "signers-organisations": (
        "Signed by {n} organization, listed below.",
        "Signed by {n} organizations, listed below.",
    ),
    "signed-our-letter": (
        "{n} organization has signed our letter.",
        "{n} organizations have signed our letter.",
    ),
    "signers-unnamed": (
        "{n} more person has signed and is not named here.",
        "{n} more people have signed and are not named here.",
    ),
}
