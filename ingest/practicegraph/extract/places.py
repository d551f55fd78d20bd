"""Places that a text names: by their names, by words for their people, and by their laws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import ahocorasick_rs

from practicegraph.concepts import load_particulars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Naming = Literal["name", "people", "law"]

_PLURAL: Final = ("ns", "NS")
#: Shorter names are written in capitals anyway, or are ordinary words in capitals ("US" in "JOIN US").
_SHORTEST_IN_CAPITALS: Final = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place that `text[start:end]` names; `plural` are its people, as in "Californians"."""

    start: int
    end: int
    id: str
    naming: Naming
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    automaton: ahocorasick_rs.AhoCorasick
    meanings: tuple[tuple[str, Naming], ...]


@lru_cache(maxsize=1)
def _names() -> _Names:
    meanings: dict[str, tuple[str, Naming]] = {}
    for concept in load_particulars().of_kind("place"):
        for naming, words in _words(concept.labels, concept.demonyms, concept.laws):
            for spelling in _spellings(words):
                meanings.setdefault(spelling, (concept.id, naming))
    spelled = sorted(meanings)
    automaton = ahocorasick_rs.AhoCorasick(spelled, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Names(automaton, tuple(meanings[s] for s in spelled))


def _words(
    labels: Iterable[str], demonyms: Iterable[str], laws: Iterable[str]
) -> Iterator[tuple[Naming, str]]:
    yield from (("name", label) for label in labels)
    yield from (("people", demonym) for demonym in demonyms)
    yield from (("law", law) for law in laws)


def _spellings(words: str) -> set[str]:
    spelled = {words, words.replace("'", "\u2019")}
    return spelled | ({w.upper() for w in spelled} if len(words) >= _SHORTEST_IN_CAPITALS else set())


def find_places(text: str) -> tuple[Place, ...]:
    """The places that a text names, in order; of names that overlap the leftmost, of these the longest."""
    names = _names()
    return tuple(
        Place(start, end, *names.meanings[index], text.endswith(_PLURAL, start, end))
        for index, start, end in names.automaton.find_matches_as_indexes(text)
        if _is_word(text, start, end)
    )


def may_name_places(text: str) -> bool:
    """Whether a text holds the letters of a place's name, be it within a word."""
    return bool(_names().automaton.find_matches_as_indexes(text))


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    return not (before.isalnum() or before in ("@", ".", "_")) and not text[end : end + 1].isalnum()


def narrow(ids: Iterable[str]) -> tuple[str, ...]:
    """The places as they are meant together: a union for its states, a part of a state for the state.

    "EU/EEA" is the EEA; "California, USA" is California.
    """
    named = _american(tuple(dict.fromkeys(ids)))
    ancestors = {place: _above()[place] for place in named}
    unions = frozenset(p for p in named if notation_of(p) is None)
    return tuple(
        p
        for p in named
        if not (set(ancestors[p]) & unions) and not any(p in ancestors[o] for o in named if p not in unions)
    )


def _american(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The same, where Georgia among other states of the United States is the one of them."""
    others = any((notation_of(place) or "").startswith("US-") for place in ids)
    return tuple("StateOfGeorgia" if place == "Georgia" and others else place for place in ids)


@lru_cache(maxsize=1)
def _above() -> Mapping[str, tuple[str, ...]]:
    concepts = load_particulars()
    return {c.id: concepts.ancestors(c.id) for c in concepts.of_kind("place")}


def notation_of(place: str) -> str | None:
    """The code of a place in ISO 3166; a union of states has none."""
    return load_particulars().by_id[place].notation


def code_of(place: str) -> str | None:
    """The code of a country, or of the country of which a place is a part; a union of states has none."""
    notation = notation_of(place)
    return notation.partition("-")[0] if notation else None


def label_of(concept: str) -> str:
    """What a place, a legal basis or a safeguard is called in the ontology."""
    return load_particulars().by_id[concept].label
