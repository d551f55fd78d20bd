"""Companies that a sentence presents as what they are for it: "Acme is a tool we use", "our courier is Acme"."""

from __future__ import annotations

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


def equated(reading: Reading, copula: int) -> tuple[Mark, ...]:
    """The companies that are said to be the company's own of some kind ("our courier is Acme", "Acme is our courier")."""
    subject = subject_of(reading.parse, copula) if is_be(reading.parse, copula) else None
    if subject is None:
        return ()
    before, after = reading.words(*subject), reading.words(copula + 1, len(reading.parse))
    kinds = [m for m in reading.inside("party", 0, len(reading.parse)) if not m.name]
    if before.lower().startswith("our ") and any(m.end == copula for m in kinds):
        names = _named(reading, copula + 1, len(reading.parse))
        return names if names and names[0].start == copula + 1 else ()
    own = after.startswith("our ") and any(m.start == copula + _BEHIND_OUR for m in kinds)
    return _named(reading, *subject) if own else ()


#: Where the kind stands behind "is our".
_BEHIND_OUR: Final = 2


def _named(reading: Reading, start: int, end: int) -> tuple[Mark, ...]:
    return tuple(m for m in reading.inside("party", start, end) if m.name)
