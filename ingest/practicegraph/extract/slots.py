"""What belongs to a predicate: data, recipients, purposes, conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_concepts
from practicegraph.extract.actors import as_parties
from practicegraph.extract.frames import load_frames
from practicegraph.extract.reading import Mark, Reading, specific, unique
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.frames import Frame

_BLOCKING: Final = frozenset(
    ("from", "via", "through", "by", "in", "at", "using", "under", "without", "upon", "into", "than", "against"),
)
_NOUNISH: Final = ("NN", "JJ", "DT", "PRP$", "CD", "VBN", "POS", "RB", "VBG", "CC", ",", "HYPH", "PDT", "``", "''", "AFX")
_FAR: Final = 24


def data_marks(reading: Reading, predicate: Predicate, broader: Mapping[str, frozenset[str]]) -> tuple[Mark, ...]:
    """The data that a predicate is about: to its left where it is passive, else within its reach."""
    marks: tuple[Mark, ...] = ()
    if predicate.theme:
        start, end = predicate.theme
        marks = tuple(m for m in reading.inside("data", start, max(end, predicate.token)) if m.start < predicate.token)
    start, end = own_reach(reading, predicate)
    right = tuple(m for m in reading.inside("data", start, end) if not _is_blocked(reading, m, predicate))
    if not predicate.theme:
        marks = right if any(not m.generic for m in right) else (*right, *_trailing_list(reading, end))
    elif marks:
        marks = (*marks, *(m for m in right if _continues_list(reading, predicate, m)))
    told = (m for m in marks if not _is_said_otherwise(reading, m, predicate))
    return specific(reading, told, broader)


_TRAILING: Final = re.compile(r", (?:such as|including|like|for example,?|e\.g\.,?) ")


def _trailing_list(reading: Reading, end: int) -> tuple[Mark, ...]:
    """The list that spells out a general term after a clause between ("information when you visit, such as ...")."""
    match = _TRAILING.search(reading.sentence.text, reading.parse.starts[end - 1] if end else 0)
    if match is None or any(p.role == "main" and end <= p.token < reading.token(match.start()) for p in reading.predicates):
        return ()
    return tuple(m for m in reading.inside("data", reading.token(match.end()), len(reading.parse)) if not m.generic)


def own_reach(reading: Reading, predicate: Predicate) -> tuple[int, int]:
    """The words to a predicate's right, for a denied one only as far as an exception to it."""
    start, end = predicate.reach
    if predicate.negated and start < reading.exception:
        return start, min(end, reading.exception)
    return start, end


def _is_said_otherwise(reading: Reading, mark: Mark, predicate: Predicate) -> bool:
    """Whether a term is part of a purpose ("to process your order") or names a technology ("cookies")."""
    if any(m.start <= mark.start and mark.end <= m.end for m in reading.inside("technology", 0, mark.end)):
        return True
    return any(
        m.start <= mark.start and mark.end <= m.end and not m.start <= predicate.token < m.end and is_introduced(reading, m)
        for m in reading.said("purpose", 0, mark.end)
    )


def _continues_list(reading: Reading, predicate: Predicate, mark: Mark) -> bool:
    between = reading.words(predicate.token + 1, mark.start)
    return bool(re.search(r"\b(?:such as|including|includes?|e\.g|for example|namely)\b|:", between))


def _is_blocked(reading: Reading, mark: Mark, predicate: Predicate) -> bool:
    """Whether a preposition of place, source or means stands between the verb and the term."""
    words, tags = reading.parse.words, reading.parse.tags
    for i in range(mark.start - 1, max(predicate.token, mark.start - _FAR), -1):
        if words[i] in ("of", "about", "as", "including", "like", "regarding", "concerning", "on", "with", "for", "to"):
            return False
        if words[i] in _BLOCKING:
            return True
        if not tags[i].startswith(_NOUNISH):
            return False
    return False


def recipients(reading: Reading, predicate: Predicate, frame: Frame, before: tuple[Party, ...] = ()) -> tuple[Party, ...]:
    """Who gets the data, from the words of the clause, whatever the parser attached them to."""
    start, end = own_reach(reading, predicate)
    marks = tuple(m for m in reading.inside("party", start, end) if _leads(reading, m, predicate, frame))
    if before and all(_points_back(reading, m) for m in marks):
        return before if marks else ()
    return as_parties(reading, marks)


