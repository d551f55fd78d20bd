"""The publisher's name: what the cues say for each candidate, weighed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from practicegraph.read.cues import bracketed, cued, definitions, occurrences, spelled, titled
from practicegraph.read.names import (
    cleaned,
    has_legal_form,
    initials,
    is_acronym,
    is_of_address,
    is_other_party,
    name_key,
    without_legal_form,
)
from practicegraph.read.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a longer name of the same publisher may add.
_CORPORATE: Final = word_list("corporate")
#: Words that stand for the publisher where the text says "we" for them, and are nobody's name.
_ROLES: Final = frozenset(
    ("company", "site", "sites", "website", "web site", "websites", "group", "platform")
)
_LEAST: Final = 3.0
_WORTH_OF_DEFINED: Final = 8.0
_WORTH_OF_SHORT: Final = 9.0
_WORTH_OF_BRACKETS: Final = 0.5
#: What a candidate gains from another that the text defines as the same.
_SHARE_OF_SAME: Final = 0.9
#: The kinship from which on a name is the address, spelled out.
_SAME: Final = 4.0
#: A name of so few letters keeps its legal form: LY Corporation.
_TOO_SHORT: Final = 2
_LONGEST_ACRONYM: Final = 5
_LEAST_INITIALS: Final = 3


@dataclass(slots=True)
class _Candidate:
    """A name in all its forms."""

    score: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)

    def is_domain(self) -> bool:
        return all("." in form and " " not in form for form in self.forms)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publisher's name and the other words by which the text means it.

    It is `sure` where the text says so itself, and not merely for want of another name in it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    sure: bool = True


def find_publisher(words: str, titles: Iterable[str], hints: Iterable[str]) -> Publisher | None:
    """Who publishes the text, or None where it does not say.

    `words` is the readable text, a block a line; `titles` its title and headings; `hints` are names
    from its address and file.
    """
    named = occurrences(words)
    shorts = list(dict.fromkeys(bracketed(words, named)))
    weighed = _Weighed(list(hints), shorts)
    for name, worth in (*cued(words, named), *titled(list(titles)), *spelled(words, named, weighed.hints)):
        weighed.add(name, worth)
    for defined, short in definitions(words):
        weighed.define(defined, short)
    for name, short in shorts:
        if is_acronym(short, name) or name_key(name).startswith(name_key(short)):
            weighed.add(name, _WORTH_OF_BRACKETS)
            weighed.join(name, short)
    return _with_initials(weighed.publisher(), words)


def _with_initials(publisher: Publisher | None, words: str) -> Publisher | None:
    """The publisher with the initials by which the text calls it, where they are long enough to be its own."""
    if publisher is None:
        return None
    short = initials(without_legal_form(publisher.name).removeprefix("The ")).upper()
    if len(short) < _LEAST_INITIALS or not re.search(rf"\b{short}\b", words):
        return publisher
    return replace(publisher, aliases=tuple(sorted({*publisher.aliases, short})))


class _Weighed:
    """The candidates with their weights, and which of them are one."""

    def __init__(self, hints: list[str], shorts: list[tuple[str, str]]) -> None:
        self.hints = [key for hint in hints if len(key := name_key(hint)) > 1]
        self._articled = {name_key(hint) for hint in hints if hint.casefold().startswith("the")}
        self._shorts = shorts
        self._candidates: dict[str, _Candidate] = {}
        self._same: dict[str, set[str]] = {}
        self._roles: set[str] = set()

    def add(self, name: str, worth: float) -> None:
        """Weight for a name, in the form in which it stands."""
        candidate = self._candidates.setdefault(name_key(name), _Candidate())
        candidate.score += worth
        candidate.forms[name] += 1

    def define(self, name: str | None, short: str | None) -> None:
        """The text says "we" for both."""
        if short and short.casefold() in _ROLES:
            self._roles.add(short)
        short = short if short and cleaned(short) else None
        if name:
            self.add(name, _WORTH_OF_DEFINED)
        if short:
            self.add(short, _WORTH_OF_SHORT)
        if name and short:
            self.join(name, short)

    def join(self, name: str, short: str) -> None:
        """The text says that both are one; its first word on either holds."""
        if not any(name_key(n) in self._same for n in (name, short)):
            self._same.setdefault(name_key(name), set()).add(short)
            self._same.setdefault(name_key(short), set()).add(name)

    def publisher(self) -> Publisher | None:
        """The candidate that weighs most, if it weighs enough."""
        scores = {key: self._score(key) for key in self._candidates}
        best = max(scores, key=lambda key: (scores[key], key), default=None)
        if best is None or not self._is_enough(best, scores):
            return None
        shorts = self._short_forms(best)
        sure = scores[best] >= _LEAST
        best = self._spelled_out(self._longer(best))
        name = self._shown(best)
        aliases = (self._aliases(best) | shorts | self._roles) - {name}
        return Publisher(name, tuple(sorted(aliases)), sure)

    def _score(self, key: str) -> float:
        """Own weight, kinship with the address, and the weight of what the text defines as the same."""
        candidate = self._candidates[key]
        kin = max((_kinship(key, candidate, hint) for hint in self.hints), default=0.0)
        if not kin and (is_other_party(key) or candidate.is_domain()):
            return 0.0
        others = {name_key(name) for name in self._same.get(key, ())} - {key}
        same = sum(self._candidates[other].score for other in others if other in self._candidates)
        return candidate.score + kin + _SHARE_OF_SAME * same

    def _is_enough(self, best: str, scores: dict[str, float]) -> bool:
        """Whether a candidate weighs enough: absolutely, or because there is no other."""
        others = [
            score
            for key, score in scores.items()
            if key != best and key not in map(name_key, self._same.get(best, ()))
        ]
        return scores[best] >= _LEAST or scores[best] >= max(1.0, 2 * max(others, default=0.0))

    def _short_forms(self, key: str) -> set[str]:
        """Short forms in brackets after the name: its initials, or its own beginning."""
        return {
            short
            for name, short in self._shorts
            if name_key(name) == key and (is_acronym(short, name) or key.startswith(name_key(short)))
        }

    def _longer(self, key: str) -> str:
        """The key of a longer name that ends in this one and is named about as often."""
        least = max(0.6 * self._candidates[key].score, _LEAST)
        longer = [
            (candidate.score, other)
            for other, candidate in self._candidates.items()
            if other != key and other.endswith(key) and candidate.score >= least
            if any(name_key(form.split(" ")[-1]) == key for form in candidate.forms)
        ]
        return max(longer)[1] if longer else key

    def _spelled_out(self, key: str) -> str:
        """The key of the full name where this one is its acronym."""
        short = _most_used(self._candidates[key].forms)
        full = {name for name in self._same.get(key, ()) if is_acronym(short, name)}
        full |= {name for name, acronym in self._shorts if acronym == short and is_acronym(short, name)}
        full |= {
            form
            for candidate in self._candidates.values()
            for form in candidate.forms
            if candidate.score >= _LEAST and is_acronym(short, form)
        }
        if not full:
            return key
        name = min(full, key=lambda name: (len(name), name))
        self.add(name, 0.0)
        self._same.setdefault(name_key(name), set()).add(short)
        return name_key(name)

    def _shown(self, key: str) -> str:
        name = _most_used(self._candidates[key].forms)
        return f"The {name}" if key in self._articled and not name.startswith("The ") else name

    def _aliases(self, best: str) -> set[str]:
        name = self._shown(best)
        related = {
            form
            for key, candidate in self._candidates.items()
            for form in candidate.forms
            if key == best
            or (candidate.score >= 1.0 and _extends(name, form))
            or _is_full_name(form, best)
            or self._is_of_site(key, candidate)
        }
        return related | self._same.get(best, set())

    def _is_of_site(self, key: str, candidate: _Candidate) -> bool:
        """Whether a name is the very one that the site's address bears."""
        return not is_other_party(key) and any(_kinship(key, candidate, h) >= _SAME for h in self.hints)


