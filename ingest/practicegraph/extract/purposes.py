"""What for: which phrases of purpose are said as such, and of which predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_concepts
from practicegraph.extract.frames import load_frames
from practicegraph.extract.verbs import ends_infinitives, infinitive_before, is_infinitive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.reading import Mark, Reading


def purposes_of(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """The purposes that the sentence gives for a predicate."""
    end = (
        reading.exception if predicate.negated and predicate.token < reading.exception else len(reading.parse)
    )
    said = reading.said("purpose", 0, end)
    told = [m for m in said if _serves(reading, m, predicate) or _is_done_with(reading, m, predicate)]
    return _separate(told)


def _separate(marks: list[Mark]) -> tuple[str, ...]:
    """The concepts of some phrases, without those whose own words another phrase narrows."""
    kept = narrow(m.concept for m in marks)
    return tuple(
        dict.fromkeys(
            m.concept
            for m in marks
            if m.concept in kept
            or (
                m.concept not in _VAGUE
                and not any(o is not m and o.start < m.end and m.start < o.end for o in marks)
            )
        )
    )


#: What so many phrases may mean that a narrower one beside them is what they mean.
_VAGUE: Final = frozenset(("ServiceProvision", "BusinessOperation", "Advertising"))


def _is_done_with(reading: Reading, phrase: Mark, predicate: Predicate) -> bool:
    """Whether a phrase is what the company does "using" the data ("we tailor the page using your history")."""
    by_means = predicate.role == "gerund" and reading.parse.words[predicate.token] == "using"
    return by_means and phrase.start == predicate.governor


def _serves(reading: Reading, phrase: Mark, predicate: Predicate) -> bool:
    """Whether a purpose is a predicate's; one that opens the sentence is that of all coordinated verbs."""
    own = owner(reading, phrase)
    if own is None or own is predicate:
        return own is predicate
    return (
        phrase.end <= own.token and own.role == predicate.role == "main" and own.subject == predicate.subject
    )


def introduced_purposes(reading: Reading, *, beside_subject: bool = False) -> tuple[str, ...]:
    """The purposes of a sentence, whichever predicate they belong to; `beside_subject` leaves out those said of its subject."""
    return narrow(
        m.concept
        for m in reading.said("purpose")
        if is_introduced(reading, m)
        and not _is_circumstance(reading, m)
        and not (beside_subject and _is_of_subject(reading, m))
    )


def _is_of_subject(reading: Reading, phrase: Mark) -> bool:
    """Whether a purpose tells of what the main verb is only said of ("data collected to ship orders is kept")."""
    own = owner(reading, phrase)
    if own is None or own.role != "relative":
        return False
    return any(
        p.role == "main" and p.subject and p.subject[0] <= own.token and phrase.end <= p.token
        for p in reading.predicates
    )


#: What a person does with the company, by which it gets data for that very purpose.
OCCASIONS: Final = frozenset(
    (
        "AccountManagement",
        "OrderFulfilment",
        "PaymentProcessing",
        "CustomerSupport",
        "ServiceProvision",
        "Research",
    ),
)


def occasions(reading: Reading) -> tuple[str, ...]:
    """The purposes of what the person does when data is collected ("when you place an order")."""
    return narrow(
        m.concept for m in reading.said("purpose") if m.concept in OCCASIONS and _is_occasion(reading, m)
    )


def _is_occasion(reading: Reading, phrase: Mark) -> bool:
    before = reading.parse.words[max(0, phrase.start - 12) : phrase.start]
    return bool({"when", "if", "whenever", "register", "order", "you"} & set(before)) and not is_introduced(
        reading, phrase
    )


def narrow(concepts: Iterable[str]) -> tuple[str, ...]:
    """The concepts, without those that another of them narrows."""
    return load_concepts().narrowest(concepts)


def owner(reading: Reading, phrase: Mark) -> Predicate | None:
    """The predicate that a phrase of purpose belongs to: the last one before it that is not a mere modifier."""
    earlier = _goes_on_from(reading, phrase)
    if earlier is not None:
        return owner(reading, earlier)
    if _is_circumstance(reading, phrase) or not is_introduced(reading, phrase):
        return None
    before = [p for p in reading.predicates if p.token < phrase.start and not _is_aim(reading, p)]
    steady = [p for p in before if p.role not in ("relative", "temporal", "conditional")]
    acting = [p for p in steady if p.role == "main" and not _only_asks(reading, p)]
    if before:
        return (acting or steady or before)[-1]
    after = [
        p for p in reading.predicates if p.token >= phrase.start and p.role not in ("temporal", "conditional")
    ]
    return after[0] if after else None


#: How many tokens back the purpose may stand that a list goes on from.
_BACK: Final = 40


def _goes_on_from(reading: Reading, phrase: Mark) -> Mark | None:
    """The purpose before a phrase that goes on with a list of them ("to obey the law; protect our rights; ...")."""
    parse = reading.parse
    joined = phrase.start > 0 and parse.words[phrase.start - 1] in (",", ";", "and", "or")
    if not joined or parse.tags[phrase.start] not in ("VB", "VBP"):
        return None
    before = [
        m
        for m in reading.said("purpose", max(0, phrase.start - _BACK), phrase.start)
        if m.end <= phrase.start
    ]
    return next(
        (m for m in reversed(before) if is_introduced(reading, m) and not _is_circumstance(reading, m)), None
    )


