"""A writer to be killed: puts snapshots into a store one after the other and says which it acknowledged.

    python writer.py STORE FIRST

Each round puts four snapshots, FIRST and those after it, commits, and prints the last one's number.
The first of a round is of a new service; each of the others replaces the one of the round before, so that
replacing is interrupted as well as adding.
"""

from __future__ import annotations

import hashlib
import sys
from itertools import count
from pathlib import Path

from practicegraph.document import Document
from practicegraph.lift import lift
from practicegraph.statement import Evidence, Extractor, Statement
from practicegraph.store import open_store

ROUND = 4
STATEMENTS = 40


def document(number: int) -> Document:
    """The text of snapshot `number`."""
    sentences = (f"Sentence {i} of text {number} says that we keep your name.\n" for i in range(STATEMENTS))
    text = "".join(sentences)
    digest = hashlib.sha256(text.encode()).hexdigest()
    service = f"replaced-{number % ROUND}" if number % ROUND else f"new-{number}"
    return Document(str(number), service, text, digest, (), service, date="2024-05-31")


def statements(about: Document) -> tuple[Statement, ...]:
    """One statement a sentence, of which every other is of a sale, from which something follows."""
    found, start = [], 0
    for place, line in enumerate(about.text.splitlines()):
        evidence = Evidence(start, start + len(line), line)
        practice = ("Storage", "Sale")[place % 2]
        found.append(Statement(about.name, practice, (evidence,), "keep", Extractor("writer", "1"), 1.0))
        start += len(line) + 1
    return tuple(found)


def main() -> None:
    """Writes until it is killed."""
    path, first = Path(sys.argv[1]), int(sys.argv[2])
    with open_store(path) as store:
        for start in count(first, ROUND):
            for number in range(start, start + ROUND):
                about = document(number)
                store.put(about, lift(about, statements(about)))
            store.commit()
            print(start + ROUND - 1, flush=True)  # noqa: T201  # the acknowledgement that the test waits for


if __name__ == "__main__":
    main()
