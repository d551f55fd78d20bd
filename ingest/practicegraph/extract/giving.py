"""What a person gives, and to whom: the company, somebody else, or nobody whom a policy warns of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.slots import recipients

if TYPE_CHECKING:
    from practicegraph.extract.occurrence import Occurrence
    from practicegraph.statement import Party

_OPENLY: Final = re.compile(
    r"\b(?:public\w*|forums?|message boards?|bulletin boards?|chat rooms?|blogs?|online communit\w+|"
    r"other users|other members|others|interactive areas?|discussion)\b",
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
    r"\b(?:responsib\w+ (?:for|to)|(?:you|children) should (?:always|never|not|consult|review|read|check)|"
    r"be careful|make sure|at your own risk|must not|refrain from|think (?:carefully|twice))\b[^.;]{0,90}$",
    re.IGNORECASE,
)


def is_advice(occurrence: Occurrence) -> bool:
    """Whether the person is told to mind what to give ("you should read it before you enter your name")."""
    return _ADVICE.search(occurrence.reading.words(0, occurrence.predicate.token + 1)) is not None


_TO_OTHERS: Final = re.compile(
    r"\b(?:to|on|with|through|via|by) (?:any of )?"
    r"(?:(?:an?|any|those|these|that|such|other|another|their|its|each) (?:[\w-]+ ){0,3}?"
    r"(?:(?:web ?)?sites?|websites?|pages?)|"
    r"(?:an?|any|the|those|these|that|such|other|another|their|its|each) (?:[\w-]+ ){0,3}?"
    r"(?:compan(?:y|ies)|part(?:y|ies)|providers?|merchants?|vendors?|retailers?|issuers?|sponsors?|practitioners?))\b",
    re.IGNORECASE,
)
_TO_OWN: Final = re.compile(r"\b(?:us|our|ours)\b", re.IGNORECASE)


def is_given_to_others(occurrence: Occurrence) -> bool:
    """Whether what a person gives goes to somebody else ("if you enter your name on those sites")."""
    reach = occurrence.reading.words(*occurrence.predicate.reach)
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


def is_cautioned(occurrence: Occurrence) -> bool:
    """Whether the person is asked to be careful, and nothing is said of what the company does."""
    return _CAUTION.search(occurrence.reading.sentence.text) is not None
