"""Which sentences are worth parsing: those in which a rule that reads grammar can find something.

The parser costs more than all rules together. A sentence that it would be lost on is still read, word by
word, by the rules that need no grammar. `tests/extract/test_worth.py` checks that nothing is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.extract.aims import is_of_these, may_act
from practicegraph.extract.assertion import tells_nothing
from practicegraph.extract.engagement import may_engage
from practicegraph.extract.frames import load_frames
from practicegraph.extract.objects import points_back

if TYPE_CHECKING:
    from practicegraph.extract.context import Found

#: How a clause of condition begins, and how long one is that stands alone.
_IF: Final = ("when ", "if ", "where ", "unless ", "as ")
_LONGEST_CONDITION: Final = 160
_WORD: Final = re.compile(r"\w+")
#: Kinds of which an item tells, under its lead-in, by how its first words are tagged.
_LISTED: Final = frozenset(("data", "party", "purpose"))


def is_worth_parsing(
    text: str, terms: tuple[Found, ...], phrases: tuple[Found, ...], kind: BlockKind | None
) -> bool:
    """Whether the grammar of a text matters, given what is marked in it.

    `kind` is that of its block, where it opens one.
    """
    kinds = {f.kind for f in (*terms, *phrases)}
    if "technology" in kinds or (kind is BlockKind.ITEM and kinds & _LISTED):
        return True
    lowered = text.lower()
    if kind is None and "condition" in kinds and len(text) <= _LONGEST_CONDITION and lowered.startswith(_IF):
        return True  # it may be all of what stands behind a title (lists.py)
    words = frozenset(_WORD.findall(lowered))
    return (
        _may_flow(lowered, words, kinds)
        or ("party" in kinds and may_engage(words, terms))
        or ("purpose" in kinds and _may_serve(lowered, kinds, phrases))
    )


def _may_flow(lowered: str, words: frozenset[str], kinds: set[str]) -> bool:
    """Whether a practice verb can have data, named or pointed back to."""
    return (
        not words.isdisjoint(load_frames().bases)
        and ("data" in kinds or points_back(lowered))
        and not tells_nothing(lowered)
    )


def _may_serve(lowered: str, kinds: set[str], phrases: tuple[Found, ...]) -> bool:
    """Whether what is said with a noun, of earlier data, or of an act toward people can have a purpose."""
    return "data" in kinds or "subject" in kinds or is_of_these(lowered) or may_act(lowered, phrases)
