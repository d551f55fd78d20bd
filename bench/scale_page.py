"""The pages of what a corpus costs: docs/performance.md and its plot."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any, Final

from bench.page import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: Final = ROOT / "docs" / "performance.md"
PLOT: Final = ROOT / "docs" / "performance.svg"
_HEAD: Final = """# What a corpus costs

Written by `python -m bench.scale` from the figures of its runs; each section says when it was measured, at which commit,
and how many processes were waiting for the {machine} when it ended (load). A load above the number of
cores means that others were at work: then ratios within a section say more than seconds. A + behind a commit, or
"dirty", says that changes were measured with it that were committed later.
"""
_PER_BUILD: Final = """## {title}

{policies} policies, {words:,} words, everything included: reading, extracting, matching names, lifting, checking, storing.
The bare parser is spaCy's tokeniser, tagger and parser over the same texts. {turns} of each.

| | seconds | CPU seconds | words per CPU second |
|---|--:|--:|--:|
| whole build, one worker | {whole[wall]:.1f} | {whole[cpu]:.1f} | {rate:,.0f} |
| bare parser | {bare[wall]:.1f} | {bare[cpu]:.1f} | {bare_rate:,.0f} |
| whole build, two workers | {two[wall]:.1f} | {two[cpu]:.1f} | {two_rate:,.0f} |
| build again, nothing changed | {again[wall]:.2f} | {again[cpu]:.2f} | |

| ratio | |
|---|--:|
| words per CPU second, whole build against bare parser | {ratio:.2f} |
| two workers against one, wall-clock time | {faster:.2f} times as fast |
| first build against the build of an unchanged corpus | {unchanged:.0f} times as long |
"""
_WRITING: Final = """## Who writes the store

Of a build of {policies} policies, the worker took {worker:.1f} CPU seconds, its start included, and the process that writes
the store {own:.1f}: {each:.0f} ms a policy against {work:.0f}. So that process is busy all the time with **{most:.0f} workers**;
this is reckoned from the two, and was not tried.
"""
_SHAPES: Final = """## Checking against the shapes

