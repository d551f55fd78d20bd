"""The publisher's name: cues in the policy's words, weighed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from practicegraph.read.names import (
    NAME,
    NAME_RE,
    cleaned,
    has_legal_form,
    initials,
    is_acronym,
    is_other_party,
    name_key,
    without_legal_form,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VERBS: Final = (
    "collects|uses|shares|sells|discloses|processes|respects|values|takes|provides|may|will|does|is committed|receives|stores|"
    "retains|protects|believes|recognizes|recognises|reserves|gathers|keeps|strives|maintains|offers|asks|wants|understands|knows|"
    "tracks|cares|never|transfers|obtains|operates|complies|is the|has the right|cannot|employs|adheres|participates|is required"
)
_POLICY: Final = r"(?:Privacy|PRIVACY|privacy|Cookie|COOKIE)\s(?:Policy|POLICY|policy|Statement|STATEMENT|statement|Notice|NOTICE|notice)"


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words before or after a name that make it the publisher's; what a hit is worth, and what all may be worth."""

    before: str | None
    after: str | None
    worth: float
    most: float


_CUES: Final = (
    _Cue(None, rf" (?:{_VERBS})\b", 1.0, 7.0),
    _Cue(None, rf"(?:'s|')? (?:[A-Z][\w.]* ){{0,2}}{_POLICY}", 2.0, 4.0),
    _Cue(None, r"(?:'s|') (?:[Ww]eb ?[Ss]ites?|[Ss]ites?|[Ss]ervices?|privacy|commitment|collection|use|handling|apps?|products)\b", 1.0, 3.0),
    _Cue(None, r",? is (?:the|a) (?:data |joint )?(?:controller|provider)\b", 4.0, 4.0),
    _Cue(r"[Ww]elcome to(?: the)? ", None, 4.0, 4.0),
    _Cue(r"\b[Aa]t(?: the)? ", r"(?:,? (?:we|our|your)\b|,)", 4.0, 6.0),
    _Cue(r"\b[Ww]e(?:, the|,| at) ", None, 5.0, 5.0),
    _Cue(r"(?:©|\([cC]\)|\b[Cc]opyright)[ ©,]*(?:\(c\) ?)?(?:\d{4}(?:[ –-]+\d{4})?,? ?)?(?:by )?", None, 3.0, 3.0),  # noqa: RUF001 - a dash between years
    _Cue(r"(?:owned|operated|provided|published|maintained|developed|produced)(?: and \w+)? by(?: the)? ", None, 3.0, 3.0),
    _Cue(r"(?:practices|policy|policies|services|website|site) (?:of|for)(?: the)? ", None, 2.0, 3.0),
    _Cue(r"(?:contact|contacting|write to|email|reach)(?: the)? ", None, 1.0, 2.0),
    _Cue(r"(?:visiting|using|use of|choosing|visit)(?: the)? ", None, 1.0, 2.0),
    _Cue(r"[Tt]his (?:is the )?(?:[Ww]eb ?)?site (?:of|for)(?: the)? ", None, 3.0, 3.0),
    _Cue(r"\bcontroller[^.\n]{0,30}? (?:is|are)(?: the)? ", None, 3.0, 3.0),
)  # fmt: skip
_BEFORE: Final = tuple((re.compile(f"(?:{cue.before})$"), cue) for cue in _CUES if cue.before)
_AFTER: Final = tuple((re.compile(cue.after), cue) for cue in _CUES if cue.after and not cue.before)
#: With what the words before a name end where one of the cues can fit; most names are passed over quickly so.
_LAST_WORDS: Final = frozenset(
    """to at the we, we by of for contact contacting email reach visiting using choosing visit is are copyright (c)""".split()
)
_TITLE: Final = re.compile(
    r"^(?:the\s+)?(?P<name>.{2,60}?)(?:'s?)?\s+(?:website\s+|web\s?site\s+|online\s+|u\.s\.\s+|global\s+|app\s+|service\s+|site\s+|"
    r"web\s+|customer\s+)*(?:privacy|cookie|data protection)\b(?:\s*(?:and|&|/)\s*\w+)*\s+(?:policy|statement|notice|center|commitment)|"
    r"^(?:privacy|cookie)(?:\s*(?:and|&)\s*\w+)*\s+(?:policy|statement|notice)\s*(?:of|for|[–—:|,-])\s+(?P<after>[^|]{2,50})$",  # noqa: RUF001 - dashes in titles
    re.I,
)
_POLICY_TITLE: Final = re.compile(
    r"(?:our\s+)?privacy(?:\s*(?:and|&)\s*cookies?)?\s+(?:policy|statement|notice)", re.I
)
_PRONOUNS: Final = frozenset(("we", "us", "our", "ours"))
#: Brackets with quotes in them, or a run of quoted words: `("Acme," "we" or "us")`, `"Acme," "we" and "our"`.
_DEFINES: Final = re.compile(
    r'\((?=[^()\n]*")[^()\n]{2,200}\)|"[^"\n]{1,60}"(?:[, ]*(?:(?:and|or|and/or|/|the) )?"[^"\n]{1,60}"){0,8}'
)
_QUOTED: Final = re.compile(r'"\s*([^",/\n]{1,60})|/\s*([^",/\n]{1,60})')
_BETWEEN: Final = frozenset(("and", "or", "and/or", "the"))
_MEANS: Final = re.compile(rf" *(?:refers? to|means?|includes?|is|are) (?:the )?(?P<name>{NAME})")
_BRACKETS: Final = re.compile(r'(?:\'s)? \((?:the |collectively,? )?"?(?P<short>[A-Z][^"()\n]{1,30}?),?"?\)')
_SENTENCE: Final = re.compile(r"\n|(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Pte)(?<!Pty)(?<!Corp)\. +(?=[A-Z])")
#: What a longer name of the same publisher may add.
_CORPORATE: Final = frozenset(
    "group company corporation media international holdings foundation technologies entertainment".split()
)
_HEAD: Final = 20_000
_LEAST: Final = 3.0
#: Fewer letters occur inside other words by chance.
_SPEAKING: Final = 4
#: A name of so few letters keeps its legal form: LY Corporation, Time Inc.
_TOO_SHORT: Final = 2
_LONGEST_ACRONYM: Final = 5