def _points_back(reading: Reading, mark: Mark) -> bool:
    """ "These entities", "such organizations"."""
    words = reading.parse.words
    return mark.concept == "ThirdParty" and mark.name is None and any(w in ("these", "those", "such") for w in words[max(0, mark.start - 1) : mark.end])


_PART_OF: Final = re.compile(r"\b(?:part|division|subsidiary|unit|brand) of\b|\bowned by\b|\boperated by\b", re.IGNORECASE)


def _leads(reading: Reading, mark: Mark, predicate: Predicate, frame: Frame) -> bool:
    words, tags = reading.parse.words, reading.parse.tags
    for i in range(mark.start - 1, predicate.token, -1):
        if words[i] in frame.recipient:
            return True
        if words[i] in ("from", "than", "except", "against", "for", "about", "without", "on"):
            return False
        if words[i] in ("of", "as") and not _PART_OF.search(reading.words(max(0, i - 3), i + 1)) and words[i - 1] != "such":
            continue
        if tags[i] in ("WDT", "WP", "MD") and not words[i + 1].startswith("includ"):
            break
    return frame.name in ("provide", "sell") and mark.start - predicate.token <= 4  # noqa: PLR2004  # "give advertisers your ..."


def sources(reading: Reading, predicate: Predicate) -> tuple[Party, ...]:
    """The third parties from whom the data comes."""
    start, end = predicate.reach
    words = reading.parse.words
    marks = tuple(m for m in reading.inside("party", start, end) if "from" in words[max(start, m.start - 8) : m.start])
    return as_parties(reading, marks)


