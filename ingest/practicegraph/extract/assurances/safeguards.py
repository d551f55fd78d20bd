"""How the company, or who acts for it, protects data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.extract.assurances.told import statement
from practicegraph.extract.constructions import load_constructions
from practicegraph.extract.reading import unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.assurances.told import Told
    from practicegraph.extract.draft import Draft


def safeguards(told: Told) -> Iterator[Draft]:
    """The safeguard that a sentence says is applied, with the measures that it names."""
    hits = told.hits.get("safeguard", [])
    if not hits:
        return
    draft = statement(told, "Protection", hits[0].construction)
    yield draft.but(measures=told.narrowest(_measures(told)) or ("SecurityMeasure",))


def _measures(told: Told) -> tuple[str, ...]:
    """What the constructions' words and the ontology's labels name; not keeping data is said elsewhere."""
    own = (concept for concept, _ in load_constructions().named("measure", told.text))
    labelled = (m.concept for m in told.reading.said("measure"))
    return unique(c for c in (*own, *labelled) if c != "NonRetention")