@dataclass(slots=True)
class _Candidate:
    """A name in all its forms."""

    score: float = 0.0
    forms: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A name in the text, and where it begins and ends there with its marks."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publisher's name and the other words by which the text means it."""

    name: str
    aliases: tuple[str, ...] = ()


def find_publisher(words: str, titles: Iterable[str], hints: Iterable[str]) -> Publisher | None:
    """Who publishes the text, or None where it does not say.

    `words` is the readable text, a block a line; `titles` its title and headings; `hints` are names
    from its address and file.
    """
    named = list(_occurrences(words))
    bracketed = list(_bracketed(words, named))
    weighed = _Weighed(list(hints), bracketed)
    for name, worth in (*_cued(words, named), *_titled(titles), *_spelled(words, named, weighed.hints)):
        weighed.add(name, worth)
    for name, short in _definitions(words):
        weighed.define(name, short)
    for name, short in bracketed:
        if is_acronym(short, name):
            weighed.join(name, short)
    return weighed.publisher()


def _occurrences(words: str) -> Iterator[_Occurrence]:
    for match in NAME_RE.finditer(words):
        name = cleaned(match.group())
        if name:
            yield _Occurrence(name, match.start() + match.group().index(name), match.end())


def _bracketed(words: str, named: list[_Occurrence]) -> Iterator[tuple[str, str]]:
    """Names with the short form that follows them in brackets."""
    for found in named:
        match = _BRACKETS.match(words, found.end)
        short = cleaned(match["short"]) if match else None
        if short and found.start < _HEAD:
            yield found.name, short


