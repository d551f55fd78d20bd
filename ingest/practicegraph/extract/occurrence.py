"""A verb of a frame in a sentence, which the makers of statements are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context
    from practicegraph.extract.frames import Frame
    from practicegraph.extract.reading import Reading


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A verb of a frame in a sentence, and what the document makes known there."""

    reading: Reading
    context: Context
    predicate: Predicate
    frame: Frame

    @property
    def word(self) -> str:
        """The verb as the sentence has it, in small letters."""
        return self.reading.parse.words[self.predicate.token]
