"""The cues and regular expressions of `ontology/frames/particulars.toml`, by table and name."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = ("ontology", "frames", "particulars.toml")
_SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")
_Table = dict[str, re.Pattern[str]]


class _File(NamedTuple):
    tables: Mapping[str, _Table]
    cues: Mapping[str, tuple[str, ...]]


def phrases(table: str) -> Mapping[str, re.Pattern[str]]:
    """The expressions of one table by name.

    Raises InvalidKnowledge where the file names words that it does not define, or an expression is malformed.
    """
    return _load().tables[table]


def cues() -> Mapping[str, tuple[str, ...]]:
    """The words, in lower case, by which a sentence may tell of each topic; raises as `phrases` does."""
    return _load().cues


@lru_cache(maxsize=1)
def _load() -> _File:
    return read_phrases(knowledge_root().joinpath(*FILE).read_text("utf-8"))


def read_phrases(toml: str) -> _File:
    """The cues and expressions of a file's text; raises InvalidKnowledge as `phrases` does."""
    tables = tomllib.loads(toml)
    cues = {topic: tuple(words) for topic, words in tables.pop("cues").items()}
    problems: list[str] = []
    words = _filled(tables.pop("words"), {}, "words", problems)
    read = {name: _filled(table, words, name, problems) for name, table in tables.items()}
    compiled = {name: _compiled(table, name, problems) for name, table in read.items()}
    if problems:
        raise InvalidKnowledge("/".join(FILE), tuple(problems))
    return _File(compiled, cues)


def _filled(
    table: Mapping[str, str | list[str]], words: Mapping[str, str], where: str, problems: list[str]
) -> dict[str, str]:
    """The entries as regular expressions, each with those before it filled in."""
    filled: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        known = filled.get(match[1], words.get(match[1]))
        if known is None:
            problems.append(f"{where}: {{{match[1]}}} is no earlier entry")
        return known or ""

    for name, said in table.items():
        filled[name] = f"(?:{_SLOT.sub(fill, said if isinstance(said, str) else '|'.join(said))})"
    return filled


def _compiled(table: Mapping[str, str], where: str, problems: list[str]) -> _Table:
    compiled: _Table = {}
    for name, said in table.items():
        try:
            compiled[name] = re.compile(said, re.IGNORECASE)
        except re.error as error:
            problems.append(f"{where}.{name}: {error}")
    return compiled
