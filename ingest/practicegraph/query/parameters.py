"""What a query can be told: kinds of values, how a user writes them, and where they go in the text.

A parameter stands in the query as `VALUES ?name { … }` with its default between the braces, so that any
SPARQL tool runs the file as it is. A value is made into a term first, and the term's own spelling is what
replaces the default: nothing a user types becomes query text.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from practicegraph import rdf
from practicegraph.concepts import load_concepts
from practicegraph.knowledge import ONTOLOGY, RESOURCE
from practicegraph.query.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from practicegraph.query.header import Parameter

#: The kinds of concepts that a parameter can be, and what `concepts` calls each.
CONCEPTS: Final = {
    "choice": "choice",
    "data": "data",
    "purpose": "purpose",
    "right": "right",
    "role": "party",
    "technology": "technology",
}
#: The default, and the value, of a parameter that restricts nothing.
ANY: Final = "any"
_PATH: Final = re.compile(r"[a-z0-9][a-z0-9./_-]*")
_DECIMAL: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")

Value = NamedNode | Literal


def _concept(kind: str, text: str) -> Value:
    name = text.removeprefix("pg:").removeprefix(ONTOLOGY)
    known = {concept.id for concept in load_concepts().of_kind(CONCEPTS[kind])}
    if name not in known:
        raise ValueError(f"is no {kind} that the ontology knows; {_instead(name, known)}")
    return NamedNode(ONTOLOGY + name)


def _resource(folder: str, text: str) -> Value:
    path = text.removeprefix("id:").removeprefix(RESOURCE).removeprefix(f"{folder}/")
    if not _PATH.fullmatch(path):
        raise ValueError(f"names no {folder}; give what follows {RESOURCE}{folder}/ in its address")
    return rdf.resource(folder, path)


def _date(text: str) -> Value:
    try:
        return rdf.date(date.fromisoformat(text).isoformat())
    except ValueError:
        raise ValueError("is no date; write it as 2025-12-31") from None


def _integer(text: str) -> Value:
    if not _INTEGER.fullmatch(text):
        raise ValueError("is no whole number; write it as 24")
    return rdf.integer(int(text))


def _decimal(text: str) -> Value:
    if not _DECIMAL.fullmatch(text):
        raise ValueError("is no decimal number; write it as 0.5")
    return rdf.decimal(float(text))


def _iri(text: str) -> Value:
    try:
        return NamedNode(text)
    except ValueError:
        raise ValueError("is no address; write it in full, without < and >") from None


#: How each kind of value is read; the functions raise ValueError with what is wrong.
KINDS: Final[Mapping[str, Callable[[str], Value]]] = {
    **{kind: partial(_concept, kind) for kind in CONCEPTS},
    **{kind: partial(_resource, kind) for kind in ("party", "company", "policy", "snapshot", "statement")},
    "date": _date,
    "integer": _integer,
    "decimal": _decimal,
    "iri": _iri,
    "string": rdf.words,
}


def declaration_problems(parameters: Sequence[Parameter], text: str) -> tuple[str, ...]:
    """What is wrong with a query's parameters: each must stand in its text with its default."""
    found = tokens(text)
    prefixes = _prefixes(found)
    return tuple(problem for p in parameters for problem in _declaration(p, found, prefixes))


def bind(parameters: Sequence[Parameter], text: str, given: Mapping[str, str]) -> str:
    """The query's text with the values given in place of the defaults.

    Raises:
        ValueError: A parameter is unknown or a value is of another kind; `args` holds all problems.
    """
    terms = _given(parameters, given)
    return _replaced(text, {name: "UNDEF" if value is None else str(value) for name, value in terms.items()})


def values_of(parameters: Sequence[Parameter], given: Mapping[str, str]) -> dict[str, Value | None]:
    """The value of every parameter, given or its default; None is that of one that restricts nothing.

    Raises:
        ValueError: A parameter is unknown or a value is of another kind; `args` holds all problems.
    """
    defaults = {parameter.name: _term(parameter, parameter.default) for parameter in parameters}
    return defaults | _given(parameters, given)


def _given(parameters: Sequence[Parameter], given: Mapping[str, str]) -> dict[str, Value | None]:
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Value | None] = {}
    problems: list[str] = []
    for name, words in sorted(given.items()):
        try:
            values[name] = _term(known[name], words)
        except KeyError:
            problems.append(f"?{name} is no parameter of it; {_instead(name, known)}")
        except ValueError as error:
            problems.append(f"?{name}: {words!r} {error}")
    if problems:
        raise ValueError(*problems)
    return values


def _term(parameter: Parameter, words: str) -> Value | None:
    """The term that a user's words stand for; None where they restrict nothing."""
    return None if words == ANY == parameter.default else KINDS[parameter.kind](words)


def _spelled(parameter: Parameter, words: str) -> str:
    """The SPARQL spelling of the term that a user's words stand for."""
    value = _term(parameter, words)
    return "UNDEF" if value is None else str(value)


def _replaced(text: str, values: Mapping[str, str]) -> str:
    found = tokens(text)
    places = [(place, value) for name, value in values.items() for place in _places(name, found)]
    for place, value in sorted(places, key=lambda pair: pair[0][0].start, reverse=True):
        text = f"{text[: place[0].end]} {value} {text[place[-1].start :]}"
    return text


def _places(name: str, found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Each `{ … }` of a `VALUES ?name { … }`, with its braces."""
    for i in range(len(found) - 2):
        if found[i].text.upper() == "VALUES" and found[i + 1].text == f"?{name}" and found[i + 2].text == "{":
            closing = next((j for j in range(i + 3, len(found)) if found[j].text == "}"), len(found) - 1)
            yield found[i + 2 : closing + 1]


def _declaration(parameter: Parameter, found: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[str]:
    try:
        default = _spelled(parameter, parameter.default)
    except KeyError:
        yield f"?{parameter.name} has no kind {parameter.kind!r}; {_instead(parameter.kind, KINDS)}"
        return
    except ValueError as error:
        yield f"the default of ?{parameter.name}, {parameter.default!r}, {error}"
        return
    places = list(_places(parameter.name, found))
    if not places:
        yield f"?{parameter.name} stands nowhere in the query as VALUES ?{parameter.name} {{ … }}"
    elif any(_expanded(place[1:-1], prefixes) != default for place in places):
        yield f"VALUES ?{parameter.name} {{ … }} holds another default than the head's `{parameter.default}`"


def _expanded(found: Iterable[Token], prefixes: Mapping[str, str]) -> str:
    """A term's tokens as the engine would spell the term."""
    text = "".join(_full(token, prefixes) for token in found)
    if _INTEGER.fullmatch(text):
        return str(rdf.integer(int(text)))
    return str(rdf.decimal(float(text))) if _DECIMAL.fullmatch(text) else text


def _full(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind != "prefixed":
        return token.text
    prefix, _, local = token.text.partition(":")
    return f"<{prefixes.get(prefix, prefix + ':')}{local}>"


def _prefixes(found: Sequence[Token]) -> dict[str, str]:
    return {
        found[i + 1].text.removesuffix(":"): found[i + 2].text[1:-1]
        for i in range(len(found) - 2)
        if found[i].text.upper() == "PREFIX" and found[i + 2].kind == "iri"
    }


def _instead(name: str, known: Iterable[str]) -> str:
    choices = sorted(known)
    close = get_close_matches(name, choices, n=1)
    listed = f"it must be one of {', '.join(choices)}" if choices else "there is none"
    return f"did you mean {close[0]}?" if close else listed