def purposes_of(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """The purposes that the sentence gives for a predicate."""
    end = reading.exception if predicate.negated and predicate.token < reading.exception else len(reading.parse)
    return narrow(m.concept for m in reading.said("purpose", 0, end) if _serves(reading, m, predicate))


def _serves(reading: Reading, phrase: Mark, predicate: Predicate) -> bool:
    """Whether a purpose is a predicate's; one that opens the sentence is that of all coordinated verbs."""
    own = owner(reading, phrase)
    if own is None or own is predicate:
        return own is predicate
    return phrase.end <= own.token and own.role == predicate.role == "main" and own.subject == predicate.subject


def introduced_purposes(reading: Reading) -> tuple[str, ...]:
    """The purposes of a sentence, whichever predicate they belong to."""
    return narrow(m.concept for m in reading.said("purpose") if is_introduced(reading, m) and not _is_circumstance(reading, m))


#: What a person does with the company, by which it gets data for that very purpose.
_OCCASIONS: Final = frozenset(
    ("AccountManagement", "OrderFulfilment", "PaymentProcessing", "CustomerSupport", "ServiceProvision", "Research"),
)


def occasions(reading: Reading) -> tuple[str, ...]:
    """The purposes of what the person does when data is collected ("when you place an order")."""
    return narrow(m.concept for m in reading.said("purpose") if m.concept in _OCCASIONS and _is_occasion(reading, m))


def _is_occasion(reading: Reading, phrase: Mark) -> bool:
    before = reading.parse.words[max(0, phrase.start - 12) : phrase.start]
    return bool({"when", "if", "whenever", "register", "order", "you"} & set(before)) and not is_introduced(reading, phrase)


def narrow(concepts: Iterable[str]) -> tuple[str, ...]:
    """The concepts, without those that another of them narrows."""
    return load_concepts().narrowest(concepts)


def owner(reading: Reading, phrase: Mark) -> Predicate | None:
    """The predicate that a phrase of purpose belongs to: the last one before it that is not a mere modifier."""
    if _is_circumstance(reading, phrase) or not is_introduced(reading, phrase):
        return None
    before = [p for p in reading.predicates if p.token < phrase.start and not _is_aim(reading, p)]
    steady = [p for p in before if p.role not in ("relative", "temporal", "conditional")]
    acting = [p for p in steady if p.role == "main" and not _only_asks(reading, p)]
    if before:
        return (acting or steady or before)[-1]
    after = [p for p in reading.predicates if p.token >= phrase.start and p.role not in ("temporal", "conditional")]
    return after[0] if after else None


def _only_asks(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb asks for what another one gives ("we ask you to provide ... to verify")."""
    return all(f.name == "request" for f in load_frames().frames_of(reading.parse.words[predicate.token]))


def _is_aim(reading: Reading, predicate: Predicate) -> bool:
    """Whether a predicate is itself part of a purpose ("to help you complete an order")."""
    if predicate.role == "main":
        return False
    return any(m.start <= predicate.token < m.end for m in reading.said("purpose", 0, predicate.token + 1))


_CLIMB: Final = ("conj", "xcomp", "ccomp", "dobj", "compound", "amod", "nmod", "appos", "advcl", "dep", "nsubj", "attr", "pobj", "pcomp", "prep")
_LISTING: Final = frozenset(("for", "purposes", "including", "such", "like", "by", "use", "used", "uses", "in"))
_HELPING: Final = frozenset(
    "help helps helping allow allows allowing enable enables enabling let lets assist assists permit permits".split(),
)
_INTRODUCING: Final = frozenset(("for", "purpose", "purposes", "like", "as"))


def is_introduced(reading: Reading, phrase: Mark) -> bool:
    """Whether a phrase is said as a purpose: behind "to" and a verb, behind "for", as "... purposes", or in a list of such."""
    if phrase.concept == "BusinessTransfer" or _is_introduced(reading, phrase):
        return True
    joined = phrase.start > 0 and reading.parse.words[phrase.start - 1] in (",", ";", "and", "or", ")", "/", "otherwise", "also")
    return joined and any(
        m.end <= phrase.start and _is_introduced(reading, m) for m in reading.said("purpose", max(0, phrase.start - 40), phrase.start)
    )


def _is_introduced(reading: Reading, phrase: Mark) -> bool:
    parse = reading.parse
    words = parse.words
    if words[phrase.start] in ("for", "to") or "purposes" in words[phrase.start : phrase.end] or "purpose" in words[phrase.start : phrase.end]:
        return True
    if any(words[i] == "to" and parse.tags[i + 1].startswith(("VB", "RB")) for i in range(max(0, phrase.start - 4), phrase.start)):
        return True
    if parse.tags[phrase.start] == "VBG" and _LISTING & set(words[max(0, phrase.start - 30) : phrase.start]):
        return True
    if "so" in words[max(0, phrase.start - 6) : phrase.start]:
        return True
    token = phrase.start
    for _ in range(7):
        if words[token] in _HELPING and token != phrase.start:
            return True
        if any(words[c] == "to" and parse.tags[c] == "TO" and c < token for c in parse.children[token]):
            return True
        head = parse.heads[token]
        if head == token or parse.deps[token] not in _CLIMB:
            return False
        if parse.deps[token] in ("pobj", "pcomp") and words[head] in _INTRODUCING:
            return True
        token = head
    return False


_CIRCUMSTANCE: Final = frozenset(("when", "if", "whenever", "while", "once", "after", "before", "unless", "where", "until"))


def _is_circumstance(reading: Reading, phrase: Mark) -> bool:
    """Whether a phrase stands in a clause of time or condition that the person is the subject of."""
    parse = reading.parse
    token = phrase.start
    for _ in range(6):
        for child in parse.children[token]:
            if child < token and parse.words[child] in _CIRCUMSTANCE and parse.deps[child] in ("advmod", "mark"):
                return True
        if parse.heads[token] == token or (parse.tags[token].startswith("VB") and parse.deps[token] in ("xcomp", "ROOT")):
            return False
        token = parse.heads[token]
    return False


def conditions_of(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """The conditions that the sentence sets for a predicate."""
    single = sum(p.role not in ("relative", "temporal") for p in reading.predicates) <= 1
    return unique(
        m.concept
        for m in reading.said("condition")
        if not m.start <= predicate.token < m.end and (single or owner_of_condition(reading, m) is predicate)
    )


def owner_of_condition(reading: Reading, phrase: Mark) -> Predicate | None:
    """The predicate that a condition lifts or limits: the last one before it, else the first after it."""
    before = [p for p in reading.predicates if p.token < phrase.start and p.role not in ("relative", "temporal")]
    after = [p for p in reading.predicates if p.token >= phrase.start and p.role not in ("relative", "temporal")]
    return before[-1] if before else after[0] if after else None
