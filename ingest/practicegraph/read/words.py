"""The word lists that reading goes by; they stand in `words.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

_LISTS: Final = tomllib.loads(files("practicegraph.read").joinpath("words.toml").read_text("utf-8"))


def words(name: str) -> frozenset[str]:
    """The list of this name."""
    return frozenset(_LISTS[name].split())
