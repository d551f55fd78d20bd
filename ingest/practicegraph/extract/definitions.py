"""Terms for data that a policy explains, and those that it uses and nowhere explains.

"X means ...", "... (collectively, "X")", "X, such as ...", and a list under "X includes:".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.concepts import load_concepts
from practicegraph.document import BlockKind
from practicegraph.extract.context import Found, in_context
from practicegraph.extract.passages import Topic
from practicegraph.extract.phrases import phrases
from practicegraph.extract.sentences import evidence
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.extract.vocabulary import normal, terms_in
from practicegraph.facts import TermDefinition, TermUse
from practicegraph.lexicon import load_lexicon

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from practicegraph.extract.passages import Passages
    from practicegraph.extract.vocabulary import Term
    from practicegraph.statement import Evidence

#: More items than these are quoted by no definition; what they name counts all the same.
_MOST_QUOTES: Final = 6
#: Kinds of words that compete with data for the same letters.
_NOUNS: Final = ("data", "party", "technology", "subject")


def _says(name: str) -> re.Pattern[str]:
    return phrases("definitions")[name]


class _Said(NamedTuple):
    """A term in a sentence, and the characters that say what it includes."""

    term: str
    start: int
    end: int
    by_example: bool = False


def definitions(passages: Passages) -> tuple[TermDefinition, ...]:
    """The terms for data that a policy explains, in the order in which it first does."""
    found: dict[str, TermDefinition] = {}
    for sentence, said in _all_said(passages):
        if defined := _definition(passages, sentence, said):
            known = found.get(normal(said.term))
            found[normal(said.term)] = _joined(known, defined) if known else defined
    return tuple(sorted(found.values(), key=lambda d: (d.evidence[0].start, d.term)))


def open_terms(passages: Passages) -> tuple[TermUse, ...]:
    """The terms for data that a policy uses without ever explaining them, each where it first stands."""
    explained = frozenset(_explained_terms(passages))
    first: dict[str, tuple[str, int]] = {}
    for number, sentence in enumerate(passages.sentences):
        for start, end in terms_in(sentence.text):
            first.setdefault(normal(sentence.text[start:end]), (sentence.text[start:end], number))
    document = passages.document
    return tuple(
        TermUse(term, evidence(document, *passages.span(number)))
        for name, (term, number) in first.items()
        if name not in explained
    )


def _explained_terms(passages: Passages) -> Iterator[str]:
    """The terms that some sentence explains, in whatever words, or that title a section or a cell."""
    yield from (normal(said.term) for _, said in _all_said(passages))
    for sentence in passages.sentences:
        if passages.document.blocks[sentence.block].kind in (BlockKind.HEADING, BlockKind.CELL):
            yield normal(sentence.text.strip(" .:"))


@lru_cache(maxsize=1)
def _all_said(passages: Passages) -> tuple[tuple[int, _Said], ...]:
    """The terms that a document explains, each with its sentence."""
    return tuple((n, said) for n in passages.about(Topic.TERM) for said in _said(passages.text(n)))


def _said(text: str) -> Iterator[_Said]:
    """The terms that a sentence explains."""
    for term in terms_in(text):
        if said := _explained(text, term):
            yield said
    if '"' in text:
        for match in _says("quoted-means").finditer(text):
            yield _Said(match["term"], match.end(), _end(text, match.end()))
        for match in _says("refer-as").finditer(text):
            yield _Said(match["term"], match.start("said"), match.end("said"))
        before = 0
        for match in _says("called").finditer(text):
            yield _Said(match["term"], max(before, text.rfind(";", 0, match.start()) + 1), match.start())
            before = match.end()


def _explained(text: str, term: Term) -> _Said | None:
    words = text[term.start : term.end]
    if (match := _says("such-as").match(text, term.end)) or (
        (match := _says("titled").match(text, term.end)) and _says("opening").match(text[: term.start])
    ):
        return _Said(words, match.end(), _end(text, match.end()), by_example=True)
    match = _says("means").match(text, term.end)
    if match and not _says("these").search(text[max(0, term.start - 24) : term.start]):
        return _Said(words, match.end(), _end(text, match.end()))
    return None


def _end(text: str, start: int) -> int:
    match = _says("end").search(text, start)
    return match.start() if match else len(text)


def _definition(passages: Passages, sentence: int, said: _Said) -> TermDefinition | None:
    text = passages.text(sentence)
    if (
        _says("negated").match(text[said.start : said.end])
        or _says("clause").search(said.term)
        or not _says("data-noun").search(said.term)
    ):
        return None
    includes = data_in(text[said.start : said.end], said.term)
    quotes = [evidence(passages.document, *passages.span(sentence))]
    if text.endswith(":"):
        for item in _items(passages, sentence):
            includes += data_in(passages.text(item), said.term)
            quotes.append(evidence(passages.document, *passages.span(item)))
    if said.by_example and not includes:
        return None
    return TermDefinition(said.term, load_concepts().narrowest(includes), tuple(quotes[:_MOST_QUOTES]))


def _items(passages: Passages, sentence: int) -> Iterator[int]:
    """The first sentences of the items that a sentence introduces."""
    block = passages.block(sentence)
    for below in range(block + 1, len(passages.document.blocks)):
        said = passages.document.blocks[below]
        if said.kind is not BlockKind.ITEM or said.lead_in is None:
            return
        if said.lead_in == block:
            yield from passages.of_block(below)[:1]


def data_in(text: str, term: str = "", *, generic: bool = False) -> tuple[str, ...]:
    """The kinds of data that a text names, each once; what the term itself would say is left out.

    `generic` counts words such as "information" as well.
    """
    lowered = text.lower()
    own = {h.concept_id for h in load_lexicon().find(term.lower())} if term else set()
    hits = [Found(*h) for h in load_lexicon().find(lowered) if h.kind in _NOUNS]
    named = (
        PERSONAL if f.concept == UNSPECIFIED else f.concept
        for f in in_context(lowered, hits)
        if f.kind == "data" and (generic or not f.generic)
    )
    return tuple(dict.fromkeys(concept for concept in named if concept not in own))


def _joined(one: TermDefinition, other: TermDefinition) -> TermDefinition:
    """Two explanations of one term as one."""
    quotes: Iterable[Evidence] = dict.fromkeys((*one.evidence, *other.evidence))
    includes = load_concepts().narrowest((*one.includes, *other.includes))
    return TermDefinition(one.term, includes, tuple(quotes)[:_MOST_QUOTES])
