"""What a denial leaves open: "except to ship your order", "this does not include our agents".

An exception is a statement of its own, with its parties, purposes and conditions. An exception that
says none of these ("except as described here") leaves the denial as it is and never turns it round.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties
from practicegraph.extract.reading import unique
from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.extract.draft import Context, Draft
    from practicegraph.extract.reading import Reading

_EXCEPT: Final = re.compile(
    r"\b(?:except|other than|unless|excluding|only (?:if|when|where|with|to|for|as)|apart from|"
    r"save for|but only|beyond)\b",
    re.IGNORECASE,
)
_EXCLUDED: Final = re.compile(
    r"^\W*(?:this|the foregoing|that|these|such \w+) (?:does|do|shall|will|would) not (?:include|"
    r"apply to|cover|extend to|preclude|prohibit)\b",
    re.IGNORECASE,
)
_LIFTING: Final = frozenset(("Consent", "UnlessOptOut"))
_FLOWS: Final = ("Sharing", "Sale")


def exceptions(reading: Reading, context: Context, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The affirmed statements that a sentence's denials leave open, or that lift the denial before it."""
    denied = [d for d in drafts if d.polarity == "denied" and d.practice in _FLOWS and d.actor == FIRST_PARTY]
    openings = tuple(_EXCEPT.finditer(reading.sentence.text))
    if denied and openings:
        yield from _first_left_open(reading, _one(denied), openings)
    elif openings and (used := [d for d in drafts if _is_denied_use(d)]):
        yield from _excepted_use(reading, used[0], reading.token(openings[0].end()))
    elif context.denied and _EXCLUDED.search(reading.sentence.text):
        yield from _excepted(reading, context.denied, 0, len(reading.parse))


def _is_denied_use(draft: Draft) -> bool:
    return draft.practice == "Use" and draft.polarity == "denied" and draft.actor == FIRST_PARTY


def _first_left_open(
    reading: Reading, denial: Draft, openings: tuple[re.Match[str], ...]
) -> tuple[Draft, ...]:
    """What the first exception says that says anything ("except as told here, we do not ... unless the law asks")."""
    own = (m for m in openings if not _is_of_another(reading, reading.token(m.start())))
    left = (tuple(_excepted(reading, denial, reading.token(m.end()), _end_of(reading, m))) for m in own)
    return next((drafts for drafts in left if drafts), ())


def _is_of_another(reading: Reading, start: int) -> bool:
    """Whether something affirmed stands between the denial and its exception, which is that one's then."""
    before = [p for p in reading.predicates if p.token < start and p.role == "main"]
    return len(before) > 1 and not before[-1].negated and any(p.negated for p in before)


def _one(denied: list[Draft]) -> Draft:
    """A sharing where there is one: what is excepted from "sell or share" is seldom a sale."""
    return next((d for d in denied if d.practice == "Sharing"), denied[0].but(practice="Sharing"))


def _end_of(reading: Reading, match: re.Match[str]) -> int:
    """The token where an exception ends: before the denial that it leads to ("except as told below, we do not ...")."""
    start = reading.token(match.start())
    behind = (p.subject[0] for p in reading.predicates if p.negated and p.subject and p.subject[0] > start)
    return next(behind, len(reading.parse))


def _excepted(reading: Reading, denial: Draft, start: int, end: int) -> Iterator[Draft]:
    parties = as_parties(reading, reading.inside("party", start, end))
    purposes = unique(m.concept for m in reading.said("purpose", start, end))
    conditions = unique(m.concept for m in reading.said("condition", start, end))
    if not parties and not purposes and not (set(conditions) - _LIFTING):
        return
    yield denial.but(
        practice="Sharing",
        rule="exception",
        polarity="affirmed",
        modality="may" if re.search(r"\bmay\b", reading.words(start, end)) else "does",
        spans=(reading.span(0, len(reading.parse)),),
        parties=parties or _where_open(purposes, conditions) or denial.parties,
        purposes=purposes,
        conditions=conditions,
    )


def _excepted_use(reading: Reading, denial: Draft, start: int) -> Iterator[Draft]:
    """What data is used for all the same ("for no purpose other than to ship your order")."""
    purposes = unique(m.concept for m in reading.said("purpose", start, len(reading.parse)))
    if purposes:
        yield denial.but(rule="exception", polarity="affirmed", purposes=purposes, conditions=())


def _where_open(purposes: tuple[str, ...], conditions: tuple[str, ...]) -> tuple[Party, ...]:
    if "LegalCompliance" in purposes or "LegalObligation" in conditions:
        return (Party(None, "LegalAuthority"),)
    if "BusinessTransfer" in purposes or "UponBusinessTransfer" in conditions:
        return (Party(None, "Acquirer"),)
    return ()
