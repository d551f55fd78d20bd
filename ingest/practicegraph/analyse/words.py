"""The words of statements, laid out for people."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.analyse.disclosures import Quote
    from practicegraph.statement import Evidence, Statement

_WIDTH: Final = 94
_INDENT: Final = "      "


def joined(quotes: Iterable[Quote]) -> str:
    """Quotes on one line; pieces that stand apart are joined by an ellipsis."""
    return " … ".join(" ".join(quote.text.split()) for quote in quotes)


def words_of(statement: Statement) -> str:
    """The words of a statement in the same form."""
    return " … ".join(" ".join(evidence.quote.split()) for evidence in statement.evidence)


def quoted(label: str, statement: Statement) -> Iterator[str]:
    """Lines: a label with the place of the first words, then the words, indented."""
    first: Evidence = statement.evidence[0]
    yield f"    {label} [{first.start}:{first.end}]"
    yield from (f"{_INDENT}{line}" for line in wrap(f"“{words_of(statement)}”", _WIDTH))
