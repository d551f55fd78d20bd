"""The set phrases of `ontology/frames/assurances.toml`: how a policy words what it assures people of.

A construction is tried only in sentences that hold one of its cues, so that most sentences cost one pass
of the automaton.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import ahocorasick_rs

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE: Final = ("ontology", "frames", "assurances.toml")
_SLOT: Final = re.compile(r"<([a-z][a-z-]*|\d+)>")
#: Signs that are written in several ways, by the one that the constructions use.
_PLAIN: Final = str.maketrans("\u2019\u2018\u201c\u201d\u2013\u2014\u2011\xa0", "''\"\"--- ")


def plain(text: str) -> str:
    """The text as constructions are written: lower case, one kind of quote and of dash; offsets stay."""
    return text.translate(_PLAIN).lower()


class Hit(NamedTuple):
    """Words that a construction matched: `text[start:end]`."""

    construction: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of wording: its name, two sets of strings of which one each must occur, and what it says."""

    family: str
    name: str
    cues: frozenset[str]
    also: frozenset[str]
    says: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Constructions:
    """All constructions, and the concepts that words around them decide on."""

    all: tuple[Construction, ...]
    concepts: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]

    @cached_property
    def _cues(self) -> tuple[str, ...]:
        return tuple(sorted({cue for c in self.all for cue in c.cues | c.also}))

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._cues)

    @cached_property
    def _by_cue(self) -> tuple[tuple[int, ...], ...]:
        at: dict[str, list[int]] = defaultdict(list)
        for i, construction in enumerate(self.all):
            for cue in construction.cues:
                at[cue].append(i)
        return tuple(tuple(at[cue]) for cue in self._cues)

    def find(self, text: str) -> dict[str, list[Hit]]:
        """The matches in a plain text by family, in the order of the file; the first of each construction."""
        found: dict[str, list[Hit]] = {}
        seen = {index for index, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        cues = {self._cues[index] for index in seen}
        for i in sorted({i for index in seen for i in self._by_cue[index]}):
            construction = self.all[i]
            if construction.also and cues.isdisjoint(construction.also):
                continue
            match = construction.says.search(text)
            if match and not (construction.unless and construction.unless.search(text)):
                found.setdefault(construction.family, []).append(
                    Hit(construction.name, match.start(), match.end())
                )
        return found

    def named(self, table: str, text: str) -> Iterator[tuple[str, int]]:
        """The concepts of a table that a plain text names, each with where it is first named."""
        for concept, words in self.concepts[table]:
            match = words.search(text)
            if match:
                yield concept, match.start()


@lru_cache(maxsize=1)
def load_constructions() -> Constructions:
    """The constructions as the knowledge folder has them.

    Raises InvalidKnowledge where the file names words that it does not define, or a pattern is malformed.
    """
    return read_constructions(knowledge_root().joinpath(*FILE).read_text("utf-8"))


def read_constructions(toml: str) -> Constructions:
    """The constructions of a file's text; raises InvalidKnowledge as `load_constructions` does."""
    table = tomllib.loads(toml)
    problems: list[str] = []
    words: dict[str, str] = {}
    for name, value in table.pop("words").items():
        words[name] = _filled(value, words, f"words.{name}", problems)
    concepts = {
        name: tuple((c, _compiled(v, words, f"concepts.{name}.{c}", problems)) for c, v in entries.items())
        for name, entries in table.pop("concepts").items()
    }
    made = tuple(
        _construction(family, name, entry, words, problems)
        for family, entries in table.items()
        for name, entry in entries.items()
    )
    if problems:
        raise InvalidKnowledge("/".join(FILE), tuple(problems))
    return Constructions(made, concepts)


def _construction(
    family: str, name: str, entry: Mapping[str, Any], words: Mapping[str, str], problems: list[str]
) -> Construction:
    where = f"{family}.{name}"
    unless = entry.get("unless")
    return Construction(
        family,
        name,
        frozenset(entry["cues"]),
        frozenset(entry.get("also", ())),
        _compiled(entry["says"], words, where, problems),
        _compiled(unless, words, where, problems) if unless else None,
    )


def _compiled(
    value: str | list[str], words: Mapping[str, str], where: str, problems: list[str]
) -> re.Pattern[str]:
    try:
        return re.compile(_filled(value, words, where, problems))
    except re.error as error:
        problems.append(f"{where}: {error}")
        return re.compile("(?!)")


def _filled(value: str | list[str], words: Mapping[str, str], where: str, problems: list[str]) -> str:
    """The regular expression for words of the file: `<name>` filled in, `<3>` up to three words."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name.isdigit():
            return rf"(?:[^ ;]+ ){{0,{name}}}?"
        if name not in words:
            problems.append(f"{where}: <{name}> is not among [words]")
        return words.get(name, "")

    text = value if isinstance(value, str) else "|".join(value)
    return f"(?:{_SLOT.sub(fill, text)})"
