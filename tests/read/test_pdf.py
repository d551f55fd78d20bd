"""PDFs: their text, joined to paragraphs, or why there is none."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from practicegraph.document import BlockKind
from practicegraph.errors import UnreadableInput
from practicegraph.read import ReadOptions, read_bytes

PAGES = (
    (
        "PRIVACY NOTICE",
        "",
        "Wrenfield Seeds keeps your name and your address for as long as you are",
        "a customer of ours. We keep the infor-",
        "mation on paper, and we sell third-",
        "party tools.",
        "WHO SEES IT",
        "We share information with:",
        "- carriers",
        "- our printer",
        "Page 1 of 2",
    ),
    ("Nobody else sees it, and it is never sold.", "2"),
)

SENTENCE = "We keep names. "


def pdf(pages: tuple[tuple[str, ...], ...]) -> bytes:
    """A PDF with these lines, written by hand."""
    font = 3 + 2 * len(pages)
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        resources = f"/Resources << /Font << /F1 {font} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 842] {resources} /Contents {4 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF"
    ).encode()


def test_paragraphs_headings_and_lists() -> None:
    document = read_bytes(pdf(PAGES), "notice", ".pdf")
    found = [
        (block.kind, " ".join(document.text[block.start : block.end].split())) for block in document.blocks
    ]
    assert found == [
        (BlockKind.HEADING, "PRIVACY NOTICE"),
        (
            BlockKind.PARAGRAPH,
            "Wrenfield Seeds keeps your name and your address for as long as you are a customer of ours. "
            "We keep the information on paper, and we sell third-party tools.",
        ),
        (BlockKind.HEADING, "WHO SEES IT"),
        (BlockKind.PARAGRAPH, "We share information with:"),
        (BlockKind.ITEM, "carriers"),
        (BlockKind.ITEM, "our printer"),
        (BlockKind.PARAGRAPH, "Nobody else sees it, and it is never sold."),
    ]
    assert document.company == "Wrenfield Seeds"


def test_a_pdf_without_text_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="scanned"):
        read_bytes(pdf((("",),)), "scan", ".pdf")


def test_a_locked_pdf_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableInput, match="password"):
        read_bytes(out.getvalue(), "locked", ".pdf")


def test_a_pdf_cut_short_is_refused_or_read() -> None:
    whole = pdf(PAGES)
    for length in range(20, len(whole), 97):
        try:
            read_bytes(whole[:length], "cut", ".pdf")
        except UnreadableInput as refusal:
            assert refusal.remedy  # noqa: PT017 - either outcome is right


def test_too_much_text_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(((SENTENCE * 400,),)))))
    writer.pages[0].compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableInput, match=r"more than 4000 characters"):
        read_bytes(out.getvalue(), "x", ".pdf", ReadOptions(max_bytes=4000))
