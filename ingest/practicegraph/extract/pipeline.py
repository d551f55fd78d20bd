"""Document to statements: the stage's table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph import __version__
from practicegraph.concepts import load_concepts
from practicegraph.document import BlockKind
from practicegraph.extract.aims import aims, with_left_over
from practicegraph.extract.completion import completed
from practicegraph.extract.draft import Context, Draft
from practicegraph.extract.exceptions import exceptions
from practicegraph.extract.families import FAMILIES
from practicegraph.extract.frames import load_frames
from practicegraph.extract.lists import inherited
from practicegraph.extract.merger import merger
from practicegraph.extract.parse import Parser
from practicegraph.extract.reading import Reading
from practicegraph.extract.references import antecedents_after
from practicegraph.extract.sentences import Sentence, evidence, sentences
from practicegraph.extract.terms import Found, as_marks, find_all
from practicegraph.extract.unspecified import settled
from practicegraph.statement import Extractor, Statement, identified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practicegraph.document import Block, Document

EXTRACTOR: Final = Extractor("practicegraph", __version__)


def extract(document: Document, parser: Parser) -> tuple[Statement, ...]:
    """The practices that a document states, in the order of its text, each with its quotes."""
    readings = read_sentences(document, parser)
    drafts = settled([completed(d) for d in draft_statements(document, readings)])
    return tuple(_distinct(_stated(document, d) for d in drafts))


def read_sentences(document: Document, parser: Parser) -> list[Reading]:
    """The sentences worth reading, parsed, with their terms marked."""
    first_party = _first_party(document)
    marked = [(s, *find_all(s.text)) for s in sentences(document)]
    kept = [m for m in marked if _is_worth_reading(*m)]
    parses = parser.parse([s.text for s, _, _ in kept])
    return [
        Reading(s, p, as_marks(p, _of_others(terms, first_party)), as_marks(p, phrases), first_party)
        for (s, terms, phrases), p in zip(kept, parses, strict=True)
    ]


def _of_others(terms: tuple[Found, ...], first_party: re.Pattern[str]) -> tuple[Found, ...]:
    """The terms without the publisher's own name, which a registry may know as a party like any other."""
    return tuple(t for t in terms if not (t.name and first_party.fullmatch(_OWN_TAIL.sub("", t.name))))


_OWN_TAIL: Final = re.compile(r"(?:'s|,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|Company)\b\.?)+$")


def _is_worth_reading(sentence: Sentence, terms: tuple[Found, ...], phrases: tuple[Found, ...]) -> bool:
    return bool(terms or phrases)


def _first_party(document: Document) -> re.Pattern[str]:
    names = [document.company, *document.aliases]
    spelled = sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, spelled)) + r")\b" if spelled else r"(?!)", re.IGNORECASE)


def draft_statements(document: Document, readings: list[Reading]) -> Iterator[Draft]:
    """The drafts of every sentence: what its families find, or what it inherits from its lead-in."""
    context = Context(broader=ancestors())
    by_block: dict[int, list[tuple[Reading, tuple[Draft, ...]]]] = {}
    for reading in readings:
        block = document.blocks[reading.sentence.block]
        context = _moved(context, document, block)
        own = tuple(d for family in FAMILIES for d in family(reading, context))
        found = own if block.kind is not BlockKind.HEADING else ()
        found = (*found, *inherited(document, reading, found, by_block, context))
        found = (*found, *exceptions(reading, context, found))
        if block.kind is not BlockKind.HEADING:
            found = (*found, *merger(reading, context, found))
            found = with_left_over(reading, found)
            found = (*found, *aims(reading, context, found))
        by_block.setdefault(reading.sentence.block, []).append((reading, own))
        yield from found
        context = _after(context, reading, found)


def _moved(context: Context, document: Document, block: Block) -> Context:
    """The context at a block: under another heading, nothing before can be referred to."""
    headings = tuple(document.text[document.blocks[i].start : document.blocks[i].end] for i in block.headings)
    if headings == context.headings:
        return context
    return Context(context.broader, headings=headings)


def _after(context: Context, reading: Reading, found: tuple[Draft, ...]) -> Context:
    denied = [d for d in found if d.polarity == "denied" and d.practice in ("Sharing", "Sale")]
    before = antecedents_after(context.before, reading, found, context.broader)
    return Context(context.broader, before, denied[-1] if denied else None, context.headings)


@lru_cache(maxsize=1)
def ancestors() -> Mapping[str, frozenset[str]]:
    """For each concept, all that are broader."""
    concepts = load_concepts()
    return {c: frozenset(concepts.ancestors(c)) for c in concepts.by_id}


def _stated(document: Document, draft: Draft) -> Statement:
    return identified(
        Statement(
            policy=document.name,
            practice=draft.practice,
            evidence=tuple(evidence(document, *span) for span in draft.spans),
            rule=draft.rule,
            extractor=EXTRACTOR,
            confidence=0.8,
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
        )
    )


def _distinct(statements: Iterable[Statement]) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in statements:
        if statement.id not in seen:
            seen.add(statement.id)
            yield statement


__all__ = ["EXTRACTOR", "extract", "load_frames", "read_sentences"]
