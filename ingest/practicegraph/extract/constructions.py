"""The set phrases of `ontology/frames/assurances.toml`: how a policy words what it assures people of.

A construction is tried only in sentences that hold one of its cues, so that most sentences cost one pass
of the automaton.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
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
    """One way of wording: its name, sets of strings of which one each must occur, and what it says."""

    family: str
    name: str
    cues: frozenset[str]
    also: tuple[frozenset[str], ...]
    says: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Constructions:
    """All constructions, and the concepts that words around them decide on."""

    all: tuple[Construction, ...]
    concepts: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]

    @cached_property
    def _cues(self) -> tuple[str, ...]:
        return tuple(sorted({cue for c in self.all for cue in c.cues.union(*c.also)}))

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
            if any(map(cues.isdisjoint, construction.also)):
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
    shared = _Shared(cues={name: frozenset(cues) for name, cues in table.pop("cues", {}).items()})
    for name, value in table.pop("words").items():
        shared.words[name] = shared.filled(value, f"words.{name}")
    concepts = {
        name: tuple((c, shared.compiled(v, f"concepts.{name}.{c}")) for c, v in entries.items())
        for name, entries in table.pop("concepts").items()
    }
    made = [
        _construction(shared, family, *entry) for family, named in table.items() for entry in named.items()
    ]
    if shared.problems:
        raise InvalidKnowledge("/".join(FILE), tuple(shared.problems))
    return Constructions(tuple(made), concepts)


def _construction(shared: _Shared, family: str, name: str, entry: Mapping[str, Any]) -> Construction:
    where = f"{family}.{name}"
    unless = entry.get("unless")
    return Construction(
        family,
        name,
        shared.cue_set(entry["cues"], where),
        tuple(shared.cue_set(cues, where) for cues in entry.get("also", ())),
        shared.compiled(entry["says"], where),
        shared.compiled(unless, where) if unless else None,
    )


@dataclass(slots=True)
class _Shared:
    """What the entries of a file share, and what is wrong with them."""

    cues: Mapping[str, frozenset[str]]
    words: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def cue_set(self, value: str | list[str], where: str) -> frozenset[str]:
        """The strings of a named set, or those listed."""
        if isinstance(value, list):
            return frozenset(value)
        if value not in self.cues:
            self.problems.append(f"{where}: {value} is not among [cues]")
        return self.cues.get(value, frozenset())

    def compiled(self, value: str | list[str], where: str) -> re.Pattern[str]:
        """The pattern for words of the file."""
        try:
            return re.compile(self.filled(value, where))
        except re.error as error:
            self.problems.append(f"{where}: {error}")
            return re.compile("(?!)")

    def filled(self, value: str | list[str], where: str) -> str:
        """The regular expression for words of the file: `<name>` filled in, `<3>` up to three words."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name.isdigit():
                return rf"(?:[^ ;]+ ){{0,{name}}}?"
            if name not in self.words:
                self.problems.append(f"{where}: <{name}> is not among [words]")
            return self.words.get(name, "")

        text = value if isinstance(value, str) else "|".join(value)
        return f"(?:{_SLOT.sub(fill, text)})"
