"""A store written out in the forms that others use.

`export` writes a store to a file or a stream; `FORMATS` lists the forms, and `kind_of` guesses one from a
file's suffix. The same store gives the same bytes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from practicegraph.store import Store

__all__ = ["FORMATS", "Format", "export", "kind_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which a store is written.

    `suffix` is that of its files, `holds` what it holds, and `writer` names the function that writes it,
    which is imported only when it is needed. `owners` says that owners are looked up, on a day.
    """

    suffix: str
    holds: str
    writer: str
    owners: bool = False


#: By name; of several with one suffix, the first is meant by it.
FORMATS: Final = {
    "turtle": Format(".ttl", "all triples, in one graph", "graphs:write_turtle"),
    "trig": Format(".trig", "everything, graph by graph", "graphs:write_trig"),
    "nquads": Format(".nq", "everything, a sorted line a quad", "graphs:write_nquads"),
    "jsonld": Format(".jsonld", "everything, statements as nested records", "jsonld:write_jsonld"),
    "csv": Format(
        ".csv", "who gets which data from whom, for spreadsheets", "sheets:write_flows", owners=True
    ),
    "vendors": Format(
        ".csv", "a row a named recipient, for spreadsheets", "sheets:write_vendors", owners=True
    ),
    "graphml": Format(
        ".graphml", "the network of companies and recipients", "network:write_graphml", owners=True
    ),
    "gexf": Format(".gexf", "the same network for Gephi", "network:write_gexf", owners=True),
    "dpv": Format(".ttl", "affirmed practices in terms of DPV alone", "dpv:write_dpv"),
    "void": Format(".ttl", "the data set described in VoID and DCAT", "description:write_description"),
}


def kind_of(path: Path) -> str | None:
    """The name of the format that a file's suffix means, or None."""
    return next((name for name, kind in FORMATS.items() if kind.suffix == path.suffix.lower()), None)


def export(store: Store, kind: str, out: Path | BinaryIO, *, as_of: str | None = None) -> None:
    """Write a store in one of `FORMATS`, to a file or a binary stream.

    A file is there whole at the end, or is as it was before. `as_of` is the ISO 8601 day on which owners
    are looked up, and up to which snapshots count, where the format tells of owners.

    Raises:
        KeyError: There is no such format.
        OSError: The file cannot be written.
    """
    if isinstance(out, Path):
        _to_file(store, kind, out, as_of)
        return
    form = FORMATS[kind]
    write = resolve_name(f"{__name__}.{form.writer}")
    if form.owners:
        write(store, out, as_of)
    else:
        write(store, out)


def _to_file(store: Store, kind: str, path: Path, as_of: str | None) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            export(store, kind, file, as_of=as_of)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
