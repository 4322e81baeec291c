"""Promises of masking: no NIK, NPWP or told secret survives, every NIB and application number does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.masking import hash_address, log_number, mask, mask_number

KEY = "k" * 32
SCRIPTS = [
    {str(n): chr(first + n) for n in range(10)} for first in (0x30, 0xFF10, 0x660, 0x6F0, 0x966)
]
ORDINARY_WORDS = st.text(st.sampled_from("abc d,:;?!\n😀é"), max_size=12)


@st.composite
def niks(draw) -> str:
    born = draw(st.dates(date(1930, 1, 1), date(2026, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 40]))
    district, serial = draw(st.integers(110101, 949999)), draw(st.integers(1, 9999))
    return f"{district}{day:02}{born:%m%y}{serial:04}"


@st.composite
def grouped(draw, digits: str) -> str:
    """The digits in another script, in groups as people write them."""
    sizes = draw(
        st.sampled_from([[16], [4] * 4, [6, 6, 4], [2, 2, 2, 2, 2, 2, 4], [1] * 16, [8, 8]])
    )
    gap = draw(st.sampled_from([" ", ".", "-", " - ", "\u00a0", "\u2013", "_", "\u200b"]))
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return gap.join(groups).translate(str.maketrans(draw(st.sampled_from(SCRIPTS))))


def digits_of(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


@given(st.data(), ORDINARY_WORDS, ORDINARY_WORDS)
def test_no_nik_survives_however_it_is_written(data, before, after):
    nik = data.draw(niks())
    masked = mask(before + data.draw(grouped(nik)) + after)
    assert masked.text == f"{before}[NIK]{after}"
    assert masked.found == {"nik"}


@given(niks(), niks(), st.sampled_from([" ", ", ", " / ", "\n", " dan "]))
def test_of_two_niks_side_by_side_none_survives(one, other, between):
    assert digits_of(mask(one + between + other).text) == ""


@given(niks(), st.from_regex(r"08[0-9]{8,10}|[0-9]{5}", fullmatch=True))
def test_a_nik_beside_another_number_does_not_survive(nik, other):
    assert mask(f"{other} {nik} {other}").text == f"{other} [NIK] {other}"


@given(
    st.from_regex(r"[0-9]{13}", fullmatch=True),
    st.from_regex(r"[0-9]{1,13}", fullmatch=True),
    st.sampled_from([" ", "-", ".", " / ", " dan "]),
)
def test_every_nib_survives_beside_any_digits(nib, other, between):
    assert nib in mask(f"NIB {nib}{between}{other}").text
    assert nib in mask(f"{other}{between}{nib}").text


@given(
    st.from_regex(r"[0-9]{4} [0-9]{4} [0-9]{5}|[0-9]{6}-[0-9]{7}", fullmatch=True),
    st.integers(0, 999),
)
def test_a_nib_in_groups_survives_where_it_is_called_so(nib, other):
    assert mask(f"NIB saya {nib} {other}").text == f"NIB saya {nib} {other}"


@pytest.mark.parametrize(
    "text",
    [
        "nomor permohonan I-202311021234567890123",
        "ID proyek 202405-1512-3456-7890-123",
        "PBG-647402-04052023-01",
        "no registrasi SLF-647402-31122024-002",
        "KBLI 56101, 47111 dan 10710",
        "kode KBLI 56101",
        "tanggal 01-02-2001 03-04-2020 dan 2026-01-15",
        "15.05.1990 20.06.2020",
        "telepon 0812-3456-7890",
        "6474019905900001",  # day 99 is no birthday
        "6474013113900001",  # nor is month 13
        "6474013002900001",  # nor 30 February
        "12345678901234567",
        "npwp tidak valid, nomor permohonan 202405150000123",
        "npwp untuk nib 012345678901234",
        "npwp saya 0123456789",
        "modal 1.000.000.000 dan 2.500.000",
    ],
)
def test_other_numbers_survive_unchanged(text):
    assert mask(text).text == text
    assert mask(text).found == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("01.234.567.8-901.000", "[NPWP]"),
        ("01 234 567 8 901 000 ya", "[NPWP] ya"),
        ("NPWP saya: 012345678901234.", "NPWP saya: [NPWP]."),
        ("npwp perusahaan kami 0123 4567 8901 2345", "npwp perusahaan kami [NPWP]"),
        ("NPWP 6474011505900001", "NPWP [NPWP]"),
        ("012345678901234 itu npwp saya", "[NPWP] itu npwp saya"),
        ("npwp 012345678901234 0811", "npwp [NPWP] 0811"),
        (
            "\u0660\u0661.\u0662\u0663\u0664.\u0665\u0666\u0667.\u0668-\u0669\u0660\u0661.\u0660\u0660\u0660",
            "[NPWP]",
        ),
        ("NPWP 01.234.567.8-901.000 NIK 6474011505900001", "NPWP [NPWP] NIK [NIK]"),
    ],
)
def test_an_npwp_does_not_survive(text, shown):
    assert mask(text).text == shown
    assert "npwp" in mask(text).found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("otp saya 123456", "otp saya [RAHASIA]"),
        ("OTP nya 123-456 ya", "OTP nya 123-456 ya"),
        ("otpnya 123 456", "otpnya [RAHASIA]"),
        ("kode verifikasi saya 4821", "kode verifikasi saya [RAHASIA]"),
        ("kode otp: 1 2 3 4 5 6", "kode otp: [RAHASIA]"),
        ("kode aktivasi oss saya adalah 884422", "kode aktivasi oss saya adalah [RAHASIA]"),
        ("123456 adalah kode verifikasi anda", "[RAHASIA] adalah kode verifikasi anda"),
        ("pin atm 1234", "pin atm [RAHASIA]"),
        ("otp saya \uff11\uff12\uff13\uff14\uff15\uff16", "otp saya [RAHASIA]"),
        ("password saya: xxx", "password saya: [RAHASIA]"),
        ("passwordnya=rahasia", "passwordnya=[RAHASIA]"),
        ("kata sandi saya adalah kucing", "kata sandi saya adalah [RAHASIA]"),
        ("pasword sy Budi123!", "pasword sy [RAHASIA]"),
        ("pw 12345678", "pw [RAHASIA]"),
        ("password saya: 6474011505900001", "password saya: [NIK]"),
    ],
)
def test_a_told_secret_is_cut_out(text, shown):
    assert mask(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "kode verifikasi tidak masuk",
        "kode verifikasi saya salah",
        "otp 5 menit belum masuk",
        "otp 0812-3456-7890",
        "lupa password akun oss 1234567890123",
        "password: tidak bisa masuk",
        "password saya salah 3x",
        "password akun budi88@mail.com",
        "password di https://oss.go.id lupa",
        "lupa password https://oss.go.id/reset1",
        "pass foto 4x6",
        "sandi saya: lupa.",
        "password 123",
        "pindah 2024",
    ],
)
def test_speaking_of_a_secret_without_telling_it_changes_nothing(text):
    assert mask(text).text == text
    assert mask(text).found == set()


@given(st.text(st.sampled_from("0123456789 .-npwikotp:passwordsaya\u0663\uff15\n"), max_size=120))
def test_masking_twice_changes_nothing_more(text):
    once = mask(text).text
    assert mask(once).text == once


@given(st.text(max_size=200))
def test_a_text_without_digits_of_any_script_keeps_every_character(text):
    kept = "".join(c for c in text if not c.isdigit() and c not in ":=")
    if "sandi" not in kept and "pass" not in kept:
        assert mask(kept).text == kept


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+6281234566789", "+62812****6789"),
        ("+62812345678", "+62****78"),
        ("ID.1A2b3C4d5E", "ID.****5E"),
        ("12345", "****"),
        ("", "****"),
    ],
)
def test_a_number_in_a_list_shows_its_ends_only(address, shown):
    assert mask_number(address) == shown


@given(st.from_regex(r"\+62[0-9]{8,12}|[A-Z]{2}\.[A-Za-z0-9]{6,40}", fullmatch=True))
def test_at_least_three_characters_of_an_address_stay_hidden(address):
    for shown in (mask_number(address), log_number(address, KEY)):
        kept = sum(len(part) for part in shown.split(" ")[0].replace("…", "*").split("*"))
        assert kept <= len(address) - 3
        assert address not in shown


def test_a_number_in_the_log_is_its_country_and_a_keyed_hash():
    shown = log_number("+6281234566789", KEY)
    assert shown == f"+62…** {hash_address('+6281234566789', KEY)}"
    assert "8123" not in shown


def test_the_hash_of_an_address_depends_on_address_and_key():
    hashes = {hash_address(a, k) for a in ("+6281", "+6282") for k in (KEY, KEY + "x")}
    assert len(hashes) == 4
    assert {len(h) for h in hashes} == {8}
