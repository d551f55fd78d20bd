"""A process of its own that carries one document after another, so that none can take the run with it."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.build.task import Refused, Task, Why
from practicegraph.errors import InvalidKnowledge, ModelUnavailable, PracticegraphError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from practicegraph.build.task import Outcome
    from practicegraph.extract.parse import Parser

#: After how many more objects than went the garbage collector looks at the young ones, and how many times
#: it does so before it looks at older ones. By default it went over the remembered parses again and again.
_COLLECTING: Final = (20_000, 20, 20)


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker says that its model is loaded, or why that cannot be: what the user can mend, or a fault."""

    trouble: PracticegraphError | None = None
    fault: str = ""


def work(connection: Connection, memory: int) -> None:
    """Answer each task on the connection with its outcome, until there are no more.

    `memory` is how many bytes a document may need on top of what the loaded model takes.
    """
    # Ctrl-C reaches every process of a terminal; the main one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        parser = loaded()
    except PracticegraphError as error:
        connection.send(Ready(error))
        return
    except Exception:  # noqa: BLE001  # the main process tells it, in its own way
        connection.send(Ready(fault=traceback.format_exc()))
        return
    limit_memory(memory)
    connection.send(Ready())
    _answer(connection, parser)
    # All was said; to take the model and the parses apart would take a third of a second.
    os._exit(0)


def _answer(connection: Connection, parser: Parser) -> None:
    while True:
        try:
            task: Task = connection.recv()
            connection.send(outcome_of(task, parser))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return  # the main process has ended, and with it the need for an answer


def outcome_of(task: Task, parser: Parser) -> Outcome | Ready:
    """What becomes of a document, whatever happens; `Ready` tells of trouble that is not the document's."""
    from practicegraph.build.way import carry  # noqa: PLC0415  # loaded by now

    try:
        return carry(task, parser)
    except (InvalidKnowledge, ModelUnavailable) as error:
        return Ready(error)
    except MemoryError:
        return Refused(task.label, task.name, Why.LIMIT, "needs more memory than one document may take")
    except RecursionError:
        return Refused(task.label, task.name, Why.LIMIT, "nests too deeply to be read")
    except Exception as error:  # noqa: BLE001  # a document must never end the run; the report says all
        reason = f"a fault of the program ({type(error).__name__}: {error})"
        return Refused(task.label, task.name, Why.FAULT, reason, (traceback.format_exc(),))


def loaded() -> Parser:
    """Load all that a document needs, so that what follows counts for the document alone.

    Raises:
        ModelUnavailable: The language model is missing or is another one.
        InvalidKnowledge: A knowledge file cannot be used.
    """
    import practicegraph.build.way  # noqa: F401, PLC0415  # slow, so in the worker alone
    from practicegraph.extract.model import load_model  # noqa: PLC0415
    from practicegraph.extract.parse import Parser  # noqa: PLC0415

    load_model()
    # What is loaded stays, so the collector need not look at it.
    gc.freeze()
    gc.set_threshold(*_COLLECTING)
    return Parser()


def limit_memory(room: int) -> None:
    """Limit the address space, where the system can: what asks for more gets a MemoryError."""
    try:
        import resource  # noqa: PLC0415  # only where the system has it
        from pathlib import Path  # noqa: PLC0415

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + room
    resource.setrlimit(
        resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
