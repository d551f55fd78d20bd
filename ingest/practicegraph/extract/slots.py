"""What belongs to a predicate: data, recipients, purposes, conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties
from practicegraph.extract.contrast import is_contrasted
from practicegraph.extract.frames import load_frames
from practicegraph.extract.purposes import is_introduced
from practicegraph.extract.reading import Mark, Reading, specific, unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.frames import Frame
    from practicegraph.statement import Party

_BLOCKING: Final = frozenset(
    (
        "from",
        "via",
        "through",
        "by",
        "in",
        "at",
        "using",
        "under",
        "without",
        "upon",
        "into",
        "than",
        "against",
    ),
)
#: What is done with something else: their object is not that of the verb before ("for determining your age").
_DOING_WITH: Final = frozenset(
    (
        "determining",
        "verifying",
        "protecting",
        "improving",
        "confirming",
        "preventing",
        "creating",
        "managing",
        "updating",
    )
)
_NOUNISH: Final = (
    "NN",
    "JJ",
    "DT",
    "PRP$",
    "CD",
    "VBN",
    "POS",
    "RB",
    "VBG",
    "CC",
    ",",
    "HYPH",
    "PDT",
    "``",
    "''",
    "AFX",
)
_FAR: Final = 24


def data_marks(
    reading: Reading, predicate: Predicate, broader: Mapping[str, frozenset[str]]
) -> tuple[Mark, ...]:
    """The data that a predicate is about: to its left where it is passive, else within its reach."""
    marks: tuple[Mark, ...] = ()
    if predicate.theme:
        start, end = predicate.theme
        marks = tuple(
            m
            for m in reading.inside("data", start, max(end, predicate.token))
            if m.start < predicate.token and not _is_of_verb_before(reading, m, end)
        )
    start, end = own_reach(reading, predicate)
    right = tuple(m for m in reading.inside("data", start, end) if not _is_blocked(reading, m, predicate))
    right = _without_other_clause(reading, start, right)
    if not predicate.theme:
        marks = (*right, *_trailing_list(reading, end)) if all(_is_kind(reading, m) for m in right) else right
    elif not marks and is_asked_for(reading, predicate):
        marks = right
    elif marks:
        marks = (*marks, *(m for m in right if _continues_list(reading, predicate, m)))
        marks = (*marks, *_trailing_list(reading, end)) if _is_kind(reading, marks[-1]) else marks
    told = (
        m
        for m in marks
        if not _is_said_otherwise(reading, m, predicate)
        and (predicate.negated or not is_contrasted(reading, m))
    )
    return specific(reading, told, broader)


def _without_other_clause(reading: Reading, start: int, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The terms without those of a relative clause about a party ("we use Acme, which records clicks")."""
    if not marks:
        return marks
    words = reading.parse.words
    relative = next((i for i in range(start, marks[0].start) if words[i] in ("which", "who", "whom")), None)
    if relative is None or words[relative - 1] != "," or not reading.inside("party", start, relative):
        return marks
    return ()


_FOR: Final = re.compile(
    r"^(?:for|to (?:supply|state)) (?:your|their|his|her|a|an|the|certain|some|information|data)\b",
    re.IGNORECASE,
)


def is_asked_for(reading: Reading, predicate: Predicate) -> bool:
    """Whether a person is asked for something ("you may be asked for your name"), which stands behind the verb."""
    if not predicate.passive or reading.parse.words[predicate.token] not in ("asked", "prompted"):
        return False
    return _FOR.match(reading.words(*predicate.reach)) is not None


#: Verbs that say what something is good for.
_SERVING: Final = frozenset(("serve", "serves", "act", "acts", "function", "functions", "work", "works"))


def _is_of_verb_before(reading: Reading, mark: Mark, subject_end: int) -> bool:
    """Whether a term is what the subject serves as ("this serves as your user name and is used to ...")."""
    words = reading.parse.words
    return any(
        words[i] in _SERVING and words[i + 1 : i + 2] == ("as",) for i in range(subject_end, mark.start)
    )


def _is_kind(reading: Reading, mark: Mark) -> bool:
    """Whether a term only says what kind of data ("usage information"), which a list may spell out."""
    return mark.generic or reading.parse.words[mark.end - 1] in ("information", "data", "details")


_TRAILING: Final = re.compile(
    r", (?:such as|including|like|for example,?|e\.g\.,?) (?!(?:because|if|when|where|to|by|in|on)\b)"
    r"|\((?:this|these|which) (?:may |also )*includes? "
)


#: Words that announce a list, whatever the parser makes of it ("the following data: your name, the page accessed").
_ANNOUNCED: Final = re.compile(
    r"\bfollowing (?:[\w-]+ ){0,3}(?:data|information|details|items)$", re.IGNORECASE
)