def _only_asks(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb asks for what another one gives ("we ask you to provide ... to verify")."""
    return all(f.name == "request" for f in load_frames().frames_of(reading.parse.words[predicate.token]))


def _is_aim(reading: Reading, predicate: Predicate) -> bool:
    """Whether a predicate is itself part of a purpose ("to help you complete an order")."""
    if predicate.role == "main":
        return False
    return any(m.start <= predicate.token < m.end for m in reading.said("purpose", 0, predicate.token + 1))


_CLIMB: Final = (
    "conj",
    "xcomp",
    "ccomp",
    "dobj",
    "compound",
    "amod",
    "nmod",
    "appos",
    "advcl",
    "dep",
    "nsubj",
    "attr",
    "pobj",
    "pcomp",
    "prep",
)


_LISTING: Final = frozenset(
    ("for", "purpose", "purposes", "including", "such", "like", "by", "use", "used", "uses", "in")
)


_HELPING: Final = frozenset(
    [
        "help",
        "helps",
        "helping",
        "allow",
        "allows",
        "allowing",
        "enable",
        "enables",
        "enabling",
        "let",
        "lets",
        "assist",
        "assists",
        "permit",
        "permits",
        "tell",
        "tells",
    ],
)


_INTRODUCING: Final = frozenset(("for", "purpose", "purposes", "like", "as"))


def is_introduced(reading: Reading, phrase: Mark) -> bool:
    """Whether a phrase is said as a purpose: behind "to" and a verb, behind "for", as "... purposes", or in a list of such."""
    if phrase.concept == "BusinessTransfer" or _is_introduced(reading, phrase):
        return True
    if any(is_introduced(reading, m) for m in _widened(reading, phrase)):
        return True
    joined = phrase.start > 0 and reading.parse.words[phrase.start - 1] in (
        ",",
        ";",
        "and",
        "or",
        ")",
        "/",
        "otherwise",
        "also",
    )
    return joined and any(
        m.end <= phrase.start and _is_introduced(reading, m)
        for m in reading.said("purpose", max(0, phrase.start - 40), phrase.start)
    )


def _widened(reading: Reading, phrase: Mark) -> tuple[Mark, ...]:
    """The longer phrases that say less of the same ("show ads" of "show you tailored ads")."""
    broader = load_concepts().ancestors(phrase.concept)
    return tuple(
        m
        for m in reading.said("purpose", 0, phrase.start)
        if m.at <= phrase.at and phrase.until <= m.until and m.concept in broader
    )


def _is_introduced(reading: Reading, phrase: Mark) -> bool:
    parse = reading.parse
    words = parse.words
    if (
        words[phrase.start] in ("for", "to")
        or "purposes" in words[phrase.start : phrase.end]
        or "purpose" in words[phrase.start : phrase.end]
    ):
        return True
    if any(
        words[i] == "to" and parse.tags[i + 1].startswith(("VB", "RB"))
        for i in range(max(0, phrase.start - 4), phrase.start)
    ):
        return True
    if ends_infinitives(parse, phrase.start):
        return True
    if parse.tags[phrase.start] == "VBG" and _LISTING & set(words[max(0, phrase.start - 30) : phrase.start]):
        return True
    if words[max(0, phrase.start - 4) : phrase.start].count("connection"):
        return True
    if _is_in_final_clause(words, phrase.start) or _is_of_provider(reading, phrase):
        return True
    if phrase.concept == "LegalCompliance" and "because" in words[max(0, phrase.start - 4) : phrase.start]:
        return True
    token = phrase.start
    for _ in range(7):
        if words[token] in _HELPING and token != phrase.start:
            return True
        if is_infinitive(parse, token) or infinitive_before(parse, token) is not None:
            return True
        head = parse.heads[token]
        if head == token or parse.deps[token] not in _CLIMB:
            return False
        if parse.deps[token] in ("pobj", "pcomp") and words[head] in _INTRODUCING:
            return True
        token = head
    return False


#: How far behind "so" a purpose stands: at once, or anywhere in its clause ("so that they may tell you of ...").
_NEAR_SO: Final = 6
_BEHIND_SO: Final = 20


def _is_in_final_clause(words: tuple[str, ...], token: int) -> bool:
    """Whether words stand in a clause that says to what end ("so that ...")."""
    for i in range(token - 1, max(-1, token - _BEHIND_SO), -1):
        if words[i] in (";", "."):
            return False
        if words[i] == "so":
            return token - i <= _NEAR_SO or words[i + 1] in ("that", "they", "we")
    return False


#: Roles of those who do something for the company.
_PROVIDING: Final = frozenset(("ServiceProvider", "ThirdParty", "BusinessPartner", "AnalyticsProvider"))


def _is_of_provider(reading: Reading, phrase: Mark) -> bool:
    """Whether a phrase tells what somebody does for the company ("vendors who host our servers")."""
    words = reading.parse.words
    who = next(
        (i for i in range(phrase.start - 1, max(-1, phrase.start - 4), -1) if words[i] in ("who", "that")),
        None,
    )
    for_us = {"us", "our"} & set(words[phrase.end : phrase.end + 4]) or "you" in words[
        phrase.start : phrase.end + 4
    ]
    if who is None or (phrase.concept == "ServiceProvision" and not for_us):
        return False
    return any(
        m.end == who and m.concept in _PROVIDING for m in reading.inside("party", max(0, who - 6), who)
    )


_CIRCUMSTANCE: Final = frozenset(
    ("when", "if", "whenever", "while", "once", "after", "before", "unless", "where", "until")
)


def _is_circumstance(reading: Reading, phrase: Mark) -> bool:
    """Whether a phrase stands in a clause of time or condition that the person is the subject of."""
    parse = reading.parse
    token = phrase.start
    for _ in range(6):
        for child in parse.children[token]:
            if (
                child < token
                and parse.words[child] in _CIRCUMSTANCE
                and parse.deps[child] in ("advmod", "mark")
            ):
                return True
        if parse.heads[token] == token or (
            parse.tags[token].startswith("VB") and parse.deps[token] in ("xcomp", "ROOT")
        ):
            return False
        token = parse.heads[token]
    return False
