"""Legal bases and safeguards that a sentence words, as the concept schemes describe the wordings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from practicegraph.concepts import load_particulars
from practicegraph.lexicon import Hit, build_lexicon

if TYPE_CHECKING:
    from practicegraph.lexicon import Lexicon


@lru_cache(maxsize=1)
def particulars_lexicon() -> Lexicon:
    """The lexicon of the schemes of particulars; raises InvalidKnowledge where they contradict themselves."""
    return build_lexicon(load_particulars())


@lru_cache(maxsize=64)  # a sentence is asked for each of its statements
def labels_in(text: str, kind: str) -> tuple[Hit, ...]:
    """The labels of one kind in a text."""
    return tuple(h for h in particulars_lexicon().find(text.lower()) if h.kind == kind)


@lru_cache(maxsize=64)
def patterns_in(text: str, kind: str) -> tuple[Hit, ...]:
    """What the patterns of one kind find in a text."""
    return tuple(particulars_lexicon().find_patterns(text.lower(), kind))