def _announced(reading: Reading, end: int) -> tuple[Mark, ...]:
    """The data behind a colon, where the words before the token `end` announce it."""
    if ":" not in reading.sentence.text:
        return ()
    before = reading.sentence.text[: reading.parse.end(end - 1)].rstrip(" :*_") if end else ""
    if not _ANNOUNCED.search(before) or not reading.sentence.text[len(before) :].lstrip(" *_").startswith(
        ":"
    ):
        return ()
    return tuple(m for m in reading.inside("data", end, len(reading.parse)) if not m.generic)


def _trailing_list(reading: Reading, end: int) -> tuple[Mark, ...]:
    """The list that spells out a general term after a clause between ("information when you visit, such as ...")."""
    if announced := _announced(reading, end):
        return announced
    match = _TRAILING.search(reading.sentence.text, reading.parse.starts[end - 1] if end else 0)
    if match is None or any(
        p.role == "main" and end <= p.token < reading.token(match.start()) for p in reading.predicates
    ):
        return ()
    return tuple(
        m for m in reading.inside("data", reading.token(match.end()), len(reading.parse)) if not m.generic
    )


def own_reach(reading: Reading, predicate: Predicate) -> tuple[int, int]:
    """The words to a predicate's right, for a denied one only as far as an exception to it."""
    start, end = predicate.reach
    if predicate.negated and start < reading.exception:
        return start, min(end, reading.exception)
    return start, end


#: Before a term: what follows protects data, and is none.
_MEASURES: Final = re.compile(
    r"\b(?:measures?|controls?|safeguards?|procedures|mechanisms)\W{1,3}(?:such as|like|including|e\.g\.)[^.;:)]{0,60}$",
    re.IGNORECASE,
)


def _is_said_otherwise(reading: Reading, mark: Mark, predicate: Predicate) -> bool:
    """Whether a term is part of a purpose ("to process your order"), or names a technology or a safeguard."""
    if _MEASURES.search(reading.sentence.text, 0, mark.at):
        return True
    if any(m.start <= mark.start and mark.end <= m.end for m in reading.inside("technology", 0, mark.end)):
        return True
    return any(
        m.start <= mark.start
        and mark.end <= m.end
        and not m.start <= predicate.token < m.end
        and is_introduced(reading, m)
        for m in reading.said("purpose", 0, mark.end)
    )


def _continues_list(reading: Reading, predicate: Predicate, mark: Mark) -> bool:
    between = reading.words(predicate.token + 1, mark.start)
    return bool(re.search(r"\b(?:such as|including|includes?|e\.g|for example|namely)\b|:", between))


def _is_using(verb: str) -> bool:
    """Whether a verb is one of use; "based on" names what anything else is worked out from or chosen by."""
    return any(f.practice == "Use" for f in load_frames().frames_of(verb))


#: What leads to that by which something is done, and not to what it is done with ("according to your wishes").
_ASIDE: Final = frozenset(
    (
        ("connection", "with"),
        ("accordance", "with"),
        ("line", "with"),
        ("according", "to"),
        ("depending", "on"),
        ("subject", "to"),
    )
)


def _is_blocked(reading: Reading, mark: Mark, predicate: Predicate) -> bool:
    """Whether a preposition of place, source or means stands between the verb and the term."""
    words, tags = reading.parse.words, reading.parse.tags
    for i in range(mark.start - 1, max(predicate.token, mark.start - _FAR), -1):
        if words[i] == "on" and words[i - 1] == "based":
            return not _is_using(words[predicate.token])
        if words[i - 1 : i + 1] in _ASIDE:
            return True
        if words[i] == "at" and i == predicate.token + 1:
            return False  # "we look at the pages you visit"
        if tags[i] == "VBG" and words[i] in _DOING_WITH:
            return True
        if words[i] in (
            "of",
            "about",
            "as",
            "including",
            "like",
            "regarding",
            "concerning",
            "on",
            "with",
            "for",
            "to",
        ):
            return False
        if words[i] in _BLOCKING:
            return True
        if not tags[i].startswith(_NOUNISH):
            return False
    return False


def recipients(
    reading: Reading, predicate: Predicate, frame: Frame, before: tuple[Party, ...] = ()
) -> tuple[Party, ...]:
    """Who gets the data, from the words of the clause, whatever the parser attached them to."""
    start, end = own_reach(reading, predicate)
    marks: tuple[Mark, ...] = ()
    for mark in reading.inside("party", start, end):
        led = _leads(reading, mark, predicate, frame) or (marks and _exemplifies(reading, marks[-1], mark))
        if led and (predicate.negated or not is_contrasted(reading, mark)):
            marks = (*marks, mark)
    if marks and not predicate.negated:
        marks = (*marks, *_trailing_examples(reading, marks[-1], end))
    if before and all(_points_back(reading, m) for m in marks):
        return before if marks else ()
    return as_parties(reading, marks)


