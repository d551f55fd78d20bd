"""Which snapshots lie together, where a store is written as files: by a digest of their names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from practicegraph.rdf import resource

if TYPE_CHECKING:
    from practicegraph.store.core import Store
    from practicegraph.store.ledger import Entry

#: How many snapshots a shard holds before there are twice as many shards, on average.
SIZE: Final = 1024
#: At most two to the power of this many shards, since whoever reads all opens the files of each.
MOST_BITS: Final = 7
_SNAPSHOTS: Final = resource("snapshot", "").value


def sharded(store: Store, size: int = SIZE) -> dict[str, dict[str, Entry]]:
    """What was acknowledged of each snapshot of a store, shard by shard; an empty shard is there as well.

    A shard's name is the bits that its snapshots' digests begin with, so it begins like the name of the
    shard that it was split from.
    """
    entries = store.ledger.entries
    snapshots = sorted(graph for graph in entries if graph.startswith(_SNAPSHOTS))
    bits = min(MOST_BITS, max(0, (len(snapshots) - 1) // size).bit_length())
    shards: dict[str, dict[str, Entry]] = {_name(number, bits): {} for number in range(2**bits)}
    for graph in snapshots:
        digest = int.from_bytes(hashlib.sha256(graph.encode()).digest()[:4])
        shards[_name(digest >> (32 - bits), bits)][graph] = entries[graph]
    return shards


def _name(number: int, bits: int) -> str:
    return f"shard{number:0{bits}b}" if bits else "shard"
