"""Annotations of the OPP-115 corpus (Wilson et al., ACL 2016) as statements.

A folder of annotations holds one CSV file a policy; the sanitised policies, `NAME.html`, lie beside the files
or in the folder `sanitized_policies` next to theirs. Offsets count in the source of one segment.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from practicegraph.errors import InvalidStatement, UnreadableInput
from practicegraph.imports.annotations import Annotation, Value
from practicegraph.imports.imported import Imported, checked
from practicegraph.imports.practices import left_out, statement_of
from practicegraph.imports.segments import read_segments
from practicegraph.read import ReadOptions, read_bytes
from practicegraph.read.dates import lone_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from practicegraph.imports.segments import Segments

_COLUMNS: Final = 9
_POLICIES: Final = "sanitized_policies"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of an annotation file."""

    line: int
    annotator: str
    segment: int
    category: str
    attributes: dict[str, dict[str, Any]]
    date: str
    address: str


def import_opp115(path: Path) -> Imported:
    """The document and the statements of one annotation file.

    Each annotation is a statement, of its annotator alone: where three annotated a policy, three may say the
    same of it.

    Raises:
        UnreadableInput: The file or its policy cannot be read.
        InvalidStatement: With every line that is not as OPP-115 has them.
    """
    rows = _rows(path)
    segments = read_segments(_text(_policy_of(path)))
    address = rows[0].address or None
    options = ReadOptions(name=path.stem, date=_date(rows), source=address, site=_site(address))
    document = read_bytes(segments.text.encode(), path.stem, ".txt", options)
    annotations = _annotations(path, rows, segments)
    statements = (statement_of(annotation, document) for annotation in annotations)
    skipped = Counter(name for annotation in annotations for name in left_out(annotation))
    return checked(Imported(document, tuple(filter(None, statements)), tuple(sorted(skipped.items()))))


def _policy_of(path: Path) -> Path:
    name = path.with_suffix(".html").name
    places = (path.with_name(name), *(parent / _POLICIES / name for parent in list(path.parents)[:3]))
    for place in places:
        if place.is_file():
            return place
    remedy = f"put it beside the annotations, or into {_POLICIES} next to their folder"
    raise UnreadableInput(str(path), f"its policy {name} is not there", remedy)


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(path), f"cannot be read: {error}") from error


def _rows(path: Path) -> list[_Row]:
    problems: list[str] = []
    rows: list[_Row] = []
    for line, cells in enumerate(csv.reader(_text(path).splitlines(keepends=True)), start=1):
        try:
            rows.append(_row(line, cells))
        except (ValueError, TypeError) as error:
            problems.append(f"line {line}: {error}")
    if not rows and not problems:
        problems.append("holds no annotations")
    if problems:
        raise InvalidStatement(str(path), tuple(problems))
    return rows


def _row(line: int, cells: Sequence[str]) -> _Row:
    if len(cells) != _COLUMNS:
        raise ValueError(f"has {len(cells)} columns, and OPP-115 has {_COLUMNS}")
    _, _, annotator, _, segment, category, attributes, date, address = cells
    told = json.loads(attributes)
    if not isinstance(told, dict) or not all(isinstance(value, dict) for value in told.values()):
        raise ValueError("its attributes are no JSON object of objects")
    return _Row(line, annotator, int(segment), category, told, date, address)


def _site(address: str | None) -> str | None:
    host = urlsplit(address or "").hostname
    return host.removeprefix("www.") if host else None


def _date(rows: Sequence[_Row]) -> str | None:
    return next((day for row in rows if (day := lone_date(row.date))), None)


def _annotations(path: Path, rows: Sequence[_Row], segments: Segments) -> list[Annotation]:
    problems: list[str] = []
    found: list[Annotation] = []
    for row in rows:
        try:
            found.append(_annotation(row, segments))
        except (IndexError, TypeError, KeyError) as error:
            problems.append(f"line {row.line}: segment {row.segment} has no such place: {error}")
    if problems:
        raise InvalidStatement(str(path), tuple(problems))
    return found


def _annotation(row: _Row, segments: Segments) -> Annotation:
    values = tuple(_values(row, segments))
    whole = segments.whole(row.segment)
    return Annotation(row.annotator, row.category, values, whole)


def _values(row: _Row, segments: Segments) -> Iterator[Value]:
    for attribute, told in row.attributes.items():
        start, end = told.get("startIndexInSegment", -1), told.get("endIndexInSegment", -1)
        span = segments.span(row.segment, start, end) if start >= 0 else None
        yield Value(attribute, str(told["value"]), span)
