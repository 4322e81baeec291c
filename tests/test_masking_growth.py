"""Promise of masking: its work grows with the length of a text only, whatever stands in it."""

import sys
import time

from bot.masking import mask

SHORT, LONG = 4_000, 32_000  # eight times as long: eight times the work, not sixty-four
MOST_GROWTH = 24


def nasty() -> list[str]:
    pieces = [
        "1 ", "1-", "1", "1.  ", "\uff16 ", "01", "0101 ", "6474011505900001 ", "npwp ", "npwp 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 ",
        "01-02-2001 ", "2001-01-02.", "otp ", "otp saya itu ini ", "password ", "x@", "nib ", "nib 1 ", "123456 itu ",
        "1 2 3 4 5 6 7 8 itu ", "kode  ", "pw x ", "01 234 567 8 901 234 ", " ", "-", "00 01 01 ", "1234567890123 ",
        "[NIK]", "password: ", "\u200b1", "kode\n", "sandi=", "647402-04052023-01 ", "é1 ", "nibnpwpotp",
    ]  # fmt: skip
    starts = ["", "password: ", "npwp ", "otp saya ", "NIB ", "1"]
    return [(start + piece * LONG)[:LONG] for start in starts for piece in pieces]


def test_the_work_for_two_hundred_nasty_texts_grows_no_faster_than_their_length():
    texts = nasty()
    assert len(texts) >= 200
    assert {text[:30]: times for text in texts if (times := _growth(text)) > MOST_GROWTH} == {}


def _growth(text: str) -> float:
    """How many times the work of a short piece the whole takes: a ratio, so that no machine is too slow."""
    trace = sys.gettrace()
    sys.settrace(None)  # measured is the masking, not the measuring of coverage
    try:
        for _ in range(5):  # the machine does other things too: only what stays is meant
            if (times := _work(text) / max(_work(text[:SHORT]), 1e-6)) <= MOST_GROWTH:
                break
        return times
    finally:
        sys.settrace(trace)


def _work(text: str) -> float:
    """Processor time in seconds."""
    start = time.process_time()
    mask(text)
    return time.process_time() - start
