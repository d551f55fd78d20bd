"""Predicates of a sentence: who does what, in which voice and mood, and how far their words reach.

The parser attaches prepositional phrases and long lists wrongly too often to be followed there
(docs/decisions/0001-clause-windows.md). It is trusted for verbs, subjects, voice, negation and
coordination; objects are read from the words to the verb's right, up to where the next clause begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.extract.mood import is_negated, is_possible
from practicegraph.extract.roles import role_of
from practicegraph.extract.subjects import subject_of, theme_of
from practicegraph.extract.verbs import is_passive, is_verb
from practicegraph.extract.windows import boundary, shares_object

if TYPE_CHECKING:
    from collections.abc import Container

    from practicegraph.extract.parse import Parse
    from practicegraph.extract.roles import Role


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with what belongs to it, all as token indices of its sentence.

    `subject` is the token range of the subject, or of the noun that a participle or relative clause
    hangs on; `theme` of what is acted on where that stands to the left (passive voice, relative
    clauses); `reach` the range to the right that is the verb's own. `role` is its clause's.
    """

    token: int
    passive: bool
    subject: tuple[int, int] | None
    theme: tuple[int, int] | None
    reach: tuple[int, int]
    negated: bool
    possible: bool
    role: Role
    governor: int | None


def predicates(
    parse: Parse, wanted: Container[str], named: Container[int] = (), nouns: Container[int] = ()
) -> tuple[Predicate, ...]:
    """The predicates whose verb's form is among the wanted ones, in the order of the sentence.

    `named` are the tokens of terms, in which no clause begins ("your profile picture", "pages you visit"); `nouns`
    are those that are no verb, whatever the parser takes them for ("hosting" of "hosting providers").
    """
    found = [
        i for i, word in enumerate(parse.words) if word in wanted and i not in nouns and is_verb(parse, i)
    ]
    if not found:
        return ()
    verbs = [i for i in range(len(parse)) if is_verb(parse, i) and (i in found or i not in named)]
    return tuple(
        _predicate(parse, v, [o for o in verbs if not _gives_its_object(parse, v, o, found)]) for v in found
    )


def _gives_its_object(parse: Parse, verb: int, other: int, found: list[int]) -> bool:
    """Whether the object of a verb that carries no practice is also that of the one before it ("place or see a tag")."""
    if other in found or not shares_object(parse, verb, other):
        return False
    return parse.words[other] not in _TENDING or _is_checked(parse, verb, other)


def _is_checked(parse: Parse, verb: int, other: int) -> bool:
    """Whether what is given is only confirmed at times ("provide or confirm your name")."""
    return parse.words[verb] in ("provide", "enter", "submit", "give") and parse.words[other] in (
        "confirm",
        "verify",
    )


#: Verbs for what is done with data that is there already, by the person or for its safety.
_TENDING: Final = frozenset(
    (
        "update", "edit", "change", "correct", "confirm", "enhance", "modify", "review", "manage", "amend", "verify",
        "permit", "fix",
    )
)  # fmt: skip


def _predicate(parse: Parse, verb: int, verbs: list[int]) -> Predicate:
    passive = is_passive(parse, verb)
    subject = subject_of(parse, verb)
    role, governor = role_of(parse, verb)
    return Predicate(
        token=verb,
        passive=passive,
        subject=subject,
        theme=theme_of(parse, verb, passive=passive),
        reach=(verb + 1, boundary(parse, verb, verbs)),
        negated=is_negated(parse, verb),
        possible=is_possible(parse, verb),
        role=role,
        governor=governor,
    )