class _Weighed:
    """The candidates with their weights, and which of them are one."""

    def __init__(self, hints: list[str], bracketed: list[tuple[str, str]]) -> None:
        self._bracketed = bracketed
        self.hints = [key for hint in hints if len(key := name_key(hint)) > 1]
        self._articled = {name_key(hint) for hint in hints if hint.casefold().startswith("the")}
        self._candidates: dict[str, _Candidate] = {}
        self._defined: dict[str, set[str]] = {}
        self._roles: set[str] = set()

    def add(self, name: str, worth: float) -> None:
        candidate = self._candidates.setdefault(name_key(name), _Candidate())
        candidate.score += worth
        candidate.forms[name] += 1

    def define(self, name: str | None, short: str | None) -> None:
        """The text says "we" for both; a short form such as "Company" is nobody's name but stands for it."""
        role = short if short and cleaned(short) is None else None
        for found, worth in ((name, 8.0), (None if role else short, 9.0)):
            if found:
                self.add(found, worth)
        if role:
            self._roles.add(role)
        elif name and short:
            self.join(name, short)

    def join(self, name: str, short: str) -> None:
        """The text says that both are one; its first word on either holds."""
        if not any(name_key(n) in self._defined for n in (name, short)):
            self._defined.setdefault(name_key(name), set()).add(short)
            self._defined.setdefault(name_key(short), set()).add(name)

    def publisher(self) -> Publisher | None:
        scores = {key: self._score(key) for key in self._candidates}
        best = max(scores, key=lambda key: (scores[key], key), default=None)
        if best is None or scores[best] < _LEAST:
            return None
        shorts = self._shorts(best)
        best = self._spelled_out(self._longer(best))
        name = self._shown(best)
        return Publisher(name, tuple(sorted((self._aliases(best) | shorts | self._roles) - {name})))

    def _shorts(self, key: str) -> set[str]:
        """Short forms in brackets after the name: its initials, or its own beginning."""
        return {
            short
            for name, short in self._bracketed
            if name_key(name) == key and (is_acronym(short, name) or key.startswith(name_key(short)))
        }

    def _score(self, key: str) -> float:
        """Own weight, kinship with the address, and the weight of what the text defines as the same."""
        candidate = self._candidates[key]
        kin = max((_kinship(key, candidate, hint) for hint in self.hints), default=0.0)
        if not kin and (
            is_other_party(key) or all(form.islower() and _is_domain(form) for form in candidate.forms)
        ):
            return 0.0
        same = {name_key(name) for name in self._defined.get(key, ())} - {key}
        return (
            candidate.score
            + kin
            + sum(0.9 * self._candidates[other].score for other in same if other in self._candidates)
        )

    def _longer(self, key: str) -> str:
        """The key of a longer name that ends in this one and is named as much: Public Citizen for citizen.org."""
        own = self._candidates[key].score
        longer = [
            (candidate.score, other)
            for other, candidate in self._candidates.items()
            if other != key and other.endswith(key) and candidate.score >= max(0.6 * own, 3.0)
            if any(name_key(form.split(" ")[-1]) == key for form in candidate.forms)
        ]
        return max(longer)[1] if longer else key

    def _shown(self, key: str) -> str:
        name = _most_used(self._candidates[key].forms)
        return f"The {name}" if key in self._articled and not name.startswith("The ") else name

    def _spelled_out(self, key: str) -> str:
        """The key of the full name where this one is its acronym."""
        short = _most_used(self._candidates[key].forms)
        full = {name for name in self._defined.get(key, ()) if is_acronym(short, name)}
        full |= {name for name, acronym in self._bracketed if acronym == short and is_acronym(short, name)}
        for name in sorted(full, key=len)[:1]:
            self.add(name, 0.0)
            self.add(short, 0.0)
            self._defined.setdefault(name_key(name), set()).add(short)
            return name_key(name)
        return key

    def _aliases(self, best: str) -> set[str]:
        name = self._shown(best)
        related = {
            form
            for key, candidate in self._candidates.items()
            for form in candidate.forms
            if key == best or (candidate.score >= 1.0 and _extends(name, form)) or _is_full_name(form, best)
        }
        return related | self._defined.get(best, set())


def _cued(words: str, named: list[_Occurrence]) -> Iterator[tuple[str, float]]:
    hits: Counter[tuple[_Cue, str]] = Counter()
    for found in named:
        rest = words[found.start + len(found.name) : found.end].lstrip(".,")
        before, after = (
            words[max(0, found.start - 60) : found.start],
            rest + words[found.end : found.end + 60],
        )
        hits.update((cue, found.name) for cue in _cues_at(before, after))
    for (cue, name), count in hits.items():
        yield name, min(cue.worth * count, cue.most)


def _cues_at(before: str, after: str) -> Iterator[_Cue]:
    for pattern, cue in _AFTER:
        if pattern.match(after):
            yield cue
    if before.rstrip().rpartition(" ")[2].casefold() in _LAST_WORDS or "©" in before[-20:]:
        for pattern, cue in _BEFORE:
            if pattern.search(before) and (cue.after is None or re.match(cue.after, after)):
                yield cue


