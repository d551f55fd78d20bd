"""How a command ends: its exit status, and one line where it fails."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
import warnings
from typing import TYPE_CHECKING, Final

import click

from practicegraph.errors import PracticegraphError

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE: Final = 2
FAULT: Final = 3
INTERRUPTED: Final = 130
#: As a shell reports a program that was ended because nobody reads its output any more.
UNREAD: Final = 141
_NAME: Final = "practicegraph"
_COMPLETION: Final = "_PRACTICEGRAPH_COMPLETE"


def run(command: click.Command, arguments: Sequence[str]) -> int:  # one for each ending
    """Run the command line; the exit status comes back, and what went wrong is said in one line."""
    if _COMPLETION in os.environ:
        command.main(list(arguments), prog_name=_NAME)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # users cannot act on what libraries tell their developers
    try:
        return _invoked(command, arguments)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("stopped; run the same command again to go on")
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return UNREAD
    except click.ClickException as error:
        _say(_with_hint(error))
        return USAGE
    except PracticegraphError as error:
        _say(str(error))
        return USAGE
    except Exception as error:  # noqa: BLE001  # users never see a stack trace; the log has it
        return _fault(error, arguments)


def _invoked(command: click.Command, arguments: Sequence[str]) -> int:
    with command.make_context(_NAME, list(arguments)) as context:
        status = command.invoke(context)
    sys.stdout.flush()
    return status if isinstance(status, int) else 0


def _with_hint(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f" See: {context.command_path} --help" if context else ""
    return error.format_message() + hint


def _fault(error: Exception, arguments: Sequence[str]) -> int:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix=f"{_NAME}-", suffix=".log", delete=False
    ) as log:
        log.write(f"arguments: {list(arguments)!r}\npython: {sys.version}\n")
        log.writelines(traceback.format_exception(error))
    _say(f"a fault of the program ({type(error).__name__}); please report it with the file {log.name}")
    return FAULT


def _say(message: str) -> None:
    line = " ".join(message.split())
    click.echo(f"{_NAME}: {line}", err=True)


def _abandon_output() -> None:
    """Let the interpreter find nothing to flush into the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
