"""Names of parties that no registry knows: capitalised words where a recipient stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.context import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEGAL: Final = (
    r"(?:Inc|LLC|L\.L\.C|Ltd|LTD|Limited|Corp|Corporation|GmbH|BV|B\.V|NV|N\.V|PLC|plc|S\.A|SAS|SARL|SpA|S\.p\.A|Srl|S\.r\.l|Pty|Pte|"
    r"Pvt|AG|KG|SE|AB|ApS|A/S|AS|Oyj?|OY|OÜ|UAB|SIA|Kft|LP|LLP|Co|Company|Incorporated)\b\.?"
)
_WORD: Final = r"[A-Z][\w&'’-]*(?:\.(?:com|net|org|io|co))?"
_NAME: Final = rf"{_WORD}(?: (?:of |& |the )?{_WORD}){{0,4}}(?:,? {_LEGAL})?"
#: Words that lead to a party, and the names behind them; further names may follow as a list.
_SLOT: Final = re.compile(
    rf"\b(?:with|to|by|via|through|using|use|uses|from|including|include|includes|as|like|e\.g\.,?|called|partner|partners|provider|providers|processor|service|services|gateway|vendor|vendors|record|reseller|carrier|courier|supplier|contractor|subsidiary|sub-?processor|"
    rf"(?:part|division|subsidiary|unit|brand|owned|operated|controlled) (?:of|by)|"
    rf"(?:servers?|data ?cent(?:er|re)s?|clouds?|facilit(?:y|ies)|infrastructure) (?:of|at))"
    rf",? (?:our |the |its |a |an |such as )?(?P<names>{_NAME}(?:(?:, (?:and |or )?| and | or | and/or ){_NAME})*)"
)
_SPLIT: Final = re.compile(rf"{_NAME}")
_LEGAL_END: Final = re.compile(rf",? {_LEGAL}$")
#: Capitalised words of policies that name no party.
_NO_PARTY: Final = re.compile(
    r"^(?:We|You|Your|Our|Us|The|This|These|That|Those|I|If|It|Its|They|Their|In|On|At|For|To|And|Or|As|By|An?|All|Any|Privacy|Policy|Policies|Notice|Terms|Conditions|Use|Personal|"
    r"Information|Data|Site|Sites|Website|Websites|Web|Service|Services|App|Apps|Application|Platform|Product|Products|Content|Account|Accounts|User|Users|Member|Members|Customer|Customers|"
    r"Internet|Online|Mobile|Cookies?|Beacons?|Flash|HTML\d?|Java\w*|IP|URL|URLs|ISP|SSL|TLS|HTTPS?|GPS|PII|NPI|ID|IDs|PDF|FAQs?|API|APIs|DNT|GDPR|CCPA|COPPA|CPRA|EU|EEA|UK|US|U\.S|USA|United|"
    r"America\w*|Europe\w*|Canad\w+|California\w*|State|States|Swiss|Switzerland|English|Safe|Harbor|Shield|Act|Law|Code|Section|Article|Commission|Federal|Department|Commerce|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Settings|Preferences|Help|Contact|Home|Page|Pages|Company|Companies|Third|Part(?:y|ies)|Partners?|Affiliates?|Advertisers?|Providers?|Businesses|Business|Social|Media|Networks?|"
    r"Consent|Contract|Legitimate|Interests?|Machine|Artificial|Learning|Intelligence|AI|Location|Profile|Technical|Usage|Identity|"
    r"Children\w*|Child|Registration|Log|Device|Devices|Email|E-mail|Customer|Security|Marketing|Advertising|Analytics|Aggregate\w*|Non\w*|Other|Feedback|Support|Sponsors?|"
    r"Web|Group|Network|Features?|Collection|Disclosure|Sharing|Choice|Choices|Rights?|Opt\w*|Do|Not|Track|Court|Courts|Government)$"
)

#: Those among them with which names of companies end.
_ENDING: Final = frozenset(("Media", "Group", "Mobile", "Networks", "Security", "Online"))


def unknown_names(text: str, known: list[Found]) -> Iterator[Found]:
    """Names in party positions of a sentence, beside those that are known already.

    A name is one capitalised word or more, not the sentence's first, none of which is a word of policies
    in general; a legal form ("Ltd") settles it.
    """
    if text.isupper():
        return
    for slot in _SLOT.finditer(text):
        for match in _SPLIT.finditer(text, slot.start("names"), slot.end("names")):
            start, end = match.span()
            apposed = _apposed(text, slot) or _is_told(text, end) or _is_engaged(text, slot, end)
            if is_name(match.group(), apposed=apposed) and not any(
                start < k.end and k.start < end and not _is_part(k, start, end) for k in known
            ):
                yield Found(start, end, _role(known, start, end), "party", name=match.group().rstrip(" ,"))


def _is_part(label: Found, start: int, end: int) -> bool:
    """Whether words of the ontology are only how a name goes on ("Alder Bank", "Birch Insurance")."""
    return label.name is None and start < label.start < label.end <= end


def _role(known: list[Found], start: int, end: int) -> str:
    """What a name says of the party that bears it ("Alder Bank")."""
    return next(
        (k.concept for k in known if k.kind == "party" and start < k.start < k.end <= end), "ThirdParty"
    )


_APPOSED: Final = re.compile(
    r"(?:as|like|includ|e\.g|called|partner|provider|processor|gateway|vendor|part of|division of|subsidiary of"
    r"|unit of|brand of|owned by|operated by|controlled by)",
    re.IGNORECASE,
)
#: What tells of a word in capitals, behind it, that it is a company's name.
_TOLD: Final = re.compile(
    r",? \(?(?:which|that|who|an?|the) (?:is |are )?(?:also )?(?:an? |the |now )?(?:part|division|subsidiary|unit"
    r"|brand|company|firm|business|owned|operated|provider|vendor|processor|service)\b",
)


def _apposed(text: str, slot: re.Match[str]) -> bool:
    """Whether the words before say that a name follows ("our payment processor Acme", "such as Acme")."""
    return bool(_APPOSED.match(text, slot.start()))


def _is_told(text: str, end: int) -> bool:
    """Whether the words behind a name say what company it is ("Acme, which is part of Birch")."""
    return _TOLD.match(text, end) is not None if end < len(text) else False


_ENGAGING: Final = re.compile(r"(?:using|uses?|by|from|through|via)\b", re.IGNORECASE)
#: What tells behind a word in capitals that it is of somebody who does something for the company.
_ENGAGED: Final = re.compile(
    r"(?:,? (?:in order )?to [a-z]|,? for (?:our |the )?[a-z]|, (?:which|who) (?:may |will |also )*(?:receiv|collect|process|stor|get)|,? as (?:our|an?)\b)"
)


def _is_engaged(text: str, slot: re.Match[str], end: int) -> bool:
    """Whether a name is of somebody engaged for something ("we use Acme to answer", "by Acme, which receives ...")."""
    return _ENGAGING.match(text, slot.start()) is not None and _ENGAGED.match(text, end) is not None


def is_name(words: str, *, apposed: bool) -> bool:
    """Whether capitalised words name a party; one word alone does where it is `apposed` or written like a brand."""
    if _LEGAL_END.search(words):
        return True
    parts = [p for p in words.replace("&", " ").split() if p not in ("of", "the")]
    telling = parts[:-1] if len(parts) > 1 and parts[-1] in _ENDING else parts
    if any(_NO_PARTY.match(p.removesuffix("'s")) for p in telling) or words.isupper():
        return False
    return len(parts) > 1 or apposed or bool(re.search(r"[a-z][A-Z]|\.(?:com|net|org)$", words))