def _titled(titles: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Names in titles ("Acme Privacy Policy"), and a name that stands as a title of its own before one."""
    titles = list(titles)
    for title, after in zip(titles, titles[1:], strict=False):
        name = cleaned(title) if NAME_RE.fullmatch(title.strip()) else None
        if name and _POLICY_TITLE.fullmatch(after.strip()):
            yield name, 3.0
    for rank, title in enumerate(titles):
        match = _TITLE.search(title.strip())
        name = cleaned(match["name"] or match["after"]) if match else None
        if name:
            yield name, 6.0 if rank < 3 else 3.0  # noqa: PLR2004 - a page's title and its first headings


def _spelled(words: str, named: list[_Occurrence], hints: list[str]) -> Iterator[tuple[str, float]]:
    """Names in the text that spell the address or file name, or begin it, in words; at most eight each."""
    hints = [hint for hint in dict.fromkeys(hints) if len(hint) >= _SPEAKING]
    squeezed = re.sub(r"[ .&'-]", "", words).casefold()
    for hint in (hint for hint in hints if hint in squeezed):
        spaced = re.compile(r"\b" + r"[ .&'-]{0,2}".join(map(re.escape, hint)) + r"\b(?![.@]\w)", re.I)
        found = [m.group() for m in spaced.finditer(words) if _stands_alone(words, m.start(), m.end())]
        yield from [(name, 0.5) for name in found if cleaned(name)][:8]
    for name in (o.name for o in named if "." not in o.name):
        if len(name_key(name)) >= _SPEAKING and any(hint.startswith(name_key(name)) for hint in hints):
            yield name, 0.2


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether the words here are a whole name: capitalised, and no part of a longer one."""
    if words[start:end].islower():
        return False
    before = re.search(r"([A-Z][\w&.]*) $", words[max(0, start - 30) : start])
    longer = bool(before and cleaned(before[1])) or bool(re.match(r" [A-Z][a-z]", words[end : end + 3]))
    return not longer


def _definitions(words: str) -> Iterator[tuple[str | None, str | None]]:
    """Names that the text says "we" for: what is quoted beside the pronoun, and the name defined so."""
    for found in _DEFINES.finditer(words, 0, _HEAD):
        quoted = [(a or b).strip() for a, b in _QUOTED.findall(found.group())]
        if not any(q.casefold() in _PRONOUNS for q in quoted):
            continue
        shorts = [q for q in quoted if q[:1].isalnum() and q.casefold() not in _PRONOUNS | _BETWEEN]
        yield _name_before(words, found.start()) or _name_after(words, found.end()), (shorts or [None])[0]
        yield from ((None, short) for short in shorts[1:])


def _name_before(words: str, at: int) -> str | None:
    """The last name of the sentence before the quotes, brackets left out."""
    before = re.sub(r"\([^()]*\)", " ", _SENTENCE.split(words[max(0, at - 300) : at])[-1])
    found = (cleaned(m.group()) for m in NAME_RE.finditer(before))
    names = [name for name in found if name and not is_other_party(name_key(name))]
    names = [name for name in names if has_legal_form(name)] or names
    small = re.search(r"(?:^|\s)([a-z][\w.]{2,})\s*$", before)
    return names[-1] if names else (small[1] if small and words[at] == "(" else None)


def _name_after(words: str, at: int) -> str | None:
    match = _MEANS.match(words, at)
    return cleaned(match["name"]) if match else None


def _kinship(key: str, candidate: _Candidate, hint: str) -> float:
    """How much a name has in common with the address or file it stands in."""
    if all(_is_domain(form) for form in candidate.forms):
        return 2.0 if key == hint else 0.0
    if key == hint:
        return 5.0
    if len(hint) > 1 and any(initials(form) == hint for form in candidate.forms):
        return 4.0
    shorter = min(len(key), len(hint))
    if shorter >= 3 and (key.startswith(hint) or hint.startswith(key)):  # noqa: PLR2004 - two letters say nothing
        return 3.0
    return 2.0 if shorter >= 4 and (key in hint or hint in key) else 0.0  # noqa: PLR2004 - nor three inside a word


def _is_full_name(form: str, key: str) -> bool:
    return has_legal_form(form) and len(key) > 3 and name_key(form).startswith(key)  # noqa: PLR2004 - a longer prefix


def _is_domain(form: str) -> bool:
    return "." in form and " " not in form


def _extends(name: str, form: str) -> bool:
    """Whether the form is the name with a corporate word more, or the name's own first words."""
    longer, shorter = without_legal_form(form).split(" "), name.split(" ")
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    more = [word.casefold() for word in longer[len(shorter) :]]
    same = [w.casefold() for w in longer[: len(shorter)]] == [w.casefold() for w in shorter]
    return same and bool(more) and all(word in _CORPORATE for word in more)


def _most_used(forms: Counter[str]) -> str:
    """The most frequent form without legal ending; a domain or capitals throughout only where there is no other."""
    bare: Counter[str] = Counter()
    for form, count in forms.items():
        short = without_legal_form(form)
        bare[(short if len(short) > _TOO_SHORT else form).removeprefix("The ")] += count
    name = max(bare, key=lambda form: (not _shouts(form), "." not in form, bare[form], form))
    return f"The {name}" if all(form.startswith("The ") for form in forms) else name


def _shouts(form: str) -> bool:
    return form.isupper() and len(form) > _LONGEST_ACRONYM
