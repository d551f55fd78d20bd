"""What statements cost: words per CPU-second, against the bare parser on the same text."""

from __future__ import annotations

import os
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from practicegraph.document import Document
    from practicegraph.extract.parse import Parser


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
    """Read every n-th policy of a folder, our way and with the parser alone, by turns in this process.

    Both begin cold, with a model of their own, and keep what they learn from one policy to the next, as
    `practicegraph build` does. By turns, since other load on the machine then slows both.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    from practicegraph.extract.model import load_model
    from practicegraph.extract.parse import Parser

    load_model()
    parser, alone = Parser(), load_model.__wrapped__()
    words, ours, bare = 0, 0.0, 0.0
    for file in sorted(corpus.glob("*__*.md"))[::every]:
        started = process_time()
        document = _read_and_extracted(file, parser)
        read = process_time()
        parse(document, alone)
        ours, bare = ours + read - started, bare + process_time() - read
        words += len(document.text.split())
    return Speed(words, words / ours, words / bare)


def _read_and_extracted(file: Path, parser: Parser) -> Document:
    from practicegraph.extract.pipeline import extract
    from practicegraph.read import read_document

    document = read_document(file)
    extract(document, parser)
    return document


def parse(document: Document, alone: Language) -> None:
    """Let the tokeniser, tagger and parser read all blocks of a document but mere lines.

    One policy has a line of 33,000 equals signs, over which the parser sits for three minutes.
    """
    from practicegraph.extract.parse import BATCH

    blocks = (document.text[b.start : b.end] for b in document.blocks)
    for _ in alone.pipe((b for b in blocks if any(map(str.isalnum, b))), batch_size=BATCH):
        pass
