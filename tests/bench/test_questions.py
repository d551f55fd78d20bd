"""How long questions take: what is timed, and what is too slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.questions import COMPETENCY, LIMIT, Timing, asks, measure, too_slow, unanswered

from practicegraph.query import list_queries, load_query
from practicegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


def test_every_competency_question_has_a_query() -> None:
    assert len(COMPETENCY) == 21
    assert unanswered(list_queries()) == ()
    assert unanswered([query for query in list_queries() if asks(query) != 6]) == (6,)


def test_what_takes_as_long_as_the_limit_is_too_slow() -> None:
    quick = Timing("quick", 1, 0, command=9, processor=LIMIT / 2, cold=0.1, warm=0.1)
    slow = Timing("slow", None, 0, command=0.1, processor=LIMIT, cold=0.1, warm=0.1)
    assert too_slow((quick, slow)) == (slow,)


def test_a_question_is_timed_by_the_command_itself(tmp_path: Path) -> None:
    open_store(tmp_path / "s").close()
    timing = measure(load_query("overview"), tmp_path / "s")
    assert (timing.name, timing.rows) == ("overview", 9)
    assert timing.command > timing.cold > 0
    assert timing.processor > timing.warm > 0
