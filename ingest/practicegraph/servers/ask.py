"""Questions to a server, by the SPARQL 1.1 Protocol; an answer in part is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, QueryResultsFormat, RdfFormat, parse, parse_query_results

from practicegraph.query.load import list_queries
from practicegraph.query.run import bound_text
from practicegraph.query.table import Table, from_results
from practicegraph.query.tokens import tokens
from practicegraph.servers.makes import put, reason_not_to_ask, restored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicegraph.query import Query
    from practicegraph.servers.http import Answer, Server

_RESULTS: Final = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_TRIPLES: Final = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
}
#: The forms of queries whose answer is a graph, and what is asked for there and elsewhere.
_GRAPHS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
_FORMS: Final = _GRAPHS | {"SELECT", "ASK"}
_AS_TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"
_AS_RESULTS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
#: How Virtuoso 7 names the one cell of what should be a yes or no.
_YES_OR_NO: Final = "__ASK_RETVAL"
#: How Virtuoso says that it left rows out.
_MOST_ROWS: Final = "X-SPARQL-MaxRows"
_STATE: Final = "X-SQL-State"
_END: Final = 200


def ask(query: Query, server: Server, given: Mapping[str, str] | None = None) -> Table:
    """Ask a query of a server; `given` are parameters as a user writes them.

    Raises:
        InvalidQuery: A parameter is wrong.
        ServerUnavailable: The server does not answer, refuses, answers in part, or is of a make that is
            known to answer this stored question wrongly.
    """
    text = bound_text(query, given or {})
    if query in list_queries():
        text = _as_it_must_be_put(query, text, server)
    accept = _AS_TRIPLES if _form(text) in _GRAPHS else _AS_RESULTS
    answer = server.request("POST", headers={"Accept": accept}, body={"query": text})
    table = _table(answer, server)
    _see_that_it_is_whole(table, answer, server)
    return _yes_or_no(table) if table.columns == (_YES_OR_NO,) else table


def _as_it_must_be_put(query: Query, text: str, server: Server) -> str:
    make = server.request("POST", headers={"Accept": _AS_RESULTS}, body={"query": "ASK {}"}).headers.get(
        "Server", ""
    )
    if reason := reason_not_to_ask(query, make):
        raise server.unavailable(
            reason, "ask the store itself, or a server of another make: see docs/servers.md"
        )
    return put(text, make)


def _form(text: str) -> str:
    words = (token.text.upper() for token in tokens(text) if token.kind == "word")
    return next((word for word in words if word in _FORMS), "")


def _yes_or_no(table: Table) -> Table:
    yes = any(cell is not None and cell.value == "1" for row in table.rows for cell in row)
    return Table(("answer",), ((Literal(yes),),))


def _see_that_it_is_whole(table: Table, answer: Answer, server: Server) -> None:
    most = answer.headers.get(_MOST_ROWS, "")
    if most.isdecimal() and len(table.rows) >= int(most):
        reason = f"gives at most {most} rows to a question, and that many came, so some may be missing"
        raise server.unavailable(
            reason, "raise its ResultSetMaxRows, or ask for less: a parameter, or LIMIT and OFFSET"
        )
    if state := answer.headers.get(_STATE):
        said = server.words(answer.headers.get("X-SQL-Message", state).encode())
        reason = f'answers only in part and says "{said}"'
        raise server.unavailable(reason, "raise its MaxQueryExecutionTime, or ask for less")


def _table(answer: Answer, server: Server) -> Table:
    if answer.kind not in _RESULTS and answer.kind not in _TRIPLES:
        said = server.words(answer.content)
        reason = f'answers with {answer.kind or "nothing that says what it is"} where SPARQL results are due: "{said}"'
        raise server.unavailable(reason, "see docs/servers.md for the addresses of each make of server")
    try:
        if results := _RESULTS.get(answer.kind):
            return from_results(parse_query_results(restored(answer.content), results))
        triples = parse(answer.content, format=_TRIPLES[answer.kind])
        return Table(
            ("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in triples)
        )
    except (SyntaxError, ValueError) as error:
        end = server.words(answer.content[-_END:])
        reason = f'broke off its answer or garbled it ({error}); it ends in "{end}"'
        raise server.unavailable(
            reason, "allow it more time on the server's side, or ask for less"
        ) from error
