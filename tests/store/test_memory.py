"""What the C library is told about freed memory, and that nothing is done where there is no such library."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pytest

from practicegraph.store import memory, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Library:
    """A C library that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, int]] = []

    def mallopt(self, parameter: int, value: int) -> int:
        self.told.append(("mallopt", parameter, value))
        return 1

    def malloc_trim(self, pad: ctypes.c_size_t) -> int:
        self.told.append(("malloc_trim", pad.value, 0))
        return 1


@pytest.fixture
def forgotten() -> Iterator[None]:
    memory._glibc.cache_clear()
    yield
    memory._glibc.cache_clear()


@pytest.mark.usefixtures("forgotten")
def test_a_store_opened_for_writing_has_one_heap_and_gives_back_after_each_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    with open_store(tmp_path / "s") as store:
        assert library.told == [("mallopt", -8, 1), ("mallopt", -3, 1024 * 1024)]
        store.commit()
        assert len(library.told) == 2
        store.oxigraph.update("INSERT DATA { GRAPH <x:g> { <x:s> <x:p> <x:o> } }")
        store.remove_graph(next(iter(store.graphs())))
        store.commit()
    assert library.told[2:] == [("malloc_trim", 0, 0)]


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("trouble", [OSError, AttributeError])
def test_nothing_is_done_where_there_is_no_glibc(
    monkeypatch: pytest.MonkeyPatch, trouble: type[Exception]
) -> None:
    def missing(*_: Any) -> Any:
        raise trouble

    monkeypatch.setattr(ctypes, "CDLL", missing)
    memory.keep_little()
    memory.give_back()
    assert memory._glibc() is None
