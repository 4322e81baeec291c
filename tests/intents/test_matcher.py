"""What the matcher promises: the right entry, how sure, and when to ask, hand over or refuse."""

import subprocess
import sys

import pytest

from intents import Matcher, Phrase
from tests.intents import small


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("nib bayar atau gratis ya", "nib-biaya"),
        ("gmn cr dftr oss min", "oss-daftar"),
        ("kodenya ga masuk2", "oss-kode-verifikasi"),
        ("brp lm nib jd", "nib-lama"),
        ("LOKET BUKA JAM BRP???", "jam-layanan"),
        ("sip dokter", "sip-dokter"),
        ("sip min makasih", "terima-kasih"),
        ("izin smp swasta yayasan", "izin-sekolah"),
    ],
)
def test_a_clear_question_is_answered(model, text, entry):
    match = model.match(text)
    assert (match.verdict, match.candidates[0].entry) == ("answer", entry)


@pytest.mark.parametrize(
    "text",
    [
        "surat izin mengemudi", "daftar sekolah", "izin tidak masuk", "perpanjang sim mati", "bikin ktp",
        "selamat anda menang undian hadiah mobil", "wkwkwk", "asdkjh qweoiu", "", "🙏🙏", "!!!",
    ],
)  # fmt: skip
def test_what_is_not_this_offices_business_is_refused(model, text):
    assert model.match(text).verdict == "refuse"


def test_a_refusal_names_whose_business_it_is(model):
    match = model.match("perpanjang sim saya mati")
    assert match.outside == "sim-skck"
    assert all(c.entry in small.TOPICS for c in match.candidates)


def test_candidates_are_few_and_the_surest_comes_first(model):
    found = model.match("nib jam loket oss").candidates
    assert len(found) <= 5
    assert all(0 <= c.confidence <= 1 for c in found)
    assert list(found) == sorted(found, key=lambda c: -c.confidence)


def test_an_unsure_question_is_asked_back(model):
    match = model.match("pas buka kodenya")
    assert match.verdict == "clarify"
    assert match.candidates[0].entry == "oss-kode-verifikasi"


@pytest.mark.parametrize(
    ("before", "text", "verdict", "entry"),
    [
        ("nib-syarat-perorangan", "kalau cv gimana?", "answer", "nib-syarat-badan"),
        ("nib-syarat-badan", "klo perorangan?", "answer", "nib-syarat-perorangan"),
        ("jam-layanan", "sabtu?", "answer", "hari-libur"),
        ("nib-biaya", "brp lama jadinya", "answer", "nib-lama"),
        ("nib-lama", "kalo bikin ktp?", "refuse", None),
        ("nib-biaya", "izin bongkar trotoar depan ruko urus di mana", "answer", "bongkar-trotoar"),
    ],
)
def test_a_follow_up_is_read_after_the_entry_before(model, before, text, verdict, entry):
    match = model.match(text, previous=before)
    assert match.verdict == verdict
    if entry:
        assert match.candidates[0].entry == entry


def test_context_that_decided_is_told(model):
    assert model.match("kalau cv gimana?", previous="nib-syarat-perorangan").used_context
    assert not model.match("berapa biaya membuat nib", previous="nib-lama").used_context


def test_an_unknown_entry_before_changes_nothing(model):
    assert model.match("nib bayar ga", previous="tidak-ada") == model.match("nib bayar ga")


def test_a_follow_up_that_fits_nothing_is_asked_or_handed_over(model):
    assert model.match("qqxzj?", previous="izin-sekolah").verdict in (
        "clarify",
        "escalate",
        "answer",
        "refuse",
    )


def test_two_questions_are_both_found(model):
    match = model.match("biaya nib berapa? terus loket buka jam berapa?")
    assert match.verdict == "answer"
    assert {match.candidates[0].entry, match.also[0].entry} == {"nib-biaya", "jam-layanan"}
    assert match.focus in ("biaya nib berapa", "terus loket buka jam berapa")


def test_two_questions_of_one_short_sentence_are_both_found(model):
    match = model.match("nib gratis apa bayar, kantor buka jam berapa")
    assert {match.candidates[0].entry, match.also[0].entry} == {"nib-biaya", "jam-layanan"}


