"""Promise of masking: its time grows with the length of a text only, whatever stands in it."""

import sys
import time

from bot.masking import mask

MOST_MS = 50


def nasty() -> list[str]:
    pieces = [
        "1 ", "1-", "1", "1.  ", "\uff16 ", "01", "0101 ", "6474011505900001 ", "npwp ", "npwp 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 ",
        "01-02-2001 ", "2001-01-02.", "otp ", "otp saya itu ini ", "password ", "x@", "nib ", "nib 1 ", "123456 itu ",
        "1 2 3 4 5 6 7 8 itu ", "kode  ", "pw x ", "01 234 567 8 901 234 ", " ", "-", "00 01 01 ", "1234567890123 ",
        "[NIK]", "password: ", "\u200b1", "kode\n", "sandi=", "647402-04052023-01 ", "é1 ", "nibnpwpotp",
    ]  # fmt: skip
    starts = ["", "password: ", "npwp ", "otp saya ", "NIB ", "1"]
    return [(start + piece * 30_000)[:30_000] for start in starts for piece in pieces]


def test_two_hundred_nasty_texts_take_at_most_50_ms_each():
    texts = nasty()
    assert len(texts) >= 200
    assert {text[:30]: ms for text in texts if (ms := _fastest(text)) > MOST_MS} == {}


def _fastest(text: str) -> float:
    """Milliseconds of processor time; the best of a few, since the machine does other things too."""
    trace = sys.gettrace()
    sys.settrace(None)  # measured is the masking, not the measuring of coverage
    try:
        first = _milliseconds(text)
        return first if first <= MOST_MS else min(_milliseconds(text) for _ in range(3))
    finally:
        sys.settrace(trace)


def _milliseconds(text: str) -> float:
    start = time.process_time()
    mask(text)
    return (time.process_time() - start) * 1000
