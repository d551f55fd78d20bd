"""Plain words of a span, and the way back to the document."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicegraph.read import readable

CASES = (
    ("We **do not** sell _it_.", "We do not sell it."),
    ('See [our *policy*](https://a.example/b_(c) "title") here', "See our policy here"),
    ("[a [nested] link](x) and [no link] (really)", "a [nested] link and [no link] (really)"),
    ("![logo](a.png)Welcome ![](b.png) back", "Welcome back"),
    (r"cost\. 5 \* 6 \_ga", "cost. 5 * 6 _ga"),
    ("the _ga cookie and _gid too", "the _ga cookie and _gid too"),
    ("a<br>b<BR/>c <b>bold</b> <!-- x -->d", "a b c bold d"),
    (
        "write to <us@shop.example> or <https://shop.example>",
        "write to us@shop.example or https://shop.example",
    ),
    ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
    ("AT&amp;T&nbsp;Inc &#169; &notathing;", "AT&T Inc © &notathing;"),
    ("two\n  lines\t and\u00a0more ", "two lines and more"),
    ("don\u2019t \u201csell\u201d \u2013 \u2018ever\u2019", "don't \"sell\" \u2013 'ever'"),
    ("in\u00adfor\u200bma\ufefftion", "information"),
    ("donâ€™t, cafÃ©, MicrosoftÂ® Office, 5Â€", "don't, café, Microsoft® Office, 5€"),
    ("café”, déjà vu, Ångström, naïve", 'café", déjà vu, Ångström, naïve'),
    ("plain words only", "plain words only"),
    ("", ""),
    ("   ", ""),
)


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words(text: str, words: str) -> None:
    assert readable(text, 0, len(text))[0] == words


@pytest.mark.parametrize(("text", "words"), CASES)
def test_each_kept_character_leads_back_to_itself(text: str, words: str) -> None:
    shifted = f"<<<{text}>>>"
    plain, offsets = readable(shifted, 3, 3 + len(text))
    assert plain == words
    kept = [c for c in words if c.isalpha() and c.isascii()]
    assert kept == [shifted[o] for c, o in zip(plain, offsets, strict=True) if c.isalpha() and c.isascii()]


@given(
    st.text(alphabet=st.sampled_from(list('ab [](!)*_\\<>&;#x/"\n\u00a0\u2019â€™Ã©\u00ad.')), max_size=60),
    st.integers(0, 5),
)
def test_offsets_lie_in_the_span_and_never_decrease(text: str, start: int) -> None:
    end = max(start, len(text) - 2)
    plain, offsets = readable(text, start, end)
    assert len(plain) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(start <= offset < end for offset in offsets)
    assert "  " not in plain
    assert plain == plain.strip()


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    plain, offsets = readable(text, 0, len(text))
    assert len(plain) == len(offsets)


@pytest.mark.parametrize(
    "piece", ["[", "](a", "*", "_a_ ", "<a", "&amp;", "\\", "![a", "â€™", "<!--", '("', "\u00a0 "]
)
def test_no_input_takes_long(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    readable(text, 0, len(text))
    assert time.process_time() - begin < 5
