"""Choices, rights, safeguards, notices of change, retention, children: what a policy assures people of.

These are said in set phrases rather than by one verb. `ontology/frames/assurances.toml` holds the
constructions; each module here decides what a match means in its sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.children import children
from practicegraph.extract.assurances.choices import choices
from practicegraph.extract.assurances.notices import listed_notices, notices
from practicegraph.extract.assurances.retention import retention
from practicegraph.extract.assurances.rights import rights
from practicegraph.extract.assurances.safeguards import safeguards
from practicegraph.extract.assurances.told import Told, assures, read, read_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicegraph.extract.draft import Context, Draft
    from practicegraph.extract.reading import Reading

_FAMILIES: Final[tuple[Callable[[Told], Iterator[Draft]], ...]] = (
    choices,
    rights,
    safeguards,
    notices,
    retention,
    children,
)


def assurances(reading: Reading, context: Context) -> Iterator[Draft]:
    """What a sentence assures the person of."""
    told = read(reading, context)
    if told.hits and assures(told):
        for family in _FAMILIES:
            yield from family(told)
    else:
        yield from listed_notices(told)
    completed = read_on(told)
    if completed:
        yield from rights(completed)


__all__ = ["assurances"]
