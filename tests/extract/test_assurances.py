"""What a policy assures people of, sentence by sentence: `assurances/*.tsv` say what each must yield.

A row holds a sentence, the statements that it makes (`-` for none, `;` between two, a minus sign behind a
practice that is denied), and what stands above it: a title after `#`, else what introduces a list.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from practicegraph.document import Block, BlockKind, Document
from practicegraph.errors import InvalidKnowledge
from practicegraph.extract.assurances import assurances
from practicegraph.extract.constructions import load_constructions, read_constructions
from practicegraph.extract.draft import Context
from practicegraph.extract.drafting import ancestors
from practicegraph.extract.leadins import lead_in_of
from practicegraph.extract.parse import Parser
from practicegraph.extract.reading import Reading
from practicegraph.extract.sentences import sentences
from practicegraph.extract.terms import as_marks, find_all

if TYPE_CHECKING:
    from practicegraph.extract.draft import Draft
    from practicegraph.extract.sentences import Sentence

FILES = sorted((Path(__file__).parent / "assurances").glob("*.tsv"))
PARSER = Parser()


class Row(NamedTuple):
    """A line of a data file."""

    sentence: str
    expected: str
    above: str


def rows(path: Path) -> list[Row]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("# ")]
    return [Row(*(*line.split("\t"), "")[:3]) for line in lines]


CASES = [pytest.param(row, id=f"{path.stem}: {row.sentence[:60]}") for path in FILES for row in rows(path)]


def test_there_are_sentences_that_yield_and_sentences_that_do_not() -> None:
    assert len(FILES) >= 6
    for path in FILES:
        found = [row.expected != "-" for row in rows(path)]
        assert any(found), path
        assert not all(found), path


def document_of(row: Row) -> Document:
    title = row.above.startswith("#")
    above = row.above.lstrip("# ")
    text = f"{above}\n\n{row.sentence}" if above else row.sentence
    start = len(text) - len(row.sentence)
    blocks = [Block(BlockKind.HEADING if title else BlockKind.PARAGRAPH, 0, len(above))] if above else []
    kind = BlockKind.ITEM if above and not title else BlockKind.PARAGRAPH
    blocks.append(
        Block(
            kind,
            start,
            len(text),
            headings=(0,) if title else (),
            lead_in=0 if kind is BlockKind.ITEM else None,
        )
    )
    return Document("row", "row", text, "", tuple(blocks), company="Acme")


def told(row: Row) -> list[Draft]:
    document = document_of(row)
    last = len(document.blocks) - 1
    block = document.blocks[last]
    context = Context(
        broader=ancestors(),
        headings=(row.above.lstrip("# "),) if block.headings else (),
        lead_in=lead_in_of(document, block),
    )
    return [d for s in sentences(document) if s.block == last for d in assurances(read(s), context)]


def read(sentence: Sentence) -> Reading:
    (parse,) = PARSER.parse([sentence.text])
    terms, phrases = find_all(sentence.text)
    return Reading(sentence, parse, as_marks(parse, terms), as_marks(parse, phrases), re.compile("Acme"))


def shown(draft: Draft) -> str:
    values = (*draft.choices, *draft.rights, *draft.measures, *draft.channels)
    further = (draft.subject, *draft.conditions, draft.duration_iso or (draft.duration and "stated"))
    words = [*sorted(values), *(f for f in further if f)]
    return " ".join([draft.practice + ("-" if draft.polarity == "denied" else ""), *words])


@pytest.mark.parametrize("row", CASES)
def test_sentence(row: Row) -> None:
    assert (" ; ".join(shown(d) for d in told(row)) or "-") == row.expected


def test_item_quotes_its_lead_in() -> None:
    row = Row("Erase the data that we hold about you.", "", "You may ask us to:")
    (draft,) = told(row)
    quotes = [document_of(row).text[start:end] for start, end in draft.spans]
    assert quotes == [row.sentence, row.above]


def test_every_construction_is_shown_by_a_sentence() -> None:
    """A construction that no sentence here reaches is one that nobody checks."""
    names = {f"{c.family}.{c.name}" for c in load_constructions().all}
    texts = [row.sentence for path in FILES for row in rows(path)]
    reached = {
        f"{family}.{h.construction}"
        for text in texts
        for family, hits in load_constructions().find(text.lower()).items()
        for h in hits
    }
    assert sorted(names - reached) == []


BAD = {
    "words.a: <b> is not among [words]": "[words]\na = '<b>'\n[concepts]\n",
    "choice.x: people is not among [cues]": "[words]\n[concepts]\n[choice.x]\ncues = 'people'\nsays = 'a'\n",
    "choice.x: missing ), unterminated": "[words]\n[concepts]\n[choice.x]\ncues = ['a']\nsays = '('\n",
}


@pytest.mark.parametrize("problem", BAD)
def test_bad_file_is_refused(problem: str) -> None:
    with pytest.raises(InvalidKnowledge, match=r"assurances\.toml") as refusal:
        read_constructions(BAD[problem])
    assert problem in str(refusal.value)
