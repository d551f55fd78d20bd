"""What statements cost: words per CPU-second, against the bare parser on the same text."""

from __future__ import annotations

import os
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from practicegraph.document import Document


@dataclass(frozen=True, slots=True)
class Speed:
    """Words of text per CPU-second: ours, from a file to its statements, and the parser's alone."""

    words: int
    ours: float
    parser: float

    @property
    def ratio(self) -> float:
        """Ours as a part of the parser's."""
        return self.ours / self.parser


def measure_speed(corpus: Path, every: int = 1) -> Speed:
    """Read every n-th policy of a folder, once our way and once with the parser alone, in this process.

    Nothing is remembered from one policy to the next: each gets a parser of its own.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    files = sorted(corpus.glob("*__*.md"))[::every]
    from practicegraph.extract.model import load_model

    load_model()
    started = process_time()
    documents = [_read_and_extracted(file) for file in files]
    ours = process_time() - started
    words = sum(len(document.text.split()) for document in documents)
    return Speed(words, words / ours, words / _parsing_alone(documents))


def _read_and_extracted(file: Path) -> Document:
    from practicegraph.extract.parse import Parser
    from practicegraph.extract.pipeline import extract
    from practicegraph.read import read_document

    document = read_document(file)
    extract(document, Parser())
    return document


def _parsing_alone(documents: list[Document]) -> float:
    """The CPU-seconds that the tokeniser, tagger and parser need for all blocks of the documents.

    They are loaded anew, so that the words that ours has met are as new to them.
    """
    from practicegraph.extract.model import load_model
    from practicegraph.extract.parse import BATCH

    nlp = load_model.__wrapped__()
    blocks = [d.text[b.start : b.end] for d in documents for b in d.blocks]
    started = process_time()
    with nlp.memory_zone():
        for _ in nlp.pipe(blocks, batch_size=BATCH):
            pass
    return process_time() - started