def _kinship(key: str, candidate: _Candidate, hint: str) -> float:
    """How much a name has in common with the address or file it stands in."""
    if candidate.is_domain():
        return 1.5 if key == hint else 0.0
    if key == hint:
        return 5.0
    if any(is_of_address(form, hint) for form in candidate.forms):
        return 4.0
    shorter = min(len(key), len(hint))
    if shorter >= 3 and (key.startswith(hint) or hint.startswith(key)):  # noqa: PLR2004 - two letters say nothing
        return 3.0
    return 2.0 if shorter >= 4 and (key in hint or hint in key) else 0.0  # noqa: PLR2004 - nor three inside a word


def _is_full_name(form: str, key: str) -> bool:
    return has_legal_form(form) and len(key) > 3 and name_key(form).startswith(key)  # noqa: PLR2004 - as above


def _extends(name: str, form: str) -> bool:
    """Whether the form is the name with a corporate word more, or the name's own first words."""
    shorter, longer = sorted((without_legal_form(form).casefold().split(), name.casefold().split()), key=len)
    more = longer[len(shorter) :]
    return longer[: len(shorter)] == shorter and bool(more) and all(word in _CORPORATE for word in more)


def _most_used(forms: Counter[str]) -> str:
    """The most frequent form without legal ending; domains and capitals throughout are the last choice."""
    bare: Counter[str] = Counter()
    for form, count in forms.items():
        short = without_legal_form(form)
        bare[(short if len(short) > _TOO_SHORT else form).removeprefix("The ")] += count
    name = max(bare, key=lambda form: (not _shouts(form), "." not in form, bare[form], form))
    return f"The {name}" if all(form.startswith("The ") for form in forms) else name


def _shouts(form: str) -> bool:
    return form.isupper() and len(form) > _LONGEST_ACRONYM
