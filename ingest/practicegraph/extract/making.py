"""From a verb that carries a practice, with its words, to the statements that it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import FIRST, parties_in, who
from practicegraph.extract.collecting import collection
from practicegraph.extract.instruments import is_kept_by_technology
from practicegraph.extract.objects import object_sharers
from practicegraph.extract.slots import recipients, sources
from practicegraph.extract.unspecified import UNSPECIFIED
from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.occurrence import Occurrence

ANY_THIRD_PARTY: Final = Party(None, "ThirdParty")


def _use(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    if not draft.data:
        return
    yield draft
    if occurrence.frame.name == "use" and draft.parties and draft.polarity == "affirmed":
        # Who uses the data for the company receives it (gold/GUIDELINES.md, rule 18).
        yield draft.but(practice="Sharing", rule=f"{draft.rule}-receives", actor=FIRST_PARTY)


def _storage(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    kept = draft.data and occurrence.frame.name in ("store", "erase")
    if kept and not is_kept_by_technology(occurrence.reading, occurrence.predicate):
        yield draft.but(purposes=())


_TO_COMPANY: Final = re.compile(
    r"^(?:[^.;,]{0,40} )?(?:to|with) (?:us|our (?:own )?(?:[\w-]+ )?(?:servers?|systems?|databases?|computers?))\b",
    re.IGNORECASE,
)


def _goes_to_company(occurrence: Occurrence, draft: Draft) -> bool:
    """Whether what somebody else gives goes to the company, and to nobody beside it."""
    if _is_by_company(occurrence):
        return False
    reach = occurrence.reading.words(*occurrence.predicate.reach)
    given = reach.startswith("us ") and _gives_data(occurrence, draft)
    if given or _goes_to_name(occurrence, draft, reach):
        return True
    return _TO_COMPANY.search(reach) is not None and not _named_recipients(occurrence)


def _gives_data(occurrence: Occurrence, draft: Draft) -> bool:
    """Whether a third party gives something named as data, and no service."""
    predicate = occurrence.predicate
    start, end = predicate.reach
    named = occurrence.reading.inside("data", start, min(end, start + _OBJECT))
    return bool(draft.parties and named) and predicate.role == "main"


#: Within how many tokens behind a verb its object stands ("us with certain details about you").
_OBJECT: Final = 7


def _goes_to_name(occurrence: Occurrence, draft: Draft, reach: str) -> bool:
    """Whether data goes to the company, which is named ("your location is sent to Acme")."""
    if not (draft.data and occurrence.predicate.passive and reach.startswith("to ")):
        return False
    return bool(occurrence.reading.first_party.match(reach, 3)) and not _named_recipients(occurrence)


def _is_by_company(occurrence: Occurrence) -> bool:
    """Whether it is the company that gives, so that "those who work with us" are not whom it gives to."""
    subject = occurrence.predicate.subject
    if occurrence.predicate.passive or subject is None:
        return False
    return who(occurrence.reading, subject) == (FIRST,)


def _sharing(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    reading, predicate = occurrence.reading, occurrence.predicate
    if _goes_to_company(occurrence, draft):
        yield draft.but(
            practice="Collection",
            rule=f"{draft.rule}-to-company",
            actor=FIRST_PARTY,
            parties=draft.parties or sources(reading, predicate),
        )
    elif occurrence.frame.name == "access":
        if draft.data:
            yield draft.but(actor=FIRST_PARTY)
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
    r"\b(?:to|with) (?:them|these|those|such|others|anyone|any ?one|anybody|any other|that (?:service|company|party|site|"
    r"third party|network|partner|provider|organi[sz]ation|business|advertiser|vendor))\b",
    re.IGNORECASE,
)


#: Words that stand for whom the same sentence names, where it names somebody.
_NEAREST: Final = re.compile(r"\b(?:that|them)\b", re.IGNORECASE)


def _named_before(occurrence: Occurrence) -> tuple[Party, ...]:
    """The parties of whom a clause of condition before the verb speaks ("if you link a network, we share it with it")."""
    subject = occurrence.predicate.subject
    return parties_in(occurrence.reading, 0, subject[0]) if subject else ()


def _implied_recipients(occurrence: Occurrence, draft: Draft) -> tuple[Party, ...]:
    if match := _TO_SOMEBODY.search(occurrence.reading.words(*occurrence.predicate.reach)):
        near = _named_before(occurrence) if _NEAREST.search(match.group()) else ()
        return near or occurrence.context.before.parties or (ANY_THIRD_PARTY,)
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
    "Collection": collection,
    "ThirdPartyCollection": collection,
    "Use": _use,
    "Sharing": _sharing,
    "Sale": _sharing,
    "Storage": _storage,
}
