"""Query files: found, read, and refused where their head does not say what they ask."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practicegraph.errors import InvalidQuery
from practicegraph.knowledge import knowledge_files
from practicegraph.query.header import parse_header
from practicegraph.query.parameters import declaration_problems
from practicegraph.query.tokens import dangers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from practicegraph.query.header import Parameter

SUFFIX: Final = ".rq"
#: No query needs more; a longer file is something else.
SIZE_LIMIT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Query:
    """A question that can be asked of a store.

    `name` is the file's name without its suffix. `question` is the question in words, `reads_as` what a
    row of the answer means, `asked_by` who asks it. `text` is the whole file, SPARQL with its head as
    comments, in which every parameter has its default.
    """

    name: str
    title: str
    question: str
    reads_as: str
    asked_by: str
    parameters: tuple[Parameter, ...]
    text: str


def parse_query(name: str, text: str) -> Query:
    """A query of its file's text.

    Raises:
        InvalidQuery: The head is incomplete, a parameter does not stand in the query with its default,
            or the query would reach out, change something or nest too deeply.
    """
    header = parse_header(text)
    problems = (*header.problems, *declaration_problems(header.parameters, text), *dangers(text))
    if problems:
        raise InvalidQuery(name, problems)
    said = header.sections
    return Query(
        name=name,
        title=header.title,
        question=said["Question"],
        reads_as=said["Reads as"],
        asked_by=said.get("Asked by", ""),
        parameters=header.parameters,
        text=text,
    )


def load_query(name: str | Path) -> Query:
    """The stored query of this name, or the query of the file at this path.

    Raises:
        InvalidQuery: There is none, it cannot be read, or `parse_query` refuses it.
    """
    if isinstance(name, Path) or name.endswith(SUFFIX):
        return _read(Path(name))
    stored = _stored()
    if name not in stored:
        raise InvalidQuery(name, (f"is no stored query; {_instead(name, stored)}",))
    return _known(name)


def list_queries() -> tuple[Query, ...]:
    """All stored queries, by name.

    Raises:
        InvalidQuery: A stored query is not well-formed.
    """
    return tuple(map(_known, _stored()))


@cache
def _stored() -> dict[str, Traversable]:
    return {file.name.removesuffix(SUFFIX): file for file in knowledge_files("queries", SUFFIX)}


@cache
def _known(name: str) -> Query:
    return _read(_stored()[name])


def _read(file: Traversable) -> Query:
    try:
        content = file.read_bytes()
        if len(content) > SIZE_LIMIT:
            raise InvalidQuery(str(file), (f"is larger than {SIZE_LIMIT:,} bytes, so it is no query",))
        return parse_query(file.name.removesuffix(SUFFIX), content.decode("utf-8-sig"))
    except OSError as error:
        raise InvalidQuery(str(file), (f"cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise InvalidQuery(str(file), ("is not in UTF-8; save it so",)) from error


def _instead(name: str, stored: Iterable[str]) -> str:
    close = get_close_matches(name, stored, n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(stored)}; a file ends in {SUFFIX}"
