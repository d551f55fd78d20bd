"""What a validation found, as values, and as text, JSON and SHACL's own Turtle."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from practicegraph.rdf import PREFIXES, resource, short_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

_SH: Final = PREFIXES["sh"]
#: What stands before the IRI of a path that is followed backwards.
INVERSE: Final = "^"


class Severity(StrEnum):
    """How bad a result is; only a violation keeps a graph out of a store."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One thing that a shape found wrong.

    `focus` and `value` are terms as N-Triples writes them; `path` is a property's IRI in angle brackets,
    with `^` before it where it is followed backwards, or empty where the fault is the node's own;
    `component` is the local name of the SHACL component, "MinCountConstraintComponent" say; `value` is
    empty where something is missing.
    """

    focus: str
    path: str
    component: str
    value: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All results, in order. It conforms if none is a violation; warnings do not matter to that."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether the graph may enter a store."""
        return not self.violations

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results that keep a graph out of a store."""
        return tuple(result for result in self.results if result.severity is Severity.VIOLATION)

    def to_text(self) -> str:
        """A line that sums up, then three lines a result."""
        counts = Counter(result.severity.value for result in self.results)
        summed = (
            ", ".join(f"{number} {severity}" for severity, number in sorted(counts.items())) or "no results"
        )
        verdict = "conforms" if self.conforms else "does not conform"
        return "\n".join((f"{verdict}: {summed}", *map(_result_text, self.results), ""))

    def to_json(self) -> str:
        """The verdict and the results as a JSON object."""
        found = [asdict(result) for result in self.results]
        return json.dumps({"conforms": self.conforms, "results": found}, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """A `sh:ValidationReport`, in which warnings do not keep the graph from conforming either."""
        name = resource("report", short_digest(*(repr(result) for result in self.results))).value
        nodes = [f"<{name}/{number}>" for number in range(1, len(self.results) + 1)]
        head = [f"<{name}> a sh:ValidationReport ;", f"  sh:conforms {str(self.conforms).lower()}"]
        listed = [f" ;\n  sh:result {', '.join(nodes)}"] if nodes else []
        blocks = [_result_turtle(node, result) for node, result in zip(nodes, self.results, strict=True)]
        prefix = f"@prefix sh: <{_SH}> .\n"
        return "\n".join((prefix, "\n".join(head) + "".join(listed) + " .", *blocks, ""))


def report_of(results: Iterable[Result]) -> Report:
    """A report of these results, ordered, each once."""
    return Report(tuple(sorted(set(results))))


def _result_text(result: Result) -> str:
    place = " ".join(filter(None, (compact(result.focus), compact(result.path))))
    value = f"\n    value: {compact(result.value)}" if result.value else ""
    return f"{result.severity}: {place}\n    {result.message} [{result.component}]{value}"


def _result_turtle(node: str, result: Result) -> str:
    pairs = [
        ("a", "sh:ValidationResult"),
        ("sh:focusNode", result.focus),
        ("sh:resultPath", _path_turtle(result.path)),
        ("sh:value", result.value),
        ("sh:resultMessage", json.dumps(result.message, ensure_ascii=False)),
        ("sh:resultSeverity", f"sh:{result.severity}"),
        ("sh:sourceConstraintComponent", f"sh:{result.component}"),
    ]
    return f"\n{node} " + " ;\n  ".join(f"{name} {value}" for name, value in pairs if value) + " ."


def _path_turtle(path: str) -> str:
    return f"[ sh:inversePath {path.removeprefix(INVERSE)} ]" if path.startswith(INVERSE) else path


def compact(term: str) -> str:
    """A term as N-Triples writes it, or a path, with the prefixes of `docs/graph.md` where they fit."""
    if term.startswith('"'):
        text, quote, kind = term.rpartition('"')
        return text + quote + _prefixed(kind)
    return _prefixed(term)


def _prefixed(term: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if f"<{namespace}" in term:
            return term.replace(f"<{namespace}", f"{prefix}:").removesuffix(">")
    return term
