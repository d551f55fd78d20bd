"""Document to statements: the stage's table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph import __version__
from practicegraph.extract.completion import completed
from practicegraph.extract.confidence import load_calibration
from practicegraph.extract.drafting import draft_statements
from practicegraph.extract.marking import read_sentences
from practicegraph.extract.particulars import particulars
from practicegraph.extract.sentences import evidence
from practicegraph.extract.unspecified import settled
from practicegraph.statement import Extractor, Statement, identified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.document import Document
    from practicegraph.extract.draft import Draft
    from practicegraph.extract.parse import Parser

EXTRACTOR: Final = Extractor("practicegraph", __version__)


def extract(document: Document, parser: Parser) -> tuple[Statement, ...]:
    """The practices that a document states, in the order of its text, each with its quotes."""
    readings = read_sentences(document, parser)
    drafts = settled([completed(d) for d in draft_statements(document, readings)], document.text)
    drafts = particulars(document, drafts)
    return tuple(_distinct(_stated(document, d) for d in drafts))


def _stated(document: Document, draft: Draft) -> Statement:
    return identified(
        Statement(
            policy=document.name,
            practice=draft.practice,
            evidence=tuple(evidence(document, *span) for span in draft.spans),
            rule=draft.rule,
            extractor=EXTRACTOR,
            confidence=load_calibration().confidence_of(draft.rule),
            polarity=draft.polarity,
            modality=draft.modality,
            actor=draft.actor,
            data=draft.data,
            parties=draft.parties,
            purposes=draft.purposes,
            technologies=draft.technologies,
            measures=draft.measures,
            choices=draft.choices,
            rights=draft.rights,
            channels=draft.channels,
            conditions=draft.conditions,
            subject=draft.subject,
            duration=draft.duration,
            duration_iso=draft.duration_iso,
            legal_basis=draft.legal_basis,
            jurisdiction=draft.jurisdiction,
            link=draft.link,
            country=draft.country,
            safeguard=draft.safeguard,
        )
    )


def _distinct(statements: Iterable[Statement]) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in statements:
        if statement.id not in seen:
            seen.add(statement.id)
            yield statement
