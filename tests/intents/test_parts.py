"""Cutting messages into parts, and what entries are about."""

import pytest

from intents.context import Context, extended
from intents.folds import learnt
from intents.lexicon import build_lexicon
from intents.reader import Reader, Word
from intents.segments import parts, questions, seams, written
from tests.intents import small


def words(text):
    return Reader(build_lexicon(), {}).read(text)


def test_sentences_are_parts():
    found = [
        written(part) for part in parts(words("nib saya hilang. cara cetak ulang gimana? makasih"))
    ]
    assert found == ["nib saya hilang", "cara cetak ulang gimana"]


def test_a_single_short_sentence_has_no_parts():
    assert parts(words("nib saya hilang pak")) == []


def test_long_sentences_are_cut_at_joints_and_commas():
    long = "saya mau bikin nib untuk warung makan di rumah, tetangga sudah punya semua terus biayanya berapa ya pak"
    found = [written(part) for part in parts(words(long))]
    assert "terus biayanya berapa ya pak" in found
    assert "tetangga sudah punya semua" in found


def test_there_are_never_too_many_parts():
    assert len(parts(words("nib saya mati. " * 40))) <= 8


def test_a_context_knows_what_its_entries_are_about():
    context = Context(learnt(small.phrases())[0].table)
    assert context.knows("nib-biaya")
    assert not context.knows(None)
    assert "nib" in context.about(context.place("nib-biaya"), kin=True)
    assert "sabtu" in context.about(context.place("hari-libur"), kin=False)
    assert context.nearest("nib-biaya")[0].startswith("nib-")
    assert context.entries[context.place("oss-daftar")] == "oss-daftar"


def test_what_went_unsaid_is_added_once():
    said = [Word("nib", "nib", "nib", seen=True, why="known")]
    assert [word.stem for word in extended(said, ["nib", "cv"])] == ["nib", "cv"]


def test_questions_of_a_short_sentence_are_told_from_what_only_tells():
    asked = "nib bayar ga terus kantor buka jam berapa"
    assert [written(part) for part in questions(words(asked))] == [
        "nib bayar ga",
        "terus kantor buka jam berapa",
    ]
    told = "cv kami baru jadi dari notaris, buat nib bawa berkas apa aja"
    assert [written(part) for part in questions(words(told))] == ["buat nib bawa berkas apa aja"]
    assert questions(words("nib saya hilang pak")) == []


def test_a_part_does_not_gainsay_what_the_whole_is_nearly_sure_of(model):
    match = model.match("perpanjang izin pak. nib yayasan syaratnya?")
    assert match.verdict == "clarify"
    assert match.candidates[0].entry == "izin-sekolah"


@pytest.mark.parametrize(
    ("text", "told", "also"),
    [
        ("berapa biaya membuat nib kantor buka jam berapa", "nib-biaya", "jam-layanan"),
        ("kantor buka jam berapa sama cara daftar akun oss", "jam-layanan", "oss-daftar"),
    ],
)
def test_two_questions_in_one_breath_are_both_answered(model, text, told, also):
    match = model.match(text)
    entries = {match.candidates[0].entry, *(one.entry for one in (*match.also, *match.beside))}
    assert match.verdict == "answer"
    assert entries == {told, also}


def test_the_second_half_that_names_nothing_is_not_told_of_another_subject(model):
    match = model.match("trotoar depan rumah mau dibongkar izinnya apa dan biayanya berapa")
    others = [one.entry for one in (*match.also, *match.beside)]
    assert (match.candidates[0].entry, others) == ("bongkar-trotoar", [])


def test_seams_lie_between_two_that_ask_or_at_a_word_between():
    def cuts(text):
        return [written(left) for left, _ in seams(words(text))]

    assert cuts("alamat kantor di mana buka jam berapa") == [
        "alamat kantor di mana",
        "alamat kantor di mana buka",
    ]
    assert cuts("kbli warung apa sama cek nib saya") == ["kbli warung apa"]
    assert cuts("nib saya hilang pak") == []
    assert cuts("nib apa " * 13 + "apa") == []
