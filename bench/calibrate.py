"""Counts, for each rule of extraction, how many of its facts readers of the same texts found too.

    python -m bench.calibrate          measure, and write ontology/frames/confidence.toml

Facts and agreement are those of the scoring scripts in ../shared; what a single reader found counts for
neither side. Only the counts go into the project.
"""

from __future__ import annotations

import collections
import importlib.util
import sys
from typing import TYPE_CHECKING, Any, Final

from bench.quality import ROOT, SHARED, require
from practicegraph.extract.parse import Parser
from practicegraph.extract.pipeline import extract
from practicegraph.read import read_document
from practicegraph.statement import to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

TABLE: Final = ROOT / "ontology" / "frames" / "confidence.toml"
_HEAD: Final = """\
# How many facts of each rule readers of the same texts found too, of how many that it stated (right, stated).
# Written by `python -m bench.calibrate`; the texts are those of docs/quality.md.

[rules]
"""
#: One fact that a rule stated: the rule, and whether readers have it (None where they differ among themselves).
Fact = tuple[str, bool | None]


def main() -> None:
    """Measure the rules and write the table."""
    require(SHARED)
    sys.path.insert(0, str(SHARED / "gold"))
    parser = Parser()
    facts = [*_gold("seeds", parser), *_gold("others", parser), *_opp115(parser)]
    TABLE.write_text(_HEAD + "\n".join(_rows(facts)) + "\n", encoding="utf-8")


def _rows(facts: Iterable[Fact]) -> Iterator[str]:
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for rule, right in facts:
        if right is not None:
            counts[rule][0] += right
            counts[rule][1] += 1
    for rule, (right, stated) in sorted(counts.items()):
        yield f'"{rule}" = [{right}, {stated}]'


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _records(path: Path, parser: Parser) -> list[dict[str, Any]]:
    return [to_record(s) for s in extract(read_document(path), parser)]


def _ontology() -> list[str]:
    return sorted(map(str, (ROOT / "ontology" / "schemes").glob("*.ttl")))


def _gold(part: str, parser: Parser) -> Iterator[Fact]:
    score = _module(SHARED / "gold" / "score.py", "gold_score")
    known, parents = {i for _, i in score.load_concepts()}, score.load_parents(_ontology())
    folder = SHARED / "gold" / part
    for path in sorted(folder.glob("*.txt")):
        asked, disputed = score.gold_facts(folder, path.stem, known, parents)
        for record in _records(path, parser):
            for fact in score.gather([record], known, parents):
                right = any(score.same(fact, g) for g in asked)
                open_ = not right and any(score.same(fact, g) for g in disputed)
                yield record["rule"], None if open_ else right


def _opp115(parser: Parser) -> Iterator[Fact]:
    score = _module(SHARED / "opp115" / "score.py", "opp115_score")
    known, parents = {i for _, i in score.load_concepts()}, score.load_parents(_ontology())
    segments = collections.defaultdict(list)
    for segment in score.read(SHARED / "opp115" / "labels.jsonl"):
        segments[segment["policy"]].append(segment)
    for name, its in sorted(segments.items()):
        for record in _records(SHARED / "opp115" / "policies" / f"{name}.txt", parser):
            labels = {
                label for label in score.labels(record, known, parents) if label.split("/")[0] in score.SCORED
            }
            for start, end in score.spans(record)[:1]:
                for segment in its:
                    if start < segment["end"] and segment["start"] < end:
                        yield from _labelled(record["rule"], labels, segment)


def _labelled(rule: str, labels: Iterable[str], segment: dict[str, Any]) -> Iterator[Fact]:
    for label in sorted(labels):
        if label in segment["labels"]:
            yield rule, True
        else:
            yield rule, None if label in segment["disputed"] else False


if __name__ == "__main__":
    main()
