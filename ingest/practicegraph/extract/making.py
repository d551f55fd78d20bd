"""From a verb that carries a practice, with its words, to the statements that it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.extract.objects import object_sharers
from practicegraph.extract.purposes import occasions
from practicegraph.extract.reading import unique
from practicegraph.extract.slots import recipients, sources
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context, Draft
    from practicegraph.extract.frames import Frame
    from practicegraph.extract.reading import Reading

ANY_THIRD_PARTY: Final = Party(None, "ThirdParty")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A verb of a frame in a sentence, and what the document makes known there."""

    reading: Reading
    context: Context
    predicate: Predicate
    frame: Frame

    @property
    def word(self) -> str:
        """The verb as the sentence has it, in small letters."""
        return self.reading.parse.words[self.predicate.token]


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
_LOGGING: Final = frozenset(("log", "logs", "logged", "logging"))
#: Frames whose verbs a person uses of giving data.
_GIVING: Final = frozenset(("provide", "enter"))


def _collection(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    if not draft.data or _asks_nothing_named(occurrence, draft):
        return
    draft = _by_technology(occurrence.reading, draft)
    if occurrence.frame.name in _GIVING and draft.actor == FIRST_PARTY:
        yield from _given(occurrence, draft)
    else:
        yield from _collected(occurrence, draft)


def _asks_nothing_named(occurrence: Occurrence, draft: Draft) -> bool:
    passive_request = occurrence.frame.name == "request" and occurrence.predicate.passive
    return passive_request and set(draft.data) <= {UNSPECIFIED, PERSONAL}


#: What a person is told to mind, and no practice of the company.
_ADVICE: Final = re.compile(
    r"\b(?:responsib\w+ (?:for|to)|(?:you|children) should (?:always|never|not|consult|review|read|check)|"
    r"be careful|make sure|at your own risk|must not|refrain from|think (?:carefully|twice))\b[^.;]{0,90}$",
    re.IGNORECASE,
)


def _is_advice(occurrence: Occurrence) -> bool:
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


def _is_given_to_others(occurrence: Occurrence) -> bool:
    """Whether what a person gives goes to somebody else ("if you enter your name on those sites")."""
    reach = occurrence.reading.words(*occurrence.predicate.reach)
    match = _TO_OTHERS.search(reach)
    if match is None or _TO_OWN.search(reach, 0, match.end()):
        return False
    return occurrence.reading.first_party.search(reach) is None


def _direct_recipients(occurrence: Occurrence) -> tuple[Party, ...]:
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


def _given(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    """What the person gives: to the company, or to everybody on a board."""
    predicate = occurrence.predicate
    supposed = predicate.role in ("conditional", "temporal") and set(draft.data) <= {UNSPECIFIED}
    if predicate.negated or supposed or _is_advice(occurrence) or _is_given_to_others(occurrence):
        return
    if others := _direct_recipients(occurrence):
        actor = others[0].name or others[0].role or "ThirdParty"
        yield draft.but(
            practice="ThirdPartyCollection", rule=f"{draft.rule}-to-others", actor=actor, parties=others
        )
        return
    if occurrence.word in _SHOWING and _OPENLY.search(occurrence.reading.sentence.text):
        yield draft.but(practice="Sharing", rule=f"{draft.rule}-openly", parties=(Party(None, "Public"),))
    elif not _CAUTION.search(occurrence.reading.sentence.text):
        yield from _collected(occurrence, draft)


_CAUTION: Final = re.compile(r"\b(?:use|exercise|with)\b(?: \w+)? caution\b", re.IGNORECASE)


def _collected(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    if draft.practice == "Collection":
        draft = draft.but(parties=sources(occurrence.reading, occurrence.predicate))
        if not draft.purposes and draft.polarity == "affirmed":
            draft = draft.but(purposes=occasions(occurrence.reading))
    yield draft.but(conditions=draft.conditions if draft.polarity == "denied" else ())
    if occurrence.word in _LOGGING and draft.polarity == "affirmed":
        yield draft.but(practice="Tracking", technologies=("ServerLog",), rule=f"{draft.rule}-log")


#: What a technology yields where a sentence says no more than that information is collected by it.
_YIELDS: Final = {
    "Cookie": "CookieIdentifier",
    "SessionCookie": "CookieIdentifier",
    "PersistentCookie": "CookieIdentifier",
    "ServerLog": "UsageData",
}


def _by_technology(reading: Reading, draft: Draft) -> Draft:
    """ "We collect information through cookies" is a collection of what cookies hold."""
    marks = reading.inside("technology", 0, len(reading.parse))
    if set(draft.data) != {UNSPECIFIED} or not marks or draft.polarity == "denied":
        return draft
    return draft.but(data=unique(_YIELDS.get(m.concept, UNSPECIFIED) for m in marks))


def _use(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    if not draft.data:
        return
    yield draft
    if occurrence.frame.name == "use" and draft.parties and draft.polarity == "affirmed":
        # Who uses the data for the company receives it (gold/GUIDELINES.md, rule 18).
        yield draft.but(practice="Sharing", rule=f"{draft.rule}-receives", actor=FIRST_PARTY)


def _storage(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    if draft.data and occurrence.frame.name in ("store", "erase"):
        yield draft.but(purposes=())


_TO_COMPANY: Final = re.compile(r"^(?:[^.;,]{0,40} )?(?:to|with) us\b", re.IGNORECASE)


def _sharing(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    reading, predicate = occurrence.reading, occurrence.predicate
    if _TO_COMPANY.search(reading.words(*predicate.reach)):
        yield draft.but(
            practice="Collection", rule=f"{draft.rule}-to-company", parties=sources(reading, predicate)
        )
    elif draft.data:
        yield from _shared(occurrence, draft)


def _shared(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    if occurrence.frame.name == "publish" and set(draft.data) <= {UNSPECIFIED}:
        return
    parties = _named_recipients(occurrence) or _implied_recipients(occurrence, draft)
    if not parties and draft.polarity == "denied" and _is_kept_from_others(occurrence):
        parties = (ANY_THIRD_PARTY,)
    if parties or occurrence.frame.name not in ("provide", "publish"):
        yield draft.but(parties=parties)


_THAT_FIRM: Final = re.compile(
    r"^(?:them|any ?(?:one|body)|(?:that|those|these|such|any|other) (?:\w+ )?(?:business|compan|part|organi|advertis|firm)\w*)",
    re.IGNORECASE,
)


def _is_kept_from_others(occurrence: Occurrence) -> bool:
    """Whether a denial without a recipient means anybody; what is not provided may be kept from the reader alone."""
    if occurrence.frame.name != "provide":
        return True
    return _THAT_FIRM.match(occurrence.reading.words(*occurrence.predicate.reach)) is not None


def _named_recipients(occurrence: Occurrence) -> tuple[Party, ...]:
    """The recipients behind the verb, or behind the last of the verbs that share an object with it."""
    reading, before = occurrence.reading, occurrence.context.before.parties
    for predicate in object_sharers(reading, occurrence.predicate):
        if named := recipients(reading, predicate, occurrence.frame, before):
            return named
    return ()


_TO_SOMEBODY: Final = re.compile(
    r"\b(?:to|with) (?:them|these|those|such|others|anyone|any ?one|anybody|any other)\b", re.IGNORECASE
)


def _implied_recipients(occurrence: Occurrence, draft: Draft) -> tuple[Party, ...]:
    if _TO_SOMEBODY.search(occurrence.reading.words(*occurrence.predicate.reach)):
        return occurrence.context.before.parties or (ANY_THIRD_PARTY,)
    if occurrence.frame.name == "publish":
        return (Party(None, "Public"),)
    if draft.polarity == "denied":
        return ()
    if "LegalCompliance" in draft.purposes or "LegalObligation" in draft.conditions:
        return (Party(None, "LegalAuthority"),)
    if "BusinessTransfer" in draft.purposes or "UponBusinessTransfer" in draft.conditions:
        return (Party(None, "Acquirer"),)
    return ()


#: For each practice, what makes its statements of a verb.
MAKERS: Final[Mapping[str, Callable[[Occurrence, Draft], Iterator[Draft]]]] = {
    "Collection": _collection,
    "ThirdPartyCollection": _collection,
    "Use": _use,
    "Sharing": _sharing,
    "Sale": _sharing,
    "Storage": _storage,
}