Of {build:.1f} CPU seconds of a build of {policies} policies, lifting takes {lift:.2f} and checking {check:.2f}:
**{share:.1f} %**.
"""


def write_pages(figures: dict[str, Any]) -> None:
    """Write the page and its plot from the figures that are known."""
    PAGE.write_text("\n".join(_page(figures)), encoding="utf-8")
    PLOT.write_text(_plot(figures), encoding="utf-8")


def _page(figures: dict[str, Any]) -> Iterator[str]:
    yield _HEAD.format(machine=next(iter(figures.values()))["machine"])
    for stage, part in (
        ("speed", _speed), ("sample", _sample), ("writing", _writing), ("shapes", _shapes), ("memory", _memory), ("rates", _rates), ("network", _network),
    ):  # fmt: skip
        if stage in figures:
            yield part(figures)
            yield _when(figures[stage])
    yield from _questions(figures)


def _when(stage: dict[str, Any]) -> str:
    load = f", load {stage['load']:.1f}" if stage["load"] is not None else ""
    return f"(measured on {stage['day']} at commit {stage['commit']}{load})\n"


def _speed(figures: dict[str, Any]) -> str:
    return _built("Building a corpus of several snapshots to a policy", figures["speed"]["figures"])


def _sample(figures: dict[str, Any]) -> str:
    return _built("Building policies that share hardly a sentence", figures["sample"]["figures"])


def _writing(figures: dict[str, Any]) -> str:
    known = figures["writing"]["figures"]
    return _WRITING.format(
        **known,
        each=1000 * known["own"] / known["policies"],
        work=1000 * known["worker"] / known["policies"],
        most=known["worker"] / known["own"],
    )


def _built(title: str, known: dict[str, Any]) -> str:
    turns, words = known["turns"], known["words"]
    best = {
        name: min((turn[name] for turn in turns if turn[name]), key=lambda one: one["cpu"])
        for name in ("whole", "bare", "again", "two")
    }
    rates = {name: words / one["cpu"] for name, one in best.items()}
    # Within one turn, since what else the machine does differs from turn to turn.
    ratios = [turn["bare"]["cpu"] / turn["whole"]["cpu"] for turn in turns]
    return _PER_BUILD.format(
        **best,
        title=title,
        policies=known["policies"],
        words=words,
        turns="One turn" if len(turns) == 1 else f"The best of {len(turns)} turns",
        rate=rates["whole"],
        bare_rate=rates["bare"],
        two_rate=rates["two"],
        ratio=statistics.mean(ratios),
        faster=_least(turns, "whole") / _least(turns, "two"),
        unchanged=_least(turns, "whole") / _least(turns, "again"),
    )


def _least(turns: list[dict[str, Any]], name: str) -> float:
    return min(float(turn[name]["wall"]) for turn in turns)


def _shapes(figures: dict[str, Any]) -> str:
    known = figures["shapes"]["figures"]
    return _SHAPES.format(**known, share=100 * known["check"] / known["build"])


def _memory(figures: dict[str, Any]) -> str:
    known = figures["memory"]["figures"]
    builds, cut = known["builds"], known["cut"]
    sizes = sorted(map(int, builds))
    rows = "\n".join(
        f"| {size:,} | {builds[str(size)]['memory']:.0f} | {builds[str(size)]['wall']:.0f} |"
        for size in sizes
    )
    ratio = builds[str(sizes[-1])]["memory"] / builds[str(sizes[0])]["memory"]
    return (
        "## Memory as the corpus grows\n\nThe most that the main process of a build held, with two workers and "
        f"policies cut after {cut:,} characters\n(the main process holds no texts; workers are renewed and limited).\n\n"
        f"| policies | MB | seconds |\n|--:|--:|--:|\n{rows}\n\n"
        f"{sizes[-1]:,} against {sizes[0]:,}: **{ratio:.2f} times**. What grows is the list of documents, the ledger, and\n"
        "the indexes and merges of the database's files.\n"
    )


def _rates(figures: dict[str, Any]) -> str:
    known = figures["rates"]["figures"]
    rows = [
        (f"load {size} snapshots, flush and optimise", stage["figures"]["quads"], stage["figures"]["seconds"])
        for size, stage in _sized(figures, "load")
    ]
    rows += [(f"export {form}", known["quads"], known[form]["wall"]) for form in ("nquads", "trig")]
    rows.append(("validate a store: shapes and quotes", known["validated"], known["validate"]["wall"]))
    lines = "\n".join(
        f"| {what} | {quads:,} | {taken:.1f} | {quads / taken:,.0f} |" for what, quads, taken in rows
    )
    columns = "\n".join(
        f"| {size} | {stage['figures']['wall']:.1f} | {stage['figures']['cpu']:.1f} | "
        f"{1000 * stage['figures']['cpu'] / int(size):.0f} |"
        for size, stage in _sized(figures, "columns")
    )
    return (
        f"## Loading, writing out, checking\n\n| | quads | seconds | quads per second |\n|---|--:|--:|--:|\n{lines}\n\n"
        f"Columns made from nothing:\n\n| snapshots | seconds | CPU seconds | CPU ms a snapshot |\n|--:|--:|--:|--:|\n"
        f"{columns}\n"
    )


def _network(figures: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {row['companies']:,} | {row['plain']:.2f} | {row['ours']:.4f} | {row['plain'] / row['ours']:.0f} |"
        for row in figures["network"]["figures"]
    )
    return (
        "## Projection and PageRank of who names whom\n\n| companies | networkx s | ours s | times as fast |\n"
        f"|--:|--:|--:|--:|\n{rows}\n"
    )


def _sized(figures: dict[str, Any], prefix: str) -> list[tuple[str, Any]]:
    found = [
        (name.rpartition(" ")[2], stage) for name, stage in figures.items() if name.startswith(f"{prefix} ")
    ]
    return sorted(found, key=lambda pair: int(pair[0]))


def _asked(figures: dict[str, Any]) -> list[tuple[str, int, dict[str, Any]]]:
    found = [name.split()[1:] for name in figures if name.startswith("questions ")]
    return sorted((engine, int(size), figures[f"questions {engine} {size}"]) for engine, size in found)


def _questions(figures: dict[str, Any]) -> Iterator[str]:
    asked = _asked(figures)
    if not asked:
        return
    yield "## Stored questions\n"
    yield "Seconds until all rows are there, in Python, in a process that has the store open; the best of up to three."
    yield "> 60: given up. `columns` and `disk` are what `query --engine` asks.\n"
    yield "![seconds of the slowest and the middle question by size](performance.svg)\n"
    heads = [f"{engine} {size:,}" for engine, size, _ in asked]
    yield f"| question | rows | {' | '.join(heads)} |"
    yield f"|---|--:|{'--:|' * len(heads)}"
    answers = [{a["name"]: a for a in stage["figures"]} for _, _, stage in asked]
    for name in answers[0]:
        rows = max(a[name]["rows"] for a in answers if name in a)
        yield f"| {name} | {rows:,} | {' | '.join(_cell(a.get(name)) for a in answers)} |"
    slowest = (_cell(max(a.values(), key=_seconds)) for a in answers)
    middle = (f"{statistics.median(map(_seconds, a.values())):.3f}" for a in answers)
    yield f"| **slowest** | | {' | '.join(slowest)} |"
    yield f"| **middle** | | {' | '.join(middle)} |\n"
    for engine, size, stage in asked:
        yield f"{engine} {size:,} {_when(stage)}"


def _seconds(answer: dict[str, Any]) -> float:
    return 60.0 if answer["seconds"] is None else float(answer["seconds"])


def _cell(answer: dict[str, Any] | None) -> str:
    if answer is None:
        return ""
    return "> 60" if answer["seconds"] is None else f"{answer['seconds']:.3f}"


_COLOURS: Final = {"columns": "#1b6ca8", "disk": "#b3541e", "memory": "#5a7d2a", "rdflib": "#7a4b94"}
_SIZE: Final = (640, 360)


def _plot(figures: dict[str, Any]) -> str:
    """Seconds of the slowest question (whole line) and of the middle one (dashed) by policies, both logarithmic."""
    points: dict[str, list[tuple[int, float, float]]] = {}
    for engine, size, stage in _asked(figures):
        taken = [_seconds(answer) for answer in stage["figures"]]
        points.setdefault(engine, []).append((size, max(taken), statistics.median(taken)))
    return "\n".join(_drawn(points)) + "\n"


def _drawn(points: dict[str, list[tuple[int, float, float]]]) -> Iterator[str]:
    from math import log10

    width, height = _SIZE

    def at(size: float, seconds: float) -> tuple[float, float]:
        return 60 + (log10(size) - 2) / 2 * (width - 180), height - 40 - (log10(seconds) + 3) / 5 * (
            height - 60
        )

    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
    yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    for power in range(-3, 3):
        x, y = at(100, 10**power)
        yield f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{width - 120}" y2="{y:.0f}" stroke="#dddddd"/>'
        yield f'<text x="{x - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g} s</text>'
    for size in (100, 1_000, 10_000):
        x, y = at(size, 0.001)
        yield f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle">{size:,}</text>'
    yield f'<text x="{(width - 60) / 2:.0f}" y="{height - 6}" text-anchor="middle">policies</text>'
    for engine, found in points.items():
        colour = _COLOURS[engine]
        for column, dash in ((1, ""), (2, ' stroke-dasharray="5 4"')):
            line = " ".join(
                "{:.0f},{:.0f}".format(*at(point[0], max(0.001, point[column]))) for point in found
            )
            yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
            for point in found:
                x, y = at(point[0], max(0.001, point[column]))
                yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>'
        x, y = at(found[-1][0], max(0.001, found[-1][1]))
        yield f'<text x="{x + 8:.0f}" y="{y + 4:.0f}" fill="{colour}">{engine}, slowest</text>'
    yield "</svg>"
