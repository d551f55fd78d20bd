"""Where the columns of a store lie, and which of its snapshots they hold.

STORE/columns/
├── manifest.json             which folders hold: one for each shard, and one of what is known
├── NAME-DIGEST/TABLE.parquet the rows of a shard; the digest is of the bytes
├── known-DIGEST/TABLE.parquet
├── state/NAME.json.gz        of what each snapshot's rows were made
└── state.json                the ledger at which the columns are up to date

The manifest and the folders are the same bytes for the same graphs; the state tells of times as well.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from practicegraph.errors import StoreUnavailable
from practicegraph.store.folder import write_aside

if TYPE_CHECKING:
    from pathlib import Path

    from practicegraph.store.folder import Folder

#: Raised whenever the tables or what they hold change, so that older columns are made anew.
FORMAT: Final = 1
#: How much of the ledger's end tells one state of it from another, in bytes.
_TAIL: Final = 65_536


@dataclass(frozen=True, slots=True)
class Manifest:
    """The folders that hold, by the name of their shard; `parts` is how many shards there must be."""

    parts: int = 1
    known: str = ""
    shards: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns' folder of a store."""

    store: Folder

    @property
    def root(self) -> Path:
        """The folder."""
        return self.store.root / "columns"

    @property
    def manifest(self) -> Path:
        """Which folders hold."""
        return self.root / "manifest.json"

    @property
    def current(self) -> Path:
        """The ledger at which the columns are up to date."""
        return self.root / "state.json"

    def state_of(self, shard: str) -> Path:
        """Of what each snapshot's rows in a shard were made."""
        return self.root / "state" / f"{shard}.json.gz"


def read_manifest(columns: Columns) -> Manifest | None:
    """What holds, or None where there are no columns, or those of another format.

    Raises:
        StoreUnavailable: The manifest is damaged.
    """
    try:
        record = json.loads(columns.manifest.read_bytes())
        return Manifest(**record) if record.get("format") == FORMAT else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        reason = f"is damaged: {error}"
        raise StoreUnavailable(
            str(columns.manifest), reason, "remove the folder columns and make it anew"
        ) from error


def write_manifest(columns: Columns, manifest: Manifest) -> None:
    """Makes other folders hold, at once."""
    write_aside(columns.manifest, json.dumps(asdict(manifest), indent=1, sort_keys=True).encode() + b"\n")


def read_state(columns: Columns, shard: str) -> dict[str, str]:
    """Of what the rows of each snapshot in a shard were made; empty where that is not known."""
    try:
        state: dict[str, str] = json.loads(gzip.decompress(columns.state_of(shard).read_bytes()))
    except (OSError, ValueError, EOFError):
        return {}
    return state


def write_state(columns: Columns, shard: str, state: dict[str, str]) -> None:
    """Says of what the rows of a shard were made."""
    path = columns.state_of(shard)
    path.parent.mkdir(exist_ok=True)
    write_aside(path, gzip.compress(json.dumps(state, sort_keys=True).encode(), mtime=0))


def mark_current(columns: Columns) -> None:
    """Says that the columns hold what the store's ledger has now."""
    write_aside(columns.current, json.dumps(_ledger(columns.store)).encode() + b"\n")


def is_current(columns: Columns) -> bool:
    """Whether the columns hold what the store's ledger has now."""
    try:
        return bool(json.loads(columns.current.read_bytes()) == _ledger(columns.store))
    except (OSError, ValueError):
        return False


def _ledger(store: Folder) -> dict[str, int | str]:
    """What tells one state of the ledger from another; it only grows, or is rewritten whole."""
    try:
        with store.ledger.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            return {"size": size, "tail": hashlib.sha256(file.read()).hexdigest()}
    except FileNotFoundError:
        return {"size": 0, "tail": ""}
