"""What is known of single makes of servers: how questions are put to them, and which not at all.

Virtuoso 7 is the one that needs it. Asked the stored questions over sixty real policies, it lost rows, kept
rows that DISTINCT should have merged, and gave other values, without a word of it. So a stored question is
put to it only if it has no path of any length, and its rows were found to be those of Oxigraph, there and on
every case in `tests/queries/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from practicegraph.query import Query

VIRTUOSO_7: Final = "Virtuoso/07"
#: The stored questions that Virtuoso 7 answers as they are meant.
TRUE_ON_VIRTUOSO_7: Final = frozenset(
    {
        "hedged-sharing",
        "overview",
        "provenance",
        "regional-rights",
        "snapshot-changes",
        "statements-without-evidence",
        "unconditional-sharing",
        "undefined-terms",
        "widely-shared-data",
    }
)
#: Patterns are matched in the order in which they are written; its own order loses rows and never ends.
_IN_ORDER: Final = 'DEFINE sql:select-option "order"\n'
#: It can only join with ASCII, and makes a question mark of everything else.
_MARK: Final = 'SEPARATOR=" … "'
_STAND_IN: Final = "@@and@@"


def reason_not_to_ask(query: Query, make: str) -> str:
    """Why a stored question must not be put to a server of this make; empty where it may be."""
    if make.startswith(VIRTUOSO_7) and query.name not in TRUE_ON_VIRTUOSO_7:
        return f"is {make.partition(' ')[0]}, which answers the question {query.name} wrongly"
    return ""


def put(text: str, make: str) -> str:
    """A stored question's text as a server of this make must be asked."""
    if make.startswith(VIRTUOSO_7):
        return _IN_ORDER + text.replace(_MARK, f'SEPARATOR="{_STAND_IN}"')
    return text


def restored(content: bytes) -> bytes:
    """An answer with what `put` had to leave out of the question."""
    return content.replace(_STAND_IN.encode(), " … ".encode())
