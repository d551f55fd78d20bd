"""The constructions that the guards look for, as patterns over the readable text of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final


def _any(*alternatives: str) -> re.Pattern[str]:
    """Any of these as whole words, in any case; a blank stands for white space."""
    joined = "|".join(alternative.replace(" ", r"\s+") for alternative in alternatives)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


#: What takes something out of a denial.
EXCEPTION: Final = _any(
    "except", "exceptions?", "unless", "other than", "otherwise", "apart from", "aside from", "save for", "save as",
    "but", "excluding", "exclusion", "beyond", "outside", "only", "solely", "exclusively", "merely", "limited",
    "without", "until", "however", "although", "though", "despite", "nevertheless", "rather", "instead",
)  # fmt: skip
#: What makes a practice depend on something.
CONDITION: Final = _any(
    "if", "when", "whenever", "where", "wherever", "once", "in case", "in the event", "provided that",
    "as long as", "so long as", "subject to", "upon", "depending", "to the extent",
    "as (?:required|permitted|described|set|outlined|needed|necessary|part)", "consent\\w*", "opt(?:ed)?[- ](?:in|out)",
    "(?:your|their|prior|explicit|express) (?:\\w+ )?(?:permission|approval|authori[sz]ation|agreement)",
    "your (?:request|direction|choice|instruction)s?", "law", "legal(?:ly)?", "court", "merger", "acquisition",
)  # fmt: skip
#: What merely says that the person comes into contact with the company, on which everything depends.
CONTACT: Final = _any(
    "(?:if|when|whenever|where|once|each time|every time) (?:you|a user|users|visitors|customers) (?:\\w+ )?"
    "(?:use|visit|access|register|sign|create|browse|install|download|open|log|order|buy|purchase|contact|interact)\\w*"
)
#: What a denial leaves room for.
DEGREE: Final = _any(
    "knowingly", "intentionally", "deliberately", "wil?lfully", "actively", "directly", "necessarily", "always",
    "usually", "generally", "typically", "normally", "all", "permanently", "routinely", "in (?:exchange|return)",
    "for (?:money|monetary|profit|valuable|consideration)", "monetary", "remuneration", "(?:very )?little",
    "minimal", "for (?:their|its|any third part\\S+) own", "own purposes", "just", "financial incentives?",
)  # fmt: skip
#: When something holds.
TIME: Final = _any(
    "no longer", "any ?more", "currently", "at (?:this|present|the moment)", "yet", "after", "before", "during",
    "(?:past|preceding|previous|last|prior) (?:\\S+ ){0,2}(?:months?|years?)", "in the future", "within",
    "for (?:\\w+ )?(?:days?|months?|years?)", "longer",
)  # fmt: skip
UNIDENTIFIED: Final = _any(
    "anonym\\w*", "aggregat\\w*", "de-?identif\\w*", "non-?(?:personal\\w*|identif\\w*|pii)", "pseudonym\\w*", "hash\\w*",
    "statistic\\w*", "encrypted", "(?:not|cannot|can't|don't|doesn't) (?:\\w+ ){0,3}identif\\w*",
)  # fmt: skip
CHILDREN: Final = _any(
    "child\\w*",
    "minors?",
    "under (?:the age of )?\\w+",
    "age",
    "parent\\w*",
    "kids?",
    "students?",
    "teen\\w*",
)
PLACE: Final = _any(
    "california\\w*", "nevada\\w*", "virginia", "colorado", "connecticut", "utah", "texas", "ccpa", "cpra", "gdpr",
    "europe\\w*", "united (?:kingdom|states)", "(?-i:EEA|EU|UK|U\\.?S)", "brazil\\w*", "lgpd", "canad\\w*",
    "australia\\w*", "japan\\w*", "china", "korea\\w*", "residents?", "shine the light",
)  # fmt: skip
#: What makes an affirmation doubtful: part of it is a denial.
NEGATION: Final = _any(
    "no", "not", "none", "never", "nor", "neither", "nobody", "nothing", r"\w+n['’]t", "cannot"
)
#: What people do themselves, or ask to be done.
OWN_CHOICE: Final = _any(
    "you (?:may |can |might |choose to |decide to |also )?(?:choose|decide|post|share|publish|upload|make|submit"
    "|provide|enter|send|disclose|direct|ask|request|elect)", "public(?:ly)?", "voluntar\\w*",
)  # fmt: skip
#: A denial that points at something said before, and goes no further than that.
POINTED: Final = _any(
    "(?:this|these|that|those|such|said|the (?:above|foregoing|following|same)) (?:\\w+ ){0,2}?"
    "(?:information|data|details?|messages?|numbers?|address\\w*|files?|content|images?|photos?|records?|identifiers?"
    "|tokens?|features?|forms?|categor\\w+|purposes?|part(?:y|ies)|vendors?|providers?|partners?|compan\\w+)",
    "it", "them", "which", "this is",
)  # fmt: skip
#: A verb as a law defines it.
LEGAL_TERM: Final = re.compile(
    r"[\"“”'‘’*](?:sell|sale|sold|shar(?:e|ing)|track)[\"“”'‘’*]|\bas (?:\w+ )?defined|\bdefin(?:ed|ition)|within the meaning",
    re.IGNORECASE,
)
#: A denial of what someone else does.
OTHERS: Final = re.compile(
    r"^\W*(?:you|users?|customers?|members?|visitors?|our (?:service providers|vendors|contractors|partners|processors))\b",
    re.IGNORECASE,
)
_ADJECTIVES: Final = (
    "sensitive|special|secure|confidential|non-?public|private|certain|some|specific|particular|additional|other|more|extra|full"
    "|entire|raw|actual|real|sufficient"
)
_DATA: Final = "(?:information|data|details|identifiers?|number|content)"
#: Which data of a kind is meant, said before or after the word for it, so that not all of the kind is.
QUALIFIED: Final = _any(
    rf"(?:{_ADJECTIVES})(?: personal| personally)?(?: identifiable| identifying)? {_DATA}",
    rf"{_DATA} (?:that|which|who|whose|we|you|they|collected|obtained|received|provided|shared|stored|processed|contained|gathered"
    r"|related|relating|pertaining|concerning|regarding|from|in|on|via|through|beyond)",
    rf"{_DATA} (?:about|of) (?!you\b|your\b|our (?:users|customers|visitors|members)\b)\w+",
)
#: A purpose in words; where the record names none, it was not understood and may be what tells the two apart.
PURPOSE: Final = _any(
    "for (?:\\w+[ ,]+){0,6}?(?:purposes?|use|reasons?)", "in order to", "so (?:that|as to)", "in association with",
    "in (?:\\w+ly )?\\w+ing", "to (?:serve|target|send|market|advertise|help|allow|enable|provide you|personali[sz]e|track|identify|link|profile"
    "|contact|train|build|make)", "for fraudulent\\w*", "fraudulently",
)  # fmt: skip
_PARTS: Final = (
    "(?:apps?|applications?|(?:web)?sites?|platforms?|products?|extensions?|portals?|stores?|games?|tools?|plug-?ins?|features?"
    "|devices?|services?|sdks?|widgets?|programs?|programmes?|forums?|chats?|surveys?|cookies?|networks?|calls?|messages?)"
)
#: A part of what the company does, as a heading names it, and as a sentence limits itself to it.
PART: Final = _any(_PARTS)
NAMED_PART: Final = _any(
    rf"(?:the|a|an|each|every|any|its|their|this|these|those|such|through|using|use|via) (?:[\w-]+ ){{0,3}}?{_PARTS}",
    "made privately",
)


@lru_cache(maxsize=512)
def named_product(own: frozenset[str]) -> re.Pattern[str]:
    """The company's name with a further name after it, which is what one of its products is called."""
    names = "|".join(re.escape(name) for name in sorted(own) if name[:1].isupper())
    return re.compile(rf"\b(?:{names})\s+(?!(?:I|We)\b)[A-Z]\w+" if names else r"(?!)")


