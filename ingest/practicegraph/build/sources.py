"""What is to be built: the documents that the paths name, each under a name of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from practicegraph.build.task import Parties, Refused, Task, Why
from practicegraph.errors import InvalidStatement, UnreadableInput
from practicegraph.read import ReadOptions, find_inputs
from practicegraph.read.inputs import split_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.statement import Statement

#: How documents are named: by their file's name alone, or by their path below the folder that was given.
Naming = Literal["file", "path"]
_PACKAGED: Final = Parties()
STANDARD_INPUT: Final = Path("-")


@dataclass(frozen=True, slots=True)
class Sources:
    """The tasks in the order of their names, the inputs that cannot be tasks, and the known parties."""

    tasks: tuple[Task, ...]
    refused: tuple[Refused, ...] = ()
    parties: Parties = _PACKAGED


def find_sources(
    paths: Iterable[Path],
    options: ReadOptions = ReadOptions(),  # noqa: B008  # frozen
    *,
    naming: Naming = "file",
    parties: Parties = _PACKAGED,
    standard_input: bytes = b"",
) -> Sources:
    """One task for each document that the paths name; `-` among them stands for `standard_input`.

    Statements name their document, so two documents of one name cannot both be taken: the second is refused.
    """
    found: dict[str, Task] = {}
    refused: list[Refused] = []
    for path in paths:
        for task in _tasks(path, options, naming, standard_input):
            if isinstance(task, Refused):
                refused.append(task)
            elif found.setdefault(task.name, task).label != task.label:
                refused.append(_same_name(task, found[task.name]))
    tasks = (replace(found[name], parties=parties) for name in sorted(found))
    return Sources(tuple(tasks), tuple(refused), parties)


def with_statements(sources: Sources, statements: Iterable[Statement], where: str) -> Sources:
    """The documents that these statements were read from, each with its own in place of what we would find.

    `where` names the statements' file in messages.

    Raises:
        InvalidStatement: Statements name a document that is not among the sources.
    """
    given: dict[str, list[Statement]] = {}
    for statement in statements:
        given.setdefault(statement.policy, []).append(statement)
    known = {task.name for task in sources.tasks}
    if strange := sorted(set(given) - known):
        raise InvalidStatement(
            where, tuple(f"no document given is named {name!r}{_near(name, known)}" for name in strange)
        )
    tasks = (
        replace(task, statements=tuple(given[task.name])) for task in sources.tasks if task.name in given
    )
    return replace(sources, tasks=tuple(tasks))


def input_digest(task: Task) -> str:
    """The SHA-256 of a task's bytes as they are now; empty where they cannot be read."""
    if task.content is not None:
        return hashlib.sha256(task.content).hexdigest()
    try:
        with (task.path or STANDARD_INPUT).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def content_of(task: Task) -> bytes:
    """A task's bytes, or as many of them as show that there are too many.

    Raises:
        UnreadableInput: There is no such file, or it may not be read.
    """
    if task.content is not None:
        return task.content
    if task.path is None:
        raise UnreadableInput(task.label, "has neither a path nor content")
    try:
        with task.path.open("rb") as file:
            return file.read(task.options.max_bytes + 1)
    except OSError as error:
        raise UnreadableInput(
            task.label, f"cannot be read: {error.strerror}", "check the path and its permissions"
        ) from error


def reason_of(error: UnreadableInput) -> str:
    """Why a document is kept out that could not be read."""
    return f"{error.reason}; {error.remedy}" if error.remedy else error.reason


def _tasks(
    path: Path, options: ReadOptions, naming: Naming, standard_input: bytes
) -> Iterator[Task | Refused]:
    if path == STANDARD_INPUT:
        name = options.name or "stdin"
        yield Task(name, "standard input", content=standard_input, options=replace(options, name=name))
        return
    try:
        files = find_inputs([path])
    except UnreadableInput as error:
        yield Refused(str(path), str(path), Why.UNREADABLE, reason_of(error))
        return
    for file in files:
        yield _task(file, path, options, naming)


def _task(file: Path, given: Path, options: ReadOptions, naming: Naming) -> Task:
    stem, suffix = split_name(file.name)
    if naming == "path" and given.is_dir():
        stem = file.relative_to(given).with_name(stem).as_posix()
    name = options.name or stem
    # What is no regular file, a pipe say, can be read only once, so it is read here.
    path, content = (file, None) if file.is_file() else (None, _content(file, options.max_bytes))
    return Task(name, str(file), path, content, suffix, replace(options, name=name))


def _content(pipe: Path, max_bytes: int) -> bytes:
    with pipe.open("rb") as file:
        return file.read(max_bytes + 1)


def _same_name(task: Task, first: Task) -> Refused:
    reason = f"has the same name as {first.label}, and statements name their document by it"
    return Refused(task.label, task.label, Why.UNREADABLE, f"{reason}; rename one, or use --names path")


def _near(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f", did you mean {close[0]!r}?" if close else ""
