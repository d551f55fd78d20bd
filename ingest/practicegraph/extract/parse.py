"""What the parser says of a sentence, as plain lists that index by token."""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from practicegraph.extract.model import load_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from spacy.language import Language
    from spacy.tokens import Doc

#: Sentences a call: smaller batches waste time, larger ones memory (measured in notes on the parser).
BATCH: Final = 96
#: How many strings the parser may know; it starts with 85,000, and a million words of policies bring 9,000.
MOST_STRINGS: Final = 200_000
#: How many parses are kept for sentences that come again; policies repeat a fifth of their words.
REMEMBERED: Final = 50_000


@dataclass(frozen=True)
class Parse:
    """Tokens of one sentence.

    `words` are lower-cased; `tags` are Penn tags; `deps` are ClearNLP labels; `heads[i]` is the index
    of token i's head (its own for the root); `starts[i]` is where it begins in the sentence's text.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indices of its dependents, from left to right."""
        below: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                below[head].append(i)
        return tuple(map(tuple, below))

    @cached_property
    def subtrees(self) -> tuple[int, ...]:
        """For each token, itself and all that hangs on it: a number whose n-th bit is set for token n."""
        heads = self.heads
        below = [1 << i for i in range(len(heads))]
        for i in range(len(heads)):
            token = i
            while heads[token] != token:
                token = heads[token]
                below[token] |= 1 << i
        return tuple(below)

    def token_at(self, char: int) -> int:
        """The token in which a character of the sentence stands, or the last one before it."""
        return max(0, bisect_right(self.starts, char) - 1)

    def end(self, token: int) -> int:
        """Where a token ends in the sentence's text."""
        return self.starts[token] + len(self.words[token])

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token


def leftmost(tokens: int) -> int:
    """The first of some tokens, given as in `subtrees`."""
    return (tokens & -tokens).bit_length() - 1


class Parser:
    """Parses sentences, remembering those it has seen."""

    def __init__(self) -> None:
        self._known: dict[str, Parse] = {}

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One parse a text, in the same order."""
        fresh = [t for t in dict.fromkeys(texts) if t not in self._known]
        parsed = dict(zip(fresh, _parses(fresh), strict=True))
        result = [parsed[t] if t in parsed else self._known[t] for t in texts]
        self._remember(parsed)
        return result

    def _remember(self, parsed: dict[str, Parse]) -> None:
        if len(self._known) + len(parsed) > REMEMBERED:
            self._known.clear()
        self._known.update(parsed)


def _zone(nlp: Language) -> AbstractContextManager[object]:
    """Words are learnt for good until very many are known, and after that for one call only.

    To learn a word costs as much as to parse one; of the hundreds in a policy, the next one has most too.
    """
    return nlp.memory_zone() if len(nlp.vocab.strings) > MOST_STRINGS else nullcontext()


def unparsed(texts: Iterable[str]) -> list[Parse]:
    """Texts whose grammar does not matter, in words: every token is a root and has no tag."""
    nlp = load_model()
    repaired = [repair(t) for t in texts]
    with _zone(nlp):
        return [_words_of(nlp.make_doc(words), cuts) for words, cuts in repaired]


def _words_of(doc: Doc, cuts: tuple[tuple[int, int], ...]) -> Parse:
    words = tuple(t.lower_ for t in doc)
    nothing = ("",) * len(doc)
    return Parse(
        words, nothing, nothing, tuple(range(len(doc))), tuple(_restored((t.idx for t in doc), cuts))
    )


def _parses(texts: Sequence[str]) -> Iterator[Parse]:
    nlp = load_model()
    repaired = [repair(t) for t in texts]
    with _zone(nlp):
        docs = nlp.pipe((words for words, _ in repaired), batch_size=BATCH)
        for doc, (_, cuts) in zip(docs, repaired, strict=True):
            yield _parse(doc, cuts)


def _parse(doc: Doc, cuts: tuple[tuple[int, int], ...]) -> Parse:
    # Columns of numbers cost half of what asking each token for its words does.
    words, tags, deps, starts = doc.to_array(["LOWER", "TAG", "DEP", "IDX"]).T.tolist()
    heads = doc.to_array("HEAD").astype("int64").tolist()
    string = doc.vocab.strings.__getitem__
    return Parse(
        words=tuple(map(string, words)),
        tags=tuple(map(string, tags)),
        deps=tuple(map(string, deps)),
        heads=tuple(i + head for i, head in enumerate(heads)),
        starts=tuple(_restored(starts, cuts) if cuts else starts),
    )


def _restored(positions: Iterable[int], cuts: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """Positions in the repaired text as positions in the text before brackets were taken out."""
    shift, waiting = 0, list(cuts)
    for position in positions:
        while waiting and position + shift >= waiting[0][0]:
            shift += waiting.pop(0)[1]
        yield position + shift


_CAPITALS: Final = 0.7
#: Texts of no more letters are initials and short labels, and do not shout.
_INITIALS: Final = 8
_BRACKETS = re.compile(r" ?\((?!s\))[^()]{0,400}\)| ?\[[^\[\]]{0,400}\]")
_PURPOSE_TITLE = re.compile(r"^To [^:.;]{3,70}: ?(?=\w)")
#: Verbs as the British write them, which the parser's model takes for other words; the letters stay as many.
_BRITISH = re.compile(
    r"\b(?:(?:un)?authori|utili|personali|customi|recogni|organi|minimi|pseudonymi|anonymi|optimi|moneti|reali"
    r"|categori|summari|prioriti|finali|maximi|standardi|analy|capitali|emphasi|scrutini|speciali|synchroni)s"
    r"(?=(?:e[ds]?|ers?|ing|ation)\b)",
    re.IGNORECASE,
)
_SLASH = re.compile(r"(?<=[a-z])/(?=[a-z]{3,})", re.IGNORECASE)


def repair(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text that the parser reads better, and what was cut from it as (position, length).

    Capitals throughout become small letters; "receive/collect" becomes a list; "page(s)" a plural; "authorise"
    is spelt as in the model's language. Brackets go, since lists in them break the clause around them (lexicon
    and patterns still see them), and so does a purpose used as a title ("To ship orders: we ...").
    """
    if _mostly_capitals(text):
        lowered = text.lower()
        text = lowered if len(lowered) == len(text) else text
    text = text.replace("(s)", "s  ")
    text = _BRITISH.sub(_american, text)
    if "/" in text:
        text = _SLASH.sub(",", text)
    spans = _asides(text)
    if not spans or sum(end - start for start, end in spans) > len(text) / 2:
        return text, ()
    return _without(text, spans), tuple((start, end - start) for start, end in spans)


def _american(match: re.Match[str]) -> str:
    return f"{match.group()[:-1]}{'Z' if match.group()[-1].isupper() else 'z'}"


def _asides(text: str) -> list[tuple[int, int]]:
    """Where a purpose used as a title stands, and brackets behind it."""
    title = _PURPOSE_TITLE.match(text)
    behind = title.end() if title else 0
    brackets = _BRACKETS.finditer(text, behind) if "(" in text or "[" in text else ()
    return [m.span() for m in (*([title] if title else []), *brackets)]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return "".join(text[s:e] for s, e in zip(starts, ends, strict=True))


def _mostly_capitals(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    if capitals <= _CAPITALS * _INITIALS:
        return False
    letters = sum(map(str.isalpha, text))
    return letters > _INITIALS and capitals > _CAPITALS * letters
