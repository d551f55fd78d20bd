"""Columns as large as one likes, without the graph: the rows of a store's snapshots under varied names.

    python -m bench.made_columns STORE COUNT TARGET

The rows are those that `bench.made_store` would lead to, but for the digests in `scope`, which differ between
copies and agree within one all the same. What comes out answers `query --engine columns`, and nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bench.made import letters
from practicegraph.columns.folder import Columns, Manifest, mark_current, write_manifest
from practicegraph.columns.known import read_known
from practicegraph.columns.project import read_rows
from practicegraph.columns.tables import KNOWN, TABLES
from practicegraph.columns.write import Content, made_aside, write_folder, write_lines
from practicegraph.rdf import slug
from practicegraph.store import read_store
from practicegraph.store.folder import FORMAT, Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.store import SnapshotRow, Store

#: As many shards as so many snapshots get.
_PER_SHARD: Final = 1024


def fill(store: Path, count: int, target: Path) -> None:
    """Write the columns of so many snapshots into a folder that holds no graph."""
    target.mkdir()
    (target / "store.json").write_text(json.dumps({"program": "practicegraph", "format": FORMAT}))
    columns = Columns(Folder(target))
    with read_store(store) as opened, made_aside(columns.root) as aside:
        originals = [(row, dict(_lines(opened, row))) for row in opened.snapshots()]
        shards = {}
        for shard, copies in _sharded([row for row, _ in originals], count).items():
            (lines := aside / shard).mkdir()
            _write(lines, [_Copy(*originals[index], turn) for index, turn in copies])
            shards[shard] = write_folder(columns.root, Content(shard, TABLES, lines))
        (lines := aside / "known").mkdir()
        write_lines(lines, KNOWN, [read_known(opened.oxigraph)])
        known = write_folder(columns.root, Content("known", KNOWN, lines))
    write_manifest(columns, Manifest(len(shards), known, shards))
    mark_current(columns)


def _sharded(rows: list[SnapshotRow], count: int) -> dict[str, list[tuple[int, int]]]:
    """The copies in the shards to which their names belong, each as the place of its original and its turn."""
    bits = max(0, (count - 1) // _PER_SHARD).bit_length()
    shards: dict[str, list[tuple[int, int]]] = {f"shard{number:0{bits}b}": [] for number in range(2**bits)}
    for number in range(count):
        index, turn = number % len(rows), number // len(rows)
        digest = int.from_bytes(hashlib.sha256(_Copy(rows[index], {}, turn).graph.encode()).digest()[:4])
        shards[f"shard{digest >> (32 - bits):0{bits}b}"].append((index, turn))
    return shards


def _lines(store: Store, row: SnapshotRow) -> Iterator[tuple[str, str]]:
    with TemporaryDirectory() as folder:
        write_lines(Path(folder), TABLES, [read_rows(store.oxigraph, row.graph)])
        for table in TABLES:
            yield table, Path(folder, f"{table}.jsonl").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Copy:
    """A snapshot's lines under other names; the first turn leaves them as they are."""

    row: SnapshotRow
    lines: dict[str, str]
    turn: int

    @property
    def graph(self) -> str:
        """The name of its graph."""
        return self._renamed(self.row.graph.value)

    def table(self, name: str) -> str:
        """Its lines in a table."""
        return self._renamed(self.lines[name])

    def _renamed(self, text: str) -> str:
        if self.turn == 0:
            return text
        ending, company = letters(self.turn), self.row.company
        service = self.row.policy.value.rpartition("/")[2]
        named = json.dumps(company, ensure_ascii=False)
        text = text.replace(f"/{service}/", f"/{service}-{ending}/")
        text = text.replace(f'/id/policy/{service}"', f'/id/policy/{service}-{ending}"')
        text = text.replace(f'/id/company/{slug(company)}"', f'/id/company/{slug(f"{company} {ending}")}"')
        return text.replace(f'"company": {named}', f'"company": {named[:-1]} {ending}"')


def _write(folder: Path, copies: list[_Copy]) -> None:
    for table in TABLES:
        with (folder / f"{table}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(copy.table(table) for copy in copies)


def main() -> None:
    """Write the columns that the arguments name."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    fill(given.store, given.count, given.target)


if __name__ == "__main__":
    main()