def test_a_second_question_that_is_only_likely_is_told_apart(model):
    sure = model.match("biaya nib berapa? terus loket buka jam berapa?")
    likely = model.match("loket buka jam berapa? sama sabtu gimana?")
    assert (sure.verdict, likely.verdict) == ("answer", "answer")
    assert (sure.beside, likely.also) == ((), ())
    assert {sure.candidates[0].entry, sure.also[0].entry} == {"nib-biaya", "jam-layanan"}
    assert (likely.candidates[0].entry, likely.beside[0].entry) == ("jam-layanan", "hari-libur")


def test_what_is_only_told_beside_a_question_is_no_second_question(model):
    assert model.match("saya sudah daftar akun oss. berapa biaya membuat nib?").also == ()


def test_a_part_does_not_speak_for_what_is_another_offices(model):
    assert model.match("ktp saya hilang di pasar. berkas apa saja ya?").verdict != "answer"


def test_a_question_in_a_long_story_is_found(model):
    story = (
        "selamat pagi pak saya ibu dua anak baru pindah kemarin dari seberang, suami kerja di pabrik, "
        "tetangga cerita macam macam. kode verifikasi oss tidak masuk ke hp saya. mohon maaf mengganggu ya."
    )
    match = model.match(story)
    assert match.candidates[0].entry == "oss-kode-verifikasi"


def test_a_sure_part_speaks_for_an_unsure_whole(model):
    match = model.match(
        "harga semen naik terus. sabtu minggu libur ga? ayam goreng enak sekali di warung sebelah pasar"
    )
    assert (match.verdict, match.candidates[0].entry) == ("answer", "hari-libur")
    assert match.focus == "sabtu minggu libur ga"


def test_a_stored_model_answers_alike(model):
    again = Matcher.load(model.dump())
    for text in ("nib bayar ga", "sabtu oss nib loket", "bikin ktp", "kodenya kosong"):
        old, new = model.match(text), again.match(text)
        assert [c.entry for c in old.candidates] == [c.entry for c in new.candidates]
        assert old.verdict == new.verdict
        for a, b in zip(old.candidates, new.candidates, strict=True):
            assert round(a.confidence, 4) == round(b.confidence, 4)


def test_a_model_holds_no_pickle(model):
    assert b"pickle" not in model.dump()
    with pytest.raises(ValueError, match="pickle"):
        Matcher.load(b"\x80\x04N.")


def test_equal_input_gives_the_equal_key():
    key = Matcher.key(small.phrases(), small.LEXICON)
    assert key == Matcher.key(small.phrases(), small.LEXICON)
    assert key != Matcher.key(small.phrases()[1:], small.LEXICON)
    assert key != Matcher.key(small.phrases(), ())
    assert key != Matcher.key(small.phrases(), small.LEXICON, small.LetterEncoder())


def test_nothing_to_learn_is_refused():
    with pytest.raises(ValueError, match="no phrase"):
        Matcher.fit([])
    with pytest.raises(ValueError, match="no phrase"):
        Matcher.fit([Phrase("sim", "perpanjang sim", outside=True)])


def test_one_entry_with_one_phrase_is_enough():
    match = Matcher.fit([Phrase("nib", "cara membuat nib")]).match("cara membuat nib")
    assert [c.entry for c in match.candidates] == ["nib"]


def test_a_phrase_without_words_does_no_harm():
    match = Matcher.fit([Phrase("a", "🙏"), Phrase("a", "cara membuat nib")]).match("membuat nib")
    assert match.candidates[0].entry == "a"


PROGRAM = """
from tests.intents import small
match = small.matcher().match("sabtu oss nib loket ga bs")
print([(c.entry, round(c.confidence, 4)) for c in match.candidates], match.verdict)
"""


def test_every_process_answers_alike():
    seen = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_reading_a_stored_model_needs_numpy_and_rapidfuzz_only(model, tmp_path):
    file = tmp_path / "model.npz"
    file.write_bytes(model.dump())
    program = (
        "import sys, pathlib, intents\n"
        f"m = intents.Matcher.load(pathlib.Path({str(file)!r}).read_bytes())\n"
        "assert m.match('nib bayar ga').verdict == 'answer'\n"
        "print([name for name in ('scipy', 'sklearn') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"


def test_words_beyond_those_remembered_are_read_alike(model, monkeypatch):
    monkeypatch.setattr("intents.linear._REMEMBERED", 2)
    again = Matcher.load(model.dump())
    for text in ("nib bayar ga", "sabtu loket buka tidak"):
        assert again.match(text) == model.match(text)
