"""What people can have done with their own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.extract.assurances.told import statement
from practicegraph.extract.constructions import load_constructions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.draft import Draft


def rights(told: Told) -> Iterator[Draft]:
    """The rights that a sentence grants over the person's own data."""
    hits = told.hits.get("right", [])
    if not hits:
        return
    start = min(h.start for h in hits)
    named = tuple(concept for concept, _ in load_constructions().named("right", told.text[start:]))
    if named:
        draft = statement(told, "Right", hits[0].construction)
        yield draft.but(rights=named, data=draft.data or ("PersonalData",))
