"""One annotation of OPP-115 as a value, its places in the policy's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: What stands where an annotator chose nothing.
_NOTHING: Final = frozenset({"unspecified", "not-selected", "other", ""})


@dataclass(frozen=True, slots=True)
class Value:
    """What an annotator chose for one attribute, and the words that were marked for it."""

    attribute: str
    value: str
    span: tuple[int, int] | None

    @property
    def chosen(self) -> bool:
        """Whether it says anything."""
        return self.value.casefold() not in _NOTHING


@dataclass(frozen=True, slots=True)
class Annotation:
    """One data practice that one annotator found in one segment; `whole` is where the segment stands."""

    annotator: str
    category: str
    values: tuple[Value, ...]
    whole: tuple[int, int] | None

    def value(self, attribute: str) -> Value | None:
        """What was chosen for an attribute, if anything was."""
        return next((v for v in self.values if v.attribute == attribute and v.chosen), None)

    def says(self, attribute: str) -> str:
        """The same as text; empty where nothing was chosen."""
        found = self.value(attribute)
        return found.value if found else ""