_EXAMPLES: Final = re.compile(
    r"[^.:;]{0,60}?(?:,|\()? ?\b(?:such as|including|for example|for instance|e\.g\.|like|namely)\W(?:[^.:;()]{0,25})$",
    re.IGNORECASE,
)
#: What stands between the members of a list of kinds of parties.
_MEMBERS: Final = re.compile(
    r"(?:[\w-]+ )?(?:, |,? (?:and|or|and/or) |/)(?:(?:our|the|other|their|any|certain) )*(?:[\w-]+ ){0,2}",
    re.IGNORECASE,
)


def _exemplifies(reading: Reading, known: Mark, mark: Mark) -> bool:
    """Whether a party is an example of one before ("vendors who work for us, such as couriers"), or the next such."""
    between = reading.sentence.text[known.until : mark.at]
    return (known.name is None and _EXAMPLES.fullmatch(between) is not None) or (
        _is_example(reading, known) and _MEMBERS.fullmatch(between) is not None
    )


def _trailing_examples(reading: Reading, last: Mark, end: int) -> Iterator[Mark]:
    """The examples of a kind of party behind a clause about it ("vendors who help us run our shop, such as couriers")."""
    match = _TRAILING.search(reading.sentence.text, reading.parse.starts[end - 1] if end else 0)
    if (
        match is None
        or last.name
        or any(sign in reading.sentence.text[last.until : match.start()] for sign in ";:")
    ):
        return
    if any(p.role == "main" and end <= p.token < reading.token(match.start()) for p in reading.predicates):
        return
    at = match.end()
    for mark in reading.inside("party", reading.token(match.end()), len(reading.parse)):
        between = reading.sentence.text[at : mark.at]
        if not (_MEMBERS if at > match.end() else _FIRST_MEMBER).fullmatch(between):
            return
        yield mark
        at = mark.until


_FIRST_MEMBER: Final = re.compile(r"(?:[\w-]+ ){0,3}")


def _is_example(reading: Reading, mark: Mark) -> bool:
    """Whether words that introduce examples stand some way before a party in its part of the sentence."""
    return _INTRODUCED.search(reading.sentence.text[max(0, mark.at - 120) : mark.at]) is not None


_INTRODUCED: Final = re.compile(
    r"\b(?:such as|including|for example|for instance|e\.g\.|like|namely)\b[^.:;()]*$", re.IGNORECASE
)


def _points_back(reading: Reading, mark: Mark) -> bool:
    """ "These entities", "such organizations"."""
    words = reading.parse.words
    return (
        mark.concept == "ThirdParty"
        and mark.name is None
        and any(w in ("these", "those", "such") for w in words[max(0, mark.start - 1) : mark.end])
    )


_PART_OF: Final = re.compile(
    r"\b(?:part|division|subsidiary|unit|brand) of\b|\bowned by\b|\boperated by\b", re.IGNORECASE
)


def _leads(reading: Reading, mark: Mark, predicate: Predicate, frame: Frame) -> bool:
    words, tags = reading.parse.words, reading.parse.tags
    for i in range(mark.start - 1, predicate.token, -1):
        if words[i] in frame.recipient:
            return True
        if words[i] in ("from", "than", "except", "against", "for", "about", "without", "on"):
            return False
        if (
            words[i] in ("of", "as")
            and not _PART_OF.search(reading.words(max(0, i - 3), i + 1))
            and words[i - 1] != "such"
        ):
            continue
        relative = tags[i] in ("WDT", "WP", "MD") and not words[i + 1].startswith("includ")
        if relative and not _PART_OF.search(reading.words(i, mark.start)):
            break
    return frame.name in ("provide", "sell") and mark.start - predicate.token <= 4  # noqa: PLR2004  # "give advertisers your ..."


def sources(reading: Reading, predicate: Predicate) -> tuple[Party, ...]:
    """The third parties from whom the data comes."""
    start, end = predicate.reach
    words = reading.parse.words
    marks = tuple(
        m for m in reading.inside("party", start, end) if "from" in words[max(start, m.start - 8) : m.start]
    )
    return as_parties(reading, marks)


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
    able = [p for p in reading.predicates if p.role not in ("relative", "temporal")]
    before = [p for p in able if p.token < phrase.start]
    after = [p for p in able if p.token >= phrase.end]
    return before[-1] if before else after[0] if after else None
