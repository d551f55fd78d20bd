"""Finds in a text what the concept schemes' labels and patterns say. `ontology/README.md` has the rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import ahocorasick_rs

from practicegraph.concepts import load_concepts
from practicegraph.errors import InvalidKnowledge
from practicegraph.labels import fold, variants
from practicegraph.patterns import InvalidPattern, Pattern, compile_pattern, literal_pattern, word_sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from practicegraph.concepts import Concepts, Scheme

#: Kinds whose labels compete for the same words: "credit card processor" is a party and no payment card.
_RIVALS: Final = ("data", "party")
#: White space of two signs or more without a blank line in it, and what a text with such a run contains.
_WHITE_RUN: Final = re.compile(r"[^\S\n]+\n[^\S\n]*|\n[^\S\n]+|[^\S\n]{2,}")
_RUN_SIGNS: Final = ("  ", " \n", "\n ", "\t", "\r", "\xa0")
_BLANK_RUN: Final = re.compile(" {2,}")


class Hit(NamedTuple):  # a tuple and no dataclass, since a corpus has one for every seventh word
    """Words of the text that stand for a concept: `text[start:end]`."""

    start: int
    end: int
    concept_id: str
    kind: str
    generic: bool = False


class _Meaning(NamedTuple):
    """What a form stands for: a concept of a kind or, without one, a false friend of that kind."""

    kind: str
    concept_id: str | None
    generic: bool
    blocks: tuple[str, ...]


class _Start(NamedTuple):
    """A pattern that can begin at a string, and the sets of strings of each of which it needs one as well."""

    kind: str
    pattern: Pattern
    needs: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Finder:
    """An automaton, and for each of its strings the patterns of all kinds that can begin there."""

    automaton: Any
    starts: Sequence[Sequence[_Start]]

    def candidates(self, text: str) -> Mapping[str, Sequence[tuple[int, Pattern]]]:
        """Where which pattern may match, by kind, in a folded text whose blanks are single."""
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        present = {index for index, _, _ in found}
        candidates: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        for index, start, _ in found:
            for kind, pattern, needs in self.starts[index]:
                if not needs or not any(map(present.isdisjoint, needs)):
                    candidates[kind].append((start + 1, pattern))
        return candidates


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The surface forms of all concepts. Texts are given in lower case; hits are places in them."""

    automaton: Any
    meanings: Sequence[Sequence[_Meaning]]
    finder: _Finder

    def find(self, text_lower: str) -> list[Hit]:
        """The labels in a text, of all kinds, in order; within a kind the leftmost and of these the longest.

        Data and parties compete for the same words; other kinds may overlap with them and with each other.
        """
        text = _WHITE_RUN.sub(" ", text_lower) if any(s in text_lower for s in _RUN_SIGNS) else text_lower
        hits = self._labels(f" {fold(text)} ")
        return hits if len(text) == len(text_lower) else _moved_back(hits, _WHITE_RUN, text_lower, 0)

    def find_patterns(self, text_lower: str, *kinds: str) -> list[Hit]:
        """What the patterns of some kinds find in a text, kind by kind; of each concept, nothing overlaps."""
        padded = f" {fold(text_lower)} "
        text = _BLANK_RUN.sub(" ", padded)
        candidates = self.finder.candidates(text)
        hits = [Hit(*f, kind) for kind in kinds for f in _settled(text, candidates.get(kind, ()))]
        return _moved_back(hits, _BLANK_RUN, padded, 1)

    def _labels(self, folded: str) -> list[Hit]:
        taken: dict[str, int] = defaultdict(int)
        veiled: dict[str, int] = defaultdict(int)
        hits: list[Hit] = []
        for start, negative_end, index in self._forms(folded):
            end = -negative_end - 1
            # A false friend hides what lies in it, and not what goes on behind it ("an e-mail | address").
            free = [m for m in self.meanings[index] if start >= taken[m.kind] and end > veiled[m.kind]]
            for kind, concept_id, generic, blocks in free:
                if concept_id:
                    taken.update(dict.fromkeys(blocks, end))
                    hits.append(Hit(start, end, concept_id, kind, generic))
                else:
                    veiled.update(dict.fromkeys(blocks, end))
        return hits

    def _forms(self, folded: str) -> list[tuple[int, int, int]]:
        """Where each form stands as whole words: leftmost first, and of equal starts the longest."""
        found = self.automaton.find_matches_as_indexes(folded, overlapping=True)
        return sorted([(start, -end, index) for index, start, end in found if not folded[end].isalnum()])


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon of the installed schemes.

    Raises InvalidKnowledge where a scheme contradicts itself or a pattern does not follow the language.
    """
    return build_lexicon(load_concepts())


def build_lexicon(concepts: Concepts) -> Lexicon:
    """The lexicon of these concepts. Raises InvalidKnowledge, which names all unusable patterns of a kind."""
    meanings = _all_meanings(concepts)
    patterns = {s.kind: _patterns(s, concepts) for s in concepts.schemes.values()}
    return Lexicon(_automaton(meanings), list(meanings.values()), _finder(patterns))


def _automaton(forms: Iterable[str]) -> Any:
    # Every form begins a word, so that "age" is not looked for inside "page".
    return ahocorasick_rs.AhoCorasick([f" {f}" for f in forms])


def _all_meanings(concepts: Concepts) -> dict[str, list[_Meaning]]:
    meanings: dict[str, list[_Meaning]] = defaultdict(list)
    for concept in concepts.by_id.values():
        blocks = _RIVALS if concept.kind in _RIVALS else (concept.kind,)
        loose = _forms_of(concept.generic_labels, concept.kind)
        for form in loose | _forms_of(concept.labels, concept.kind):
            meanings[form].append(_Meaning(concept.kind, concept.id, form in loose, blocks))
    for scheme in concepts.schemes.values():
        for form in _forms_of(scheme.false_friends, scheme.kind):
            if not any(m.kind == scheme.kind for m in meanings[form]):
                meanings[form].append(_Meaning(scheme.kind, None, False, (scheme.kind,)))
    return dict(sorted(meanings.items()))


def _forms_of(labels: Iterable[str], kind: str) -> frozenset[str]:
    return frozenset(f for label in labels for f in variants(label, heads=kind == "data"))


def _patterns(scheme: Scheme, concepts: Concepts) -> list[Pattern]:
    sets = word_sets(scheme.word_sets)
    patterns, problems = [], []
    for concept in concepts.of_kind(scheme.kind):
        for source in concept.patterns:
            try:
                patterns.append(compile_pattern(source, concept.id, sets))
            except InvalidPattern as error:
                problems.append(f"pattern of {concept.id}: {error}")
    if problems:
        raise InvalidKnowledge("ontology/schemes", tuple(problems))
    friends = _forms_of(scheme.false_friends, scheme.kind) if patterns else frozenset()
    return patterns + [literal_pattern(f, None) for f in sorted(friends)]


def _finder(patterns: Mapping[str, Sequence[Pattern]]) -> _Finder:
    strings = sorted({s for ps in patterns.values() for p in ps for s in p.heads.union(*p.tails)})
    place = {s: i for i, s in enumerate(strings)}
    starts: list[list[_Start]] = [[] for _ in strings]
    for kind, pattern in ((k, p) for k, ps in patterns.items() for p in ps):
        start = _Start(kind, pattern, tuple(frozenset(place[s] for s in tail) for tail in pattern.tails))
        for head in pattern.heads:
            starts[place[head]].append(start)
    return _Finder(_automaton(strings), starts)


def _settled(text: str, candidates: Iterable[tuple[int, Pattern]]) -> Iterator[tuple[int, int, str]]:
    """Matches that neither begin nor end inside a false friend nor overlap an earlier one of a concept."""
    found = {
        (start, end, pattern.concept_id)
        for start, pattern in candidates
        if (end := pattern.end(text, start)) >= 0
    }
    hits = sorted((start, -end, concept) for start, end, concept in found if concept is not None)
    friends = [(start, end) for start, end, concept in found if concept is None]
    taken: dict[str, int] = defaultdict(int)
    for start, negative_end, concept in hits:
        end = -negative_end
        misled = any(s <= start < e or s < end < e for s, e in friends)
        if start >= taken[concept] and not misled:
            taken[concept] = end
            yield start, end, concept


def _moved_back(hits: list[Hit], run: re.Pattern[str], before: str, shift: int) -> list[Hit]:
    """The hits of a text whose runs were replaced by one blank each, at their places in the text before."""
    if not hits:
        return hits
    cuts, removed = [0], [0]
    for found in run.finditer(before):
        cuts.append(found.start() + 1 - removed[-1])
        removed.append(removed[-1] + found.end() - found.start() - 1)

    def back(place: int) -> int:
        return place + removed[bisect_right(cuts, place) - 1] - shift

    return [Hit(back(h.start), back(h.end - 1) + 1, h.concept_id, h.kind, h.generic) for h in hits]
