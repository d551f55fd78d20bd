"""Companies that a sentence presents as what they are for it: "a tool we use", "used by us", "our courier is Acme"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.subjects import subject_of
from practicegraph.extract.verbs import is_be

if TYPE_CHECKING:
    from practicegraph.extract.reading import Mark, Reading


def presented(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The companies that a relative clause is about ("Acme, which we use", "Acme is a tool we use")."""
    parse = reading.parse
    if parse.deps[verb] != "relcl":
        return ()
    noun = parse.heads[verb]
    copula = parse.heads[noun]
    if parse.deps[noun] in ("attr", "nsubj") and is_be(parse, copula):
        return _named(reading, copula + 1, len(parse)) if noun < copula else _named(reading, 0, copula)
    return tuple(m for m in _named(reading, 0, verb) if m.start <= noun < m.end)


def employed(reading: Reading, verb: int) -> tuple[Mark, ...]:
    """The parties that are said to be used by the company ("the vendors used by us include hosting companies")."""
    noun = reading.parse.heads[verb]
    if reading.parse.deps[verb] != "acl" or not _by_itself(reading, verb):
        return ()
    if not any(m.start <= noun < m.end for m in reading.inside("party", 0, verb)):
        return ()
    return reading.inside("party", 0, len(reading.parse))


def _by_itself(reading: Reading, verb: int) -> bool:
    """Whether "by us" or "by" and the company's name stands behind a verb."""
    agent = reading.words(verb + 1, min(verb + _AGENT, len(reading.parse))).lower()
    return agent.startswith("by ") and bool(
        re.match("us\\b", agent[3:]) or reading.first_party.match(agent, 3)
    )


#: How far behind the verb its agent is looked for, in words.
_AGENT: Final = 5


def equated(reading: Reading, copula: int) -> tuple[Mark, ...]:
    """The companies that are said to be the company's own of some kind ("our courier is Acme", "Acme is our courier")."""
    including = reading.parse.words[copula] in _INCLUDING
    equating = including or is_be(reading.parse, copula)
    subject = subject_of(reading.parse, copula) if equating else None
    if subject is None:
        return ()
    before, after = reading.words(*subject), reading.words(copula + 1, len(reading.parse))
    kinds = [m for m in reading.inside("party", 0, len(reading.parse)) if not m.name]
    if before.lower().startswith("our ") and any(m.end == copula for m in kinds):
        kinds = [m for m in kinds if m.end == copula]
        names = _named(reading, copula + 1, len(reading.parse))
        return (*kinds, *names) if names and (including or names[0].start == copula + 1) else ()
    own = after.startswith("our ") and any(m.start == copula + _BEHIND_OUR for m in kinds)
    return _named(reading, *subject) if own else ()


#: Verbs that say who belongs to a kind.
_INCLUDING: Final = frozenset(("include", "includes"))
#: Where the kind stands behind "is our".
_BEHIND_OUR: Final = 2


def _named(reading: Reading, start: int, end: int) -> tuple[Mark, ...]:
    return tuple(m for m in reading.inside("party", start, end) if m.name)
