"""JSON Lines that conform to a published schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from jsonschema import Draft202012Validator

from practicegraph.errors import InvalidStatement
from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema import ValidationError

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: How much of a value that breaks the schema is shown, in characters.
_SHOWN: Final = 60


def read_records(lines: Iterable[str], where: str, schema: str) -> Iterator[dict[str, Any]]:
    """Each record that conforms to `ontology/<schema>.schema.json`; blank lines are passed over.

    The good ones are given before the bad ones are complained of, so whoever wants all or nothing takes
    them into a list first.

    Raises:
        InvalidStatement: After the last line, with all that is wrong and the line it is wrong on.
    """
    problems: list[str] = []
    for number, line in enumerate(_decoded(lines, where), start=1):
        record, faults = _parsed(line, schema)
        problems += (f"line {number}: {fault}" for fault in faults)
        if record is not None:
            yield record
    if problems:
        raise InvalidStatement(where, tuple(problems))


def write_record(record: dict[str, Any]) -> str:
    """The line of a record; the same record gives the same line."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def faults_of(record: object, schema: str) -> tuple[str, ...]:
    """All in which a record breaks a schema, by place."""
    errors = sorted(_validator(schema).iter_errors(record), key=lambda error: error.json_path)
    return tuple(_described(error) for error in errors)


def _decoded(lines: Iterable[str], where: str) -> Iterator[str]:
    try:
        for line in lines:
            yield line.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InvalidStatement(where, (f"is not UTF-8: {error.reason}; save it as UTF-8",)) from error


def _parsed(line: str, schema: str) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The record of a line, if it is a good one, and all that is wrong with it."""
    if not line.strip():
        return None, ()
    try:
        record = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        return None, (_unreadable(error),)
    faults = faults_of(record, schema)
    if not faults and _SURROGATE.search(json.dumps(record, ensure_ascii=False)):
        faults = ("holds half of a surrogate pair, which is no character",)
    return (None if faults else record), faults


def _unreadable(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON: {error.msg}, at character {error.pos + 1}"
    return "is nested too deep" if isinstance(error, RecursionError) else f"is not JSON: {error}"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _described(error: ValidationError) -> str:
    place = error.json_path.removeprefix("$").removeprefix(".")
    shown = repr(error.instance)
    message = error.message.replace(shown, _shortened(shown))
    if error.validator == "anyOf":
        message = f"{_shortened(shown)} has neither a name nor a role"
    elif error.validator == "pattern" and isinstance(error.schema, Mapping):
        message = f"{_shortened(shown)} is not of the form asked for here: {error.schema['description']}"
    return f"{place}: {message}" if place else message


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


@lru_cache(maxsize=4)
def _validator(schema: str) -> Draft202012Validator:
    file = knowledge_root().joinpath("ontology", f"{schema}.schema.json")
    return Draft202012Validator(
        json.loads(file.read_bytes()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