#: The verbs of each practice, as stems.
_VERBS: Final = {
    "Collection": "collect|gather|obtain|acquir|captur|request|ask|solicit|receiv|record",
    "Use": r"us(?:e|es|ed|ing)\b|process|utili[sz]",
    "Sharing": r"shar|disclos|provid|giv(?:e|es|en|ing)\b|transfer|releas|pass|rent|leas|trad|distribut|sell|sold|exchang|reveal"
    "|transmit",
    "Sale": "sell|sold|rent|trad|leas",
    "ThirdPartyCollection": "collect|gather|obtain|receiv|access|track",
    "Storage": r"stor|retain|keep|kept|sav(?:e|es|ed|ing)\b|hold|held|maintain|log",
    "Tracking": r"track|us(?:e|es|ed|ing)\b|employ|plac|set\b|drop|deploy|utili[sz]",
}
_AUXILIARY: Final = "(?:do|does|did|will|shall|would|have|has|can|may|are|is|am)"
_LISTED: Final = r"(?:[\w-]+,?\s+(?:(?:and|or|nor)\s+)?){0,5}?"


@lru_cache(maxsize=512)
def plain_denial(practice: str, own: frozenset[str]) -> re.Pattern[str]:
    """The forms "we do not (verb)", "no ... is (verb)" and "... is never (verb)", with a practice's verbs."""
    verbs = f"(?:{_VERBS[practice]})"
    begins = rf"(?:^\W*|[.,;:]\s+|\b(?:and|that|policy:?|also|so)\s+){_names(own)}"
    active = rf"{begins}\s+(?:\w+\s+)?{_AUXILIARY}?\s*(?:not|never|n[o'’]t)\s+{_LISTED}{verbs}"
    passive = rf"\b(?:is|are|be|been)\s+(?:not|never)\s+{_LISTED}{verbs}"
    none = rf"\bno\b(?:\s+[\w-]+){{1,5}}?\s+(?:is|are)\s+(?:\w+\s+)?{verbs}"
    return re.compile(f"{active}|{passive}|{none}", re.IGNORECASE)


@lru_cache(maxsize=512)
def plain_affirmation(practice: str, own: frozenset[str]) -> re.Pattern[str]:
    """The forms "we (may) (verb)", "... is (verb)" and "data (verb)ed"; of others' collection, by anyone."""
    verbs = f"(?:{_VERBS[practice]})"
    subject = _names(own) if practice != "ThirdPartyCollection" else r"\w+"
    active = rf"\b{subject}\s+(?:[\w-]+,?\s+(?:(?:and|or)\s+)?){{0,4}}?{verbs}"
    passive = rf"\b(?:is|are|be|been|being)\s+(?:\w+\s+)?{verbs}|\b{_DATA}\s+{verbs}"
    return re.compile(f"{active}|{passive}", re.IGNORECASE)


def _names(own: frozenset[str]) -> str:
    """Who the company is to itself: "we", and its names."""
    return rf"(?:{'|'.join(['we', *(re.escape(name) for name in sorted(own))])})"
