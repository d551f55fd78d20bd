"""The constructions that the guards look for, as patterns over the readable text of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

EXCEPTION: Final = re.compile(
    r"\b(?:except|unless|other than|otherwise|apart from|aside from|save (?:for|as)|but (?:only|not|may|will|we)|excluding"
    r"|exception|with the exclusion|beyond|outside(?: of)?|only|solely|exclusively|merely|limited|without|until|not (?:just|only)"
    r"|however|although|though|despite|nevertheless|rather than|instead)\b",
    re.IGNORECASE,
)
CONDITION: Final = re.compile(
    r"\b(?:if|when|whenever|where|wherever|once|in (?:case|the event)|provided that|as long as|so long as|subject to"
    r"|upon|depending|to the extent|as (?:required|permitted|described|set|outlined|needed|necessary)"
    r"|(?:your|their|prior|explicit|express) (?:\w+ )?(?:consent|permission|approval|authori[sz]ation|agreement)"
    r"|consent|opt(?:ed)?[- ](?:in|out)|(?:your|the user'?s) (?:request|direction|choice|instruction)s?)\b",
    re.IGNORECASE,
)
DEGREE: Final = re.compile(
    r"\b(?:knowingly|intentionally|deliberately|wilfully|willfully|actively|directly|necessarily|always|usually"
    r"|generally|typically|normally|all of|permanently|routinely|in (?:exchange|return) for|for (?:money|monetary|profit|valuable"
    r"|consideration)|monetary|remuneration|for (?:their|its|any third part\S+) own)\b",
    re.IGNORECASE,
)
TIME: Final = re.compile(
    r"\b(?:no longer|any ?more|currently|at (?:this|present|the moment)|(?:past|preceding|previous|last|prior) (?:\w+ ){0,2}"
    r"(?:months?|years?)|in the future|yet|after|before|during|within|for (?:\w+ )?(?:days?|months?|years?)|longer than)\b",
    re.IGNORECASE,
)
UNIDENTIFIED: Final = re.compile(
    r"\b(?:anonym\w*|aggregat\w*|de-?identif\w*|non-?(?:personal\w*|identif\w*|pii)|pseudonym\w*|hashed|statistic\w*"
    r"|not (?:\w+ ){0,3}identif\w*|(?:cannot|can't|does not|do not|doesn't) (?:\w+ ){0,3}identif\w*|encrypted)\b",
    re.IGNORECASE,
)
CHILDREN: Final = re.compile(
    r"\b(?:child\w*|minors?|under (?:the age of )?\d+|parent\w*|kids?|students?|teen\w*)\b", re.IGNORECASE
)
PLACE: Final = re.compile(
    r"\b(?:california\w*|nevada\w*|virginia|colorado|connecticut|utah|texas|ccpa|cpra|gdpr|eea|european|europe|eu|uk"
    r"|united (?:kingdom|states)|u\.?s\.?|brazil\w*|lgpd|canad\w*|australia\w*|japan\w*|china|korea\w*|residents?|shine the light)\b",
    re.IGNORECASE,
)
OWN_CHOICE: Final = re.compile(
    r"\b(?:you (?:may |can |might |choose to |decide to |also )?(?:choose|decide|post|share|publish|upload|make|submit|provide|enter"
    r"|send|disclose|direct|ask|request|elect)|public(?:ly)?|voluntar\w*)\b",
    re.IGNORECASE,
)
POINTED: Final = re.compile(
    r"\b(?:this|these|that|those|such|said|any (?:such|of (?:this|these|that))|the (?:above|foregoing|following|same))\s+(?:\w+\s+){0,2}?"
    r"(?:information|data|details?|messages?|numbers?|address\w*|files?|content|images?|photos?|cookies?|records?|identifiers?|tokens?"
    r"|features?|service|services|app|apps|forms?|sites?|pages?|products?|categor\w+|purposes?)\b|\b(?:it|them|which)\b",
    re.IGNORECASE,
)
LEGAL_TERM: Final = re.compile(
    r"[\"“”'‘’*](?:sell|sale|sold|share|sharing|track)[\"“”'‘’*]|\bdo not (?:sell|share|track)\b(?=.{0,40}(?:link|button|my|page|signal))"
    r"|as defined|defined (?:in|by|under)|within the meaning|definition",
    re.IGNORECASE,
)
OTHERS: Final = re.compile(
    r"^\W*(?:you|users?|customers?|members?|visitors?|our (?:service providers|vendors|contractors|partners|processors))\b",
    re.IGNORECASE,
)


#: What kind of the data is meant, before or after the word for it, so that not all of the kind is.
QUALIFIED: Final = re.compile(
    r"\b(?:sensitive|special|secure|confidential|non-?public|private|certain|some|specific|particular|additional|other"
    r"|more|extra|same|full|entire|raw|actual|real)\s+(?:(?:personal|personally|identifiable|identifying)\s+){0,2}"
    r"(?:information|data|details|identifiers?)\b"
    r"|\b(?:information|data|details|identifiers?|number|content)\s+(?:that|which|who|whose|we|you|they|collected|obtained|received"
    r"|provided|shared|stored|processed|contained|gathered|related|relating|pertaining|concerning|regarding|from|in|on|via|through"
    r"|beyond|(?:about|of) (?!you\b|your?\b|our (?:users|customers|visitors|members)\b))",
    re.IGNORECASE,
)
#: A purpose in words; where the record names none, it was not understood and may be what tells them apart.
PURPOSE: Final = re.compile(
    r"\bfor (?:\w+[ ,]+){0,6}?(?:purposes?|use|reasons?)\b|\bin order to\b|\bso (?:that|as to)\b|\bto (?:serve|target|send|market"
    r"|advertise|help|allow|enable|provide you|personali[sz]e|track|identify|link|profile|contact|train|build|make)\b",
    re.IGNORECASE,
)
#: The verbs of each practice, as stems.
_VERBS: Final = {
    "Collection": "collect|gather|obtain|acquir|captur|request|ask|solicit|receiv|record",
    "Use": "us(?:e|es|ed|ing)\\b|process|utili[sz]",
    "Sharing": "shar|disclos|provid|giv(?:e|es|en|ing)\\b|transfer|releas|pass|rent|leas|trad|distribut|sell|sold|exchang|reveal|transmit",
    "Sale": "sell|sold|rent|trad|leas",
    "ThirdPartyCollection": "collect|gather|obtain|receiv|access|track",
    "Storage": "stor|retain|keep|kept|sav(?:e|es|ed|ing)\\b|hold|held|maintain|log",
    "Tracking": "track|us(?:e|es|ed|ing)\\b|employ|plac|set\\b|drop|deploy|utili[sz]",
}
_AUXILIARY: Final = r"(?:do|does|did|will|shall|would|have|has|can|may|are|is|am)"


@lru_cache(maxsize=512)
def plain_denial(practice: str, own: frozenset[str]) -> re.Pattern[str]:
    """ "We do not (verb)", "(company) never (verb)", "... is not (verb)", with the verbs of the practice."""
    verbs = _VERBS[practice]
    listed = r"(?:[\w-]+,?\s+(?:(?:and|or|nor)\s+)?){0,5}?"
    active = (
        rf"(?:^|[.,;:]\s+|\b(?:and|that|policy:?)\s+){_names(own)}\s+(?:\w+\s+)?{_AUXILIARY}?\s*(?:not|never|n[o'’]t)\s+{listed}"
        rf"(?:{verbs})"
    )
    passive = rf"\b(?:is|are|be|been)\s+(?:not|never)\s+{listed}(?:{verbs})|\bno\b(?:\s+[\w-]+){{1,5}}?\s+(?:is|are)\s+(?:\w+\s+)?(?:{verbs})"
    return re.compile(f"{active}|{passive}", re.IGNORECASE)


@lru_cache(maxsize=512)
def plain_affirmation(practice: str, own: frozenset[str]) -> re.Pattern[str]:
    """ "We (may) (verb)" or "... is (verb)", with the verbs of the practice; of others' collection, anyone."""
    verbs = _VERBS[practice]
    subject = _names(own) if practice != "ThirdPartyCollection" else r"\w+"
    return re.compile(
        rf"\b{subject}\s+(?:[\w-]+,?\s+(?:(?:and|or)\s+)?){{0,4}}?(?:{verbs})|\b(?:is|are|be|been|being)\s+(?:\w+\s+)?(?:{verbs})",
        re.IGNORECASE,
    )


def _names(own: Iterable[str]) -> str:
    """Who the company is to itself: "we", and its names."""
    return rf"(?:{'|'.join(['we', *(re.escape(name) for name in sorted(own))])})"
