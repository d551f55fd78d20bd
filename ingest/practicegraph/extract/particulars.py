"""What the optional fields of statements hold, and what a policy says beside its statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.abroad import country, safeguard, transfers
from practicegraph.extract.basis import legal_basis
from practicegraph.extract.contact import contacts
from practicegraph.extract.definitions import definitions, open_terms
from practicegraph.extract.links import link
from practicegraph.extract.passages import passages_of
from practicegraph.extract.regions import jurisdiction
from practicegraph.facts import PolicyFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from practicegraph.document import Document
    from practicegraph.extract.draft import Draft
    from practicegraph.extract.found import Found
    from practicegraph.extract.passages import Passages
    from practicegraph.statement import Extractor

#: The fields, and what finds the words for each.
_FIELDS: Final[dict[str, Callable[[Passages, Draft, int], Found | None]]] = {
    "legal_basis": legal_basis,
    "jurisdiction": jurisdiction,
    "link": link,
    "country": country,
    "safeguard": safeguard,
}
#: More spans than these point at nothing.
_MOST_SPANS: Final = 6


def particulars(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with the legal basis, jurisdiction, link, country and safeguard that the text gives them.

    Where words outside of a draft's evidence say so, they become a further piece of it; nothing else changes.
    """
    passages = passages_of(document)
    known: dict[tuple[int, str, str], dict[str, Found]] = {}
    filled = []
    for draft in drafts:
        # What one sentence says of a practice holds for all that it says of it.
        place = passages.at(draft.spans[0][0]), draft.practice, draft.polarity
        if place not in known:
            known[place] = _looked_for(passages, draft, place[0])
        filled.append(_with(passages, draft, known[place]) if known[place] else draft)
    return filled


def facts(document: Document, extractor: Extractor) -> PolicyFacts:
    """The contacts, the definitions, the terms left open and the transfers abroad of a policy."""
    passages = passages_of(document)
    return PolicyFacts(
        contacts=contacts(passages),
        definitions=definitions(passages),
        open_terms=open_terms(passages),
        transfers=transfers(passages),
        extractor=extractor,
    )


def _looked_for(passages: Passages, draft: Draft, sentence: int) -> dict[str, Found]:
    return {field: found for field, find in _FIELDS.items() if (found := find(passages, draft, sentence))}


def _with(passages: Passages, draft: Draft, found: Mapping[str, Found]) -> Draft:
    spans = list(draft.spans)
    for said in found.values():
        start, end = passages.span(said.sentence)
        if len(spans) < _MOST_SPANS and not any(s < end and start < e for s, e in spans):
            spans.append((start, end))
    return draft.but(spans=tuple(spans), **{field: said.words for field, said in found.items()})
