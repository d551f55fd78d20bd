"""Who is named: known parties, their owners over time, and names as policies write them."""

from __future__ import annotations

from practicegraph.parties.load import load_registry, read_registry
from practicegraph.parties.registry import Case, Kind, KnownParty, Name, Ownership, Registry

__all__ = ["Case", "Kind", "KnownParty", "Name", "Ownership", "Registry", "load_registry", "read_registry"]
