"""The sentence that introduces a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.extract.draft import LeadIn
from practicegraph.read.readable import readable

if TYPE_CHECKING:
    from practicegraph.document import Block, Document

_LAST_SENTENCE: Final = re.compile(r"(?:^|[.!?;] )([^.!?;:]+:)\s*$")
#: What is longer introduces nothing.
_LONGEST: Final = 300


def lead_in_of(document: Document, block: Block) -> LeadIn | None:
    """The last sentence of what introduces the list that a block is an item of; None for other blocks."""
    if block.kind is not BlockKind.ITEM or block.lead_in is None:
        return None
    above = document.blocks[block.lead_in]
    text, offsets = readable(document.text, above.start, above.end)
    match = _LAST_SENTENCE.search(text)
    if match is None or len(match[1]) > _LONGEST:
        return None
    return LeadIn(match[1], (offsets[match.start(1)], offsets[match.end(1) - 1] + 1))
