"""What a person gives, and to whom: the company, somebody else, or nobody whom a policy warns of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.slots import recipients
from practicegraph.statement import Party

if TYPE_CHECKING:
    from practicegraph.extract.occurrence import Occurrence

_OPENLY: Final = re.compile(
    r"\b(?:public\w*|forums?|message boards?|bulletin boards?|chat rooms?|blogs?|online communit\w+|"
    r"other (?:[\w-]+ ){0,3}?(?:users|members|players)|others|interactive areas?|discussion)\b",
    re.IGNORECASE,
)
_SHOWING: Final = frozenset(
    [
        "post",
        "posted",
        "posting",
        "posts",
        "share",
        "shared",
        "sharing",
        "disclose",
        "disclosed",
        "contribute",
        "contributed",
        "transmit",
    ]
)
_CAUTION: Final = re.compile(r"\b(?:use|exercise|with)\b(?: \w+)? caution\b", re.IGNORECASE)
#: What a person is told to mind, and no practice of the company.
_ADVICE: Final = re.compile(
    r"\b(?:responsib\w+ (?:for|to)|(?:you|children|minors)(?: (?:under|below|of|the|age|ages|majority|\d+))* should "
    r"(?:always|never|not|consult|review|read|check)|"
    r"be careful|make sure|at your own risk|must not|refrain from|think (?:carefully|twice))\b[^.;]{0,90}$",
    re.IGNORECASE,
)


#: What is said of giving, and not that it is done.
_RESERVED: Final = re.compile(
    r"\b(?:refus\w+ to|re-?enter\w*|enter\w* [^.;]{0,60}\brepeatedly|repeatedly enter\w*|each time you log)\b|"
    r"\b(?:not|never) (?:send|make|place) [^.;]{0,30}\b(?:asking|requesting|that ask|that request)\b|"
    r"\bat (?:your|their|his or her) own (?:risk|discretion)\b|\bagain each time\b|\b(?:enter|type|provide|submit)\b[^.;]{0,60}\bagain\b",
    re.IGNORECASE,
)
#: Who gives agrees by it: what to, and not that something is given, is what is told.
_AGREES: Final = re.compile(
    r"^\W*(?:\w+, )?by [^;]{3,200}?\b(?:you|users?|the user|he or she)\b(?: \w+){0,2} (?:agree|consent|acknowledge|"
    r"understand|authori[sz]e|accept|represent|grant|warrant)(?:s|ing)?\b",
    re.IGNORECASE,
)


def is_advice(occurrence: Occurrence) -> bool:
    """Whether the person is told to mind what to give ("you should read it before you enter your name")."""
    text = occurrence.reading.sentence.text
    if _RESERVED.search(text) or (occurrence.predicate.role == "gerund" and _AGREES.match(text)):
        return True
    return _ADVICE.search(occurrence.reading.words(0, occurrence.predicate.token + 1)) is not None


_TO_OTHERS: Final = re.compile(
    r"\b(?:to|on|with|through|via|by) (?:any of )?"
    r"(?:(?:an?|any|those|these|that|such|other|another|their|its|each) (?:[\w-]+ ){0,3}?"
    r"(?:(?:web ?)?sites?|websites?|pages?)|"
    r"(?:an?|any|the|those|these|that|such|other|another|their|its|each) (?:[\w-]+ ){0,3}?"
    r"(?:compan(?:y|ies)|part(?:y|ies)|providers?|merchants?|vendors?|retailers?|issuers?|sponsors?|practitioners?))\b",
    re.IGNORECASE,
)
#: Before the giving: it is others who ask for it.
_BY_OTHERS: Final = re.compile(
    r"\b(?:asked|required|requested|invited|prompted) by (?:(?:those|these|that|such|other|another|an?|the) (?:[\w-]+ ){0,2}?"
    r"(?:sites?|websites?|compan(?:y|ies)|part(?:y|ies)|vendors?|providers?|operators?|merchants?)|them)\b[^;.]{0,20}$",
    re.IGNORECASE,
)
#: What the right to take one's data along is for.
_TO_SUCCESSOR: Final = re.compile(
    r"\b(?:from one (?:entity|company|controller|provider|service|organi[sz]ation) to another\b"
    r"|to another (?:data )?(?:entity|controller|provider|service|organi[sz]ation|company|business)\b)",
    re.IGNORECASE,
)
_TO_OWN: Final = re.compile(r"\b(?:us|our|ours)\b", re.IGNORECASE)


#: An address to which something is sent, and that nobody gives.
_TO_ADDRESS: Final = re.compile(
    r"\b(?:to|at) (?:the|our|this|these|one of our) (?:[\w-]+,? (?:(?:or|and) )?){0,4}?(?:address(?:es)?|numbers?)\b",
    re.IGNORECASE,
)
_ADDRESSES: Final = frozenset(
    ("EmailAddress", "PostalAddress", "PhoneNumber", "ContactData", "CommunicationData")
)


def is_sent_to_address(occurrence: Occurrence, data: tuple[str, ...]) -> bool:
    """Whether the only data of a clause is where a person sends something ("write to the above street address")."""
    reach = occurrence.reading.words(*occurrence.predicate.reach)
    return _ADDRESSES.issuperset(data) and _TO_ADDRESS.search(reach) is not None


def is_given_to_others(occurrence: Occurrence) -> bool:
    """Whether what a person gives goes to somebody else ("if you enter your name on those sites")."""
    reach = occurrence.reading.words(*occurrence.predicate.reach)
    if _BY_OTHERS.search(occurrence.reading.words(0, occurrence.predicate.token)):
        return True
    if _TO_SUCCESSOR.search(reach):
        return True
    match = _TO_OTHERS.search(reach)
    if match is None or _TO_OWN.search(reach, 0, match.end()):
        return False
    return occurrence.reading.first_party.search(reach) is None


def direct_recipients(occurrence: Occurrence) -> tuple[Party, ...]:
    """Whom a person gives the data to, where it is not the company ("submit it to our partner Acme")."""
    reading, predicate = occurrence.reading, occurrence.predicate
    reach = reading.words(*predicate.reach)
    if predicate.role == "relative" or _US.search(reach) or reading.first_party.search(reach):
        return ()
    found = recipients(reading, predicate, occurrence.frame)
    open_to = {p.role for p in found} & {"Public", "OtherUser"}
    return () if open_to or occurrence.word in _SHOWING else found


_US: Final = re.compile(
    r"\b(?:us|our (?:site|website|app|service)s?|(?:the|this) (?:site|website|company))\b", re.IGNORECASE
)


def is_shown_openly(occurrence: Occurrence) -> bool:
    """Whether what a person gives is there for everybody to see, as on a board."""
    return occurrence.word in _SHOWING and _OPENLY.search(occurrence.reading.sentence.text) is not None


_MEMBERS: Final = re.compile(
    r"\b(?:to|with|by) (?:all |any |certain )?(?:other|fellow) (?:[\w-]+ ){0,3}?(?:users|members|players)\b",
    re.IGNORECASE,
)


def shown_to(occurrence: Occurrence) -> Party:
    """Who sees what a person shows: other users of the same service, or everybody."""
    members = _MEMBERS.search(occurrence.reading.words(*occurrence.predicate.reach))
    return Party(None, "OtherUser" if members else "Public")


def is_cautioned(occurrence: Occurrence) -> bool:
    """Whether the person is asked to be careful, and nothing is said of what the company does."""
    return _CAUTION.search(occurrence.reading.sentence.text) is not None
