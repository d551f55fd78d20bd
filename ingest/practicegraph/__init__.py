"""Privacy policies as a knowledge graph of data practices, each statement with its quote."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """Gives `__version__`; looked up when asked for, since that takes longer than most commands need."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415  # slow to import

        return version("practicegraph")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
