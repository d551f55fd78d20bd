"""What cannot be read is refused with one clear line that says what to do."""

from __future__ import annotations

import gzip
import os
import pickle
from typing import TYPE_CHECKING

import pytest

from practicegraph.errors import UnreadableInput
from practicegraph.read import ReadOptions, find_inputs, read_bytes, read_document

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = b"We collect your name and your address when you order, and we keep them for two years. "
GERMAN = (
    "Wir speichern Ihren Namen und Ihre Anschrift, wenn Sie bei uns bestellen, und geben sie nur dem Boten. "
    "Ihre Daten werden nach zwei Jahren gelöscht, wenn kein Gesetz etwas anderes verlangt. "
) * 4
REFUSED = {
    "empty": (b"", ".txt", "no text"),
    "blank": (b" \n\t\n", ".txt", "no text"),
    "marks only": (b"--- *** ### 123", ".md", "no text"),
    "binary": (b"\x00\x01\x02" * 50, ".txt", "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "", "binary"),
    "controls": (b"abc\x07\x08\x01" * 40, ".txt", "binary"),
    "German": (GERMAN.encode(), ".txt", "German"),
    "Japanese": ("お客様の個人情報の取り扱いについて説明します。".encode() * 9, ".md", "Japanese"),
    "not a PDF": (ENGLISH, ".pdf", "not a PDF"),
    "broken PDF": (b"%PDF-1.4\n%%EOF", ".pdf", "broken PDF"),
    "broken gzip": (b"\x1f\x8b\x08\x00" + b"\xff" * 40, ".txt", "gzip"),
    "gzip cut short": (gzip.compress(ENGLISH * 9)[:60], ".txt", "cut short"),
    "page without text": (b"<html><body><img src='a'></body></html>", ".html", "no text"),
}


@pytest.mark.parametrize(("data", "suffix", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(data, "some.file", suffix)
    message = str(caught.value)
    assert message.startswith("some.file: ")
    assert reason in message
    assert "\n" not in message
    assert caught.value.remedy


def test_too_large(tmp_path: Path) -> None:
    options = ReadOptions(max_bytes=1000)
    large = tmp_path / "large.txt"
    large.write_bytes(ENGLISH * 20)
    with pytest.raises(UnreadableInput, match=r"larger than 0\.001 MB"):
        read_document(large, options)
    with pytest.raises(UnreadableInput, match=r"larger than 0\.001 MB"):
        read_bytes(ENGLISH * 20, "x", ".txt", options)


def test_a_small_archive_cannot_fill_the_memory() -> None:
    bomb = gzip.compress(b"a" * 5_000_000)
    with pytest.raises(UnreadableInput, match="larger than 1 MB"):
        read_bytes(bomb, "bomb", ".txt", ReadOptions(max_bytes=1_000_000))


def test_gzip_of_several_parts(tmp_path: Path) -> None:
    file = tmp_path / "policy__2020-01-01.md.gz"
    file.write_bytes(gzip.compress(ENGLISH) + gzip.compress(ENGLISH))
    document = read_document(file)
    assert document.text.encode() == ENGLISH * 2
    assert document.name == "policy__2020-01-01"


@pytest.mark.parametrize("day", ["yesterday", "2021-02-30", "03/04/2021", ""])
def test_a_date_that_is_none(day: str) -> None:
    with pytest.raises(UnreadableInput, match=r"is not a date; write it as"):
        read_bytes(ENGLISH, "x", ".txt", ReadOptions(date=day))


def test_an_encoding_that_is_none() -> None:
    with pytest.raises(UnreadableInput, match="unknown encoding"):
        read_bytes(ENGLISH, "x", ".txt", ReadOptions(encoding="utf-99"))
    with pytest.raises(UnreadableInput, match="not ascii"):
        read_bytes("naïve".encode(), "x", ".txt", ReadOptions(encoding="ascii"))


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "acme.txt").write_bytes(ENGLISH)
    with pytest.raises(UnreadableInput, match=r"no such file or folder; did you mean .*acme\.txt\?"):
        find_inputs([tmp_path / "amce.txt"])
    with pytest.raises(UnreadableInput, match="check the spelling"):
        find_inputs([tmp_path / "nowhere" / "zzz"])
    with pytest.raises(UnreadableInput, match="cannot be read: No such file"):
        read_document(tmp_path / "amce.txt")


def test_a_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b")
    with pytest.raises(UnreadableInput, match="a folder without documents"):
        find_inputs([tmp_path])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "locked.txt"
    file.write_bytes(ENGLISH)
    file.chmod(0)
    with pytest.raises(UnreadableInput, match="Permission denied"):
        read_document(file)


def test_a_folder_given_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read: Is a directory"):
        read_document(tmp_path)


def test_folders_are_searched_and_sorted(tmp_path: Path) -> None:
    names = ["b.md", "a.txt", "sub/c.HTML", "sub/d.pdf", "sub/deep/e.txt.gz"]
    for name in [*names, "ignored.csv", ".hidden.txt", "sub/picture.png"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(ENGLISH)
    found = find_inputs([tmp_path, tmp_path / "a.txt", tmp_path / "ignored.csv"])
    expected = ["a.txt", "b.md", "sub/c.HTML", "sub/d.pdf", "sub/deep/e.txt.gz", "ignored.csv"]
    assert [str(path.relative_to(tmp_path)) for path in found] == expected


def test_an_error_survives_the_way_between_processes() -> None:
    error = UnreadableInput("a", "b", "c")
    assert str(pickle.loads(pickle.dumps(error))) == "a: b; c"  # noqa: S301 - our own bytes
