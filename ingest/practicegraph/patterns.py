"""The concept schemes' pattern language, compiled to regular expressions. `ontology/README.md` defines it."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from practicegraph.labels import fold, word_variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOKEN: Final = re.compile(r"[()|?]|[^\s()|?]+|\s+")
_GAPS: Final = {"_": 1, "__": 3, "___": 6}
#: A word of the folded text; a full stop inside it ("e.g.", "example.com") ends no sentence.
_WORD: Final = r"[^\s.;!?]+(?:\.\w[^\s.;!?]*)*"
#: A match is looked for by its first two words, or by the first alone where these make more than this many.
_MOST_HEADS: Final = 200


class InvalidPattern(ValueError):  # it becomes a problem of an InvalidKnowledge, as text
    """A pattern that does not follow the language; its text says where."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: the concept it stands for, or None for a false friend, and how it is found.

    Every match begins with one of `heads`, and has a word that begins with one of each set of `tails`. All of
    them are for folded text whose blanks are single.
    """

    concept_id: str | None
    heads: frozenset[str]
    tails: tuple[frozenset[str], ...]
    regex: str

    def end(self, folded: str, start: int) -> int:
        """Where a match that begins at `start` ends, or -1."""
        match = _compiled(self.regex).match(folded, start)
        return match.end() if match else -1


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a pattern: words or phrases that can stand there, or a gap of up to `gap` words."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[_Item, ...], ...] = ()
    gap: int = 0
    optional: bool = False


def word_sets(lines: Iterable[str]) -> dict[str, str]:
    """The sets that patterns refer to as `$name`, from lines `name = word|word`."""
    return {name.strip(): f"({words.strip()})" for name, _, words in (line.partition("=") for line in lines)}


def compile_pattern(source: str, concept_id: str | None, sets: Mapping[str, str]) -> Pattern:
    """A pattern ready to match. Raises InvalidPattern where `source` does not follow the language."""
    tokens = deque(_TOKEN.findall(_with_sets(source, sets)))
    items = _sequence(tokens, inside=False)
    if tokens:
        raise InvalidPattern(f"{source!r}: nothing opens the bracket that {''.join(tokens)!r} closes")
    if not items or not any(not i.optional and not i.gap for i in items) or items[0].gap:
        raise InvalidPattern(f"{source!r}: it begins with a gap, or nothing in it must be there")
    heads = _heads(items, 2)
    if len(heads) > _MOST_HEADS:
        heads = _heads(items, 1)
    return Pattern(concept_id, heads, tuple(_tails(items)), _regex(items) + r"(?!\w)")


def literal_pattern(phrase: str, concept_id: str | None) -> Pattern:
    """A pattern for a phrase that is already folded."""
    single = " ".join(phrase.split())
    return Pattern(concept_id, frozenset({single}), (), re.escape(single) + r"(?!\w)")


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _with_sets(source: str, sets: Mapping[str, str]) -> str:
    def words(found: re.Match[str]) -> str:
        if found[1] not in sets:
            raise InvalidPattern(f"{source!r}: its scheme has no word set named {found[1]}")
        return sets[found[1]]

    return re.sub(r"\$(\w+)", words, source)


def _sequence(tokens: deque[str], inside: bool) -> tuple[_Item, ...]:
    items: list[_Item] = []
    while tokens and tokens[0] != ")" and not (inside and tokens[0] == "|"):
        if tokens[0].isspace():
            tokens.popleft()
        else:
            items.append(_item(tokens, inside))
    return tuple(items)


def _item(tokens: deque[str], inside: bool) -> _Item:
    units = [_unit(tokens)]
    while not inside and tokens and tokens[0] == "|":
        tokens.popleft()
        units.append(_unit(tokens))
    optional = bool(tokens) and tokens[0] == "?"
    if optional:
        tokens.popleft()
    words = tuple(w for u in units for w in u.words)
    return _Item(words, tuple(p for u in units for p in u.phrases), max(u.gap for u in units), optional)


def _unit(tokens: deque[str]) -> _Item:
    sign = tokens.popleft() if tokens else "the end"
    if sign == "(":
        return _group(tokens)
    if sign in _GAPS:
        return _Item(gap=_GAPS[sign])
    if sign in {")", "|", "?", "the end"} or sign.isspace():
        raise InvalidPattern(f"a word or a bracket is missing before {sign!r}")
    return _Item(words=(sign.lower(),))


def _group(tokens: deque[str]) -> _Item:
    phrases = [_sequence(tokens, inside=True)]
    while tokens and tokens[0] == "|":
        tokens.popleft()
        phrases.append(_sequence(tokens, inside=True))
    if not tokens:
        raise InvalidPattern("a bracket is not closed")
    tokens.popleft()
    if not all(phrases):
        raise InvalidPattern("a phrase in brackets is empty")
    return _Item(phrases=tuple(phrases))


def _regex(items: tuple[_Item, ...]) -> str:
    out, started = "", False
    for item in items:
        # The longest comes first, since the first that fits is taken.
        fits = sorted({*map(_word_regex, item.words), *map(_regex, item.phrases)}, key=lambda r: (-len(r), r))
        body = "(?:" + "|".join(fits) + ")"
        if item.gap:
            out += f"(?: {_WORD}){{0,{item.gap}}}?"
        elif item.optional:
            out += f"(?: {body})?" if started else f"(?:{body} )?"
        else:
            out, started = out + (" " if started else "") + body, True
    return out


def _word_regex(word: str) -> str:
    ending = r"[\w']*" if word.endswith("*") else ""
    forms = "|".join(re.escape(f) for f in _forms(word))
    return f"(?:{forms}){ending}"


@cache
def _forms(word: str) -> tuple[str, ...]:
    bases = _verb_forms(word[:-1]) if word.endswith("~") else (word.removesuffix("*"),)
    return tuple(sorted({fold(w) for base in bases for w in word_variants(base)}))


def _verb_forms(verb: str) -> tuple[str, ...]:
    """A verb and what it becomes by -s, -ed and -ing; where it may double its last letter, both ways."""
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return (verb, third, *(stem + end for stem in (verb, verb + verb[-1]) for end in ("ed", "ing")))


def _heads(items: tuple[_Item, ...], depth: int) -> frozenset[str]:
    """How a match of the items can begin: "" where it can be empty, " " where anything may follow."""
    if not items:
        return frozenset({""})
    first, rest = items[0], items[1:]
    if first.gap or depth == 0:
        return frozenset({" "} if any(not i.optional and not i.gap for i in items) else {""})
    heads = {h for p in first.phrases for h in _heads(p + rest, depth)}
    heads |= {h for w in first.words for h in _word_heads(w, rest, depth)}
    return frozenset(heads) | (_heads(rest, depth) if first.optional else frozenset())


def _tails(items: tuple[_Item, ...]) -> Iterator[frozenset[str]]:
    """For each gap, how what stands behind it can begin."""
    for place, item in enumerate(items):
        heads = frozenset(h.rstrip() for h in _heads(items[place + 1 :], 1)) if item.gap else frozenset({""})
        if "" not in heads:
            yield heads


def _word_heads(word: str, rest: tuple[_Item, ...], depth: int) -> frozenset[str]:
    if word.endswith("*"):
        return frozenset(_forms(word))
    following = _heads(rest, depth - 1)
    return frozenset(
        f"{w} {h}".rstrip() + " " * (h == " ") if h else w for w in _forms(word) for h in following
    )
