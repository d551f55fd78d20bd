"""From a verb of collecting or giving to the statements of who gets which data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.giving import (
    direct_recipients,
    is_advice,
    is_cautioned,
    is_given_to_others,
    is_sent_to_address,
    is_shown_openly,
    shown_to,
)
from practicegraph.extract.purposes import occasions
from practicegraph.extract.reading import unique
from practicegraph.extract.slots import sources
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.statement import FIRST_PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.occurrence import Occurrence
    from practicegraph.extract.reading import Reading

_LOGGING: Final = frozenset(("log", "logs", "logged", "logging"))
#: Frames whose verbs a person uses of giving data.
_GIVING: Final = frozenset(("provide", "enter"))


def collection(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    """What is collected where the company asks for, sees or is given data."""
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


def _given(occurrence: Occurrence, draft: Draft) -> Iterator[Draft]:
    """What the person gives: to the company, or to everybody on a board."""
    predicate = occurrence.predicate
    supposed = predicate.role in ("conditional", "temporal") and set(draft.data) <= {UNSPECIFIED}
    if predicate.negated or supposed or is_advice(occurrence) or is_given_to_others(occurrence):
        return
    if is_sent_to_address(occurrence, draft.data):
        return
    if others := direct_recipients(occurrence):
        actor = others[0].name or others[0].role or "ThirdParty"
        yield draft.but(
            practice="ThirdPartyCollection", rule=f"{draft.rule}-to-others", actor=actor, parties=others
        )
        return
    if is_shown_openly(occurrence):
        yield draft.but(practice="Sharing", rule=f"{draft.rule}-openly", parties=(shown_to(occurrence),))
    elif not is_cautioned(occurrence):
        yield from _collected(occurrence, draft)


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
