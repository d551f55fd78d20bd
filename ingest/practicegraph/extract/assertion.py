"""Whether a clause tells of a practice, or asks, wishes, disclaims, or speaks of the policy or the law."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.reading import Reading


#: Verbs by which a person steers a practice: what they govern is a choice or a request, no practice.
_STEERING: Final = frozenset(
    [
        "want",
        "wish",
        "request",
        "ask",
        "opt",
        "choose",
        "prefer",
        "object",
        "direct",
        "instruct",
        "decline",
        "refuse",
        "elect",
        "decide",
        "withdraw",
        "stop",
        "like",
        "limit",
        "restrict",
        "disable",
        "delete",
        "block",
        "reject",
        "adjust",
        "manage",
        "control",
        "prevent",
        "consent",
        "believe",
        "feel",
        "suspect",
        "prohibit",
        "forbid",
    ],
)


def is_asserted(reading: Reading, predicate: Predicate) -> bool:
    """Whether the predicate is said to happen, and not merely wished, asked for, or a question."""
    if predicate.role == "question" or tells_nothing(reading.sentence.text):
        return False
    if reading.parse.words[reading.parse.heads[predicate.token]] in _ENDING and _is_ended(reading, predicate):
        return False
    if _is_agreed_to(reading, predicate):
        return True
    if _CHOICES.search(reading.words(0, predicate.token)):
        return False
    above = (predicate.token, *reading.parse.ancestors(predicate.token))
    if any(_is_beyond(reading, t, predicate) for t in above[1:4]):
        return False
    if _is_chosen(reading, predicate):
        return True
    return not any(
        reading.parse.words[t] in _STEERING and _governed_by_person(reading, t) for t in above[1:5]
    )


#: Verbs for what a person does of free will, and verbs of giving.
_CHOOSING: Final = frozenset(
    ("choose", "chooses", "chose", "chosen", "choosing", "elect", "elects", "decide", "decides")
)
_GIVING: Final = frozenset(("provide", "give", "submit", "send", "enter", "upload", "supply", "disclose"))


def _is_chosen(reading: Reading, predicate: Predicate) -> bool:
    """Whether a person gives something of free will ("you may choose to give us your name")."""
    words, governor = reading.parse.words, reading.parse.heads[predicate.token]
    chosen = words[governor] in _CHOOSING and predicate.role in ("infinitive", "conditional")
    return chosen and not predicate.negated and words[predicate.token] in _GIVING


#: Before a verb: what a person may decide about, and not what is done.
_CHOICES: Final = re.compile(
    r"\b(?:choices?|options?|controls?|preferences) (?:[\w-]+ ){0,3}?(?:about|over|regarding|concerning|on|as to|in|for) "
    r"(?:the (?:[\w-]+ )?ways?|how|whether|which|what)\b[^.;]*$",
    re.IGNORECASE,
)


def _is_agreed_to(reading: Reading, predicate: Predicate) -> bool:
    """Whether a person agrees to what the company does ("you consent to our sharing it with vendors")."""
    before = reading.parse.words[max(0, predicate.token - 4) : predicate.token]
    return reading.parse.tags[predicate.token] == "VBG" and any(
        pair in (("to", "our"), ("to", "us")) for pair in pairwise(before)
    )


#: "We will stop sharing it" tells neither that it is shared nor that it is not.
_ENDING: Final = frozenset(("stop", "stops", "stopping"))


#: What a person is told, or kept from.
_ADVISING: Final = frozenset((
    "urge", "urges", "advise", "advises", "encourage", "encourages", "recommend", "recommends", "caution",
    "cautions", "warn", "warns", "remind", "reminds", "prohibit", "prohibits",
))  # fmt: skip


def _is_beyond(reading: Reading, governor: int, predicate: Predicate) -> bool:
    """Whether a verb is what the company cannot do for want of data, or what a person is told not to do.

    "We may not be able to process your order" says what comes of not giving data.
    """
    word = reading.parse.words[governor]
    return word == "unable" or (
        predicate.negated and (word == "able" or _is_advised(reading, governor, predicate))
    )


def _is_advised(reading: Reading, governor: int, predicate: Predicate) -> bool:
    """Whether a denied verb is what a person is told not to do ("we urge you not to give your password away")."""
    between = reading.words(governor + 1, predicate.token)
    return reading.parse.words[governor] in _ADVISING and _SOMEBODY.search(between) is not None


_SOMEBODY: Final = re.compile(
    r"\b(?:you|users?|members?|visitors?|participants?|customers?|people|children)\b", re.IGNORECASE
)


def _is_ended(reading: Reading, predicate: Predicate) -> bool:
    return reading.parse.deps[predicate.token] == "xcomp"


@lru_cache(maxsize=8)  # a sentence is asked for each of its verbs
def tells_nothing(text: str) -> bool:
    """Whether a text asks, disclaims, or speaks of the policy or the law, and so tells of no practice."""
    return (
        is_question(text)
        or is_about_policy(text)
        or _DISCLAIMS.search(text) is not None
        or _ABOUT_LAW.match(text) is not None
    )


#: What others do is no practice of the company where it says that it has no part in it.
_DISCLAIMS: Final = re.compile(
    r"\b(?:(?<!prove that we are )(?<!prove we are )(?<!proves that it is )not responsible|no responsibility|(?:do|does|cannot|can) not control|no control|"
    r"not liable|not in control|(?:do|does) not (?:cover|apply)|cannot (?:guarantee|ensure|"
    r"warrant)|"
    r"not guarantee|no guarantee|do not warrant)\b",
    re.IGNORECASE,
)


def is_about_policy(text: str) -> bool:
    """Whether a sentence tells what the policy is about, and no practice."""
    return bool(_ABOUT_POLICY.match(text))


#: What a law asks of companies in general.
_ABOUT_LAW: Final = re.compile(
    r"^\W*(?:under |pursuant to )?(?:the )?(?:(?:state of )?california|new law|federal|european|"
    r"nevada|vermont|state)(?:[^.]|\.\d){0,140}\b(?:law|laws|act|code|section|regulation)\b(?:[^.]|\.\d){0,60}"
    r"\b(?:requires?|permits?|entitles?|allows?|gives?|provides?|grants?|prohibits?)\b",
    re.IGNORECASE,
)


_ABOUT_POLICY: Final = re.compile(
    r"^\W*(?:please (?:read|review|note that) )?(?:this|our|the|these) (?:\w+ ){0,3}(?:policy|"
    r"policies|statement|notice|page|document|terms|agreement)(?: \([^)]{1,40}\))?(?: also)? "
    r"(?:outlines?|covers?|describes?|applies|apply|explains?|governs?|sets? (?:out|forth)|"
    r"is (?:used|intended|designed|provided|meant|incorporated)|discloses?|"
    r"tells?|informs?|addresses|does not (?:apply|cover)|do not (?:apply|cover)|details?|"
    r"summari[sz]es?|contains?|provides?|will (?:tell|explain|describe|inform))\b",
    re.IGNORECASE,
)


_QUESTION: Final = re.compile(
    r"^\W*(?:\d+[.)]\W*)?(?:(?:with|to|from|by) (?:whom|which|what)|how|what|who|whom|which|why|"
    r"where|when|do|does|is|are|can|will)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether a text asks, as questions do and titles ("How we use your information")."""
    stripped = text.rstrip()
    if stripped.endswith("?"):
        return True
    return bool(_QUESTION.match(stripped)) and len(stripped) < 90 and "," not in stripped  # noqa: PLR2004  # characters; titles are short


def _governed_by_person(reading: Reading, governor: int) -> bool:
    parse = reading.parse
    return any(
        parse.deps[c] in ("nsubj", "nsubjpass")
        and parse.words[c] in ("you", "users", "user", "who", "customers", "they", "visitors", "members")
        for c in parse.children[governor]
    ) or any(
        parse.words[c] == "you"
        for h in parse.ancestors(governor)
        for c in parse.children[h]
        if parse.deps[c] == "nsubj"
    )
