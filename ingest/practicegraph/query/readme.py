"""The page about the stored queries, made from their heads.

python -m practicegraph.query.readme > queries/README.md
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from practicegraph.query.load import list_queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.query.load import Query

_HEAD: Final = """\
# Questions to a store

One question a file. Each runs as it is in any SPARQL tool, and with other values for its parameters by
`practicegraph query NAME --store DIR --param name=value`. The head of a file says what is asked and what a
row of the answer means; this page is made from the heads by `python -m practicegraph.query.readme`.
"""


def readme(queries: Iterable[Query]) -> str:
    """The page, in Markdown."""
    return "\n".join([_HEAD, *("\n".join(_section(query)) for query in queries)])


def _section(query: Query) -> Iterator[str]:
    yield f"## [{query.title}]({query.name}.rq)\n"
    yield f"`practicegraph query {query.name}`\n"
    for label, text in (
        ("Question", query.question),
        ("Reads as", query.reads_as),
        ("Asked by", query.asked_by),
    ):
        yield f"**{label}:** {' '.join(text.split())}\n"
    for parameter in query.parameters:
        yield f"- `--param {parameter.name}={parameter.default}` ({parameter.kind}): {parameter.meaning}"
    if query.parameters:
        yield ""


if __name__ == "__main__":
    sys.stdout.write(readme(list_queries()))
