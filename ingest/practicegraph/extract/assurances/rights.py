"""What people can have done with their own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.assurances.told import statement
from practicegraph.extract.constructions import load_constructions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.draft import Draft

#: Further verbs of a list may follow the first object: "review your data or delete it".
_ALSO: Final = 60


def rights(told: Told) -> Iterator[Draft]:
    """The rights that a sentence grants over the person's own data."""
    hits = told.hits.get("right", [])
    if not hits:
        return
    near = " ".join(told.text[h.start : h.end + _ALSO] for h in hits)
    named = tuple(concept for concept, _ in load_constructions().named("right", near))
    if named:
        draft = statement(told, "Right", hits[0].construction)
        yield draft.but(rights=named, data=draft.data or ("PersonalData",))
