"""Progress on a terminal, on standard error; elsewhere nothing."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(what: str, total: int, *, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """A bar with rate and time left; what is yielded is called once for each of `total` things done."""
    if quiet or total == 0 or not sys.stderr.isatty():
        yield lambda: None
        return
    import rich.progress as bars
    from rich.console import Console

    with bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        bar.add_task(what, total=total, rate="")
        (task,) = bar.tasks

        def advance() -> None:
            bar.update(task.id, advance=1, rate=f"{task.completed / max(task.elapsed or 0, 1e-3):.1f}/s")

        yield advance
