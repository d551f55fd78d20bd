"""What a field of a statement is to hold, and the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from practicegraph.extract.places import label_of
from practicegraph.statement import AND

if TYPE_CHECKING:
    from collections.abc import Iterable


class Found(NamedTuple):
    """Words for a field, and the number of the sentence that they come from."""

    words: str
    sentence: int


def found_in(sentence: int, concepts: Iterable[str]) -> Found | None:
    """The labels of concepts that a sentence names; None where it names none."""
    labels = [label_of(concept) for concept in concepts]
    return Found(AND.join(labels), sentence) if labels else None
