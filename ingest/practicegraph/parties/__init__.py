"""Who is named: known parties, their owners over time, and names as policies write them."""

from __future__ import annotations

from practicegraph.parties.load import load_registry, read_registry
from practicegraph.parties.match import Decision, Match, load_decisions
from practicegraph.parties.owners import owner_on, owners_over_time, parent_on
from practicegraph.parties.registry import Case, Kind, KnownParty, Name, Ownership, Registry
from practicegraph.parties.resolve import ResolveContext, resolve
from practicegraph.parties.stop import is_stop_phrase

__all__ = [
    "Case",
    "Decision",
    "Kind",
    "KnownParty",
    "Match",
    "Name",
    "Ownership",
    "Registry",
    "ResolveContext",
    "is_stop_phrase",
    "load_decisions",
    "load_registry",
    "owner_on",
    "owners_over_time",
    "parent_on",
    "read_registry",
    "resolve",
]
