"""How written words become understood words: every step of the normaliser, and its traps."""

import pytest

from intents import normalise
from intents.affixes import root_of
from intents.lexicon import build_lexicon
from intents.packaged import read_text
from intents.reader import Reader, learn_words
from intents.repair import Index, Repairer, skeleton
from intents.surface import pieces

TEXTS = [
    "cara daftar akun oss", "daftar oss lewat hp", "berapa biaya membuat nib", "kode verifikasi tidak masuk",
    "syarat izin usaha", "persyaratan nib perorangan", "kantor buka jam berapa", "akun terkunci", "daftar akun",
    "kodenya belum masuk", "surat izin praktik", "siperietnik tidak bisa dibuka", "daftar di siperietnik",
]  # fmt: skip
LOCAL = (("piye", "bagaimana"), ("si peri etnik", "siperietnik"), ("pang", ""), ("kl", "kalau"))


@pytest.fixture(scope="module")
def reader():
    lexicon = build_lexicon(LOCAL)
    return Reader(lexicon, learn_words(lexicon, TEXTS))


def read(reader, text):
    return " ".join(word.text for word in reader.read(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("GMN CR DFTR OSS", "bagaimana cara daftar oss"),
        ("brp biayaaaa nib???", "berapa biaya nib"),
        ("kodenya ga masuk2", "kodenya tidak masuk masuk"),
        ("carabuatnib", "cara buat nib"),
        ("daftarakun", "daftar akun"),
        ("akunudh kebuka", "akun sudah kebuka"),
        ("prsyrtn nib", "persyaratan nib"),
        ("verifikaso kode", "verifikasi kode"),
        ("kbli56101", "kbli 56101"),
        ("24jam", "24 jam"),
        ("jum'at", "jumat"),
        ("si peri etnik pang", "siperietnik"),
        ("kode pang, masuk", "kode masuk"),
        ("piye carane", "bagaimana carane"),
        ("\u200bnib\u00a0oss 🙏", "nib oss"),
    ],
)
def test_a_hasty_word_is_read_as_the_meant_one(reader, text, meant):
    assert read(reader, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "sip dokter",
        "pd smp sip",
        "nib oss pbg slf ktp kbli lkpm ahu rdtr pb str",
        "pas",
        "berhenti",
        "no",
        "loker",
    ],
)
def test_traps_stay_as_they_are(reader, text):
    assert read(reader, text) == text


@pytest.mark.parametrize("number", ["56101", "1234567890123", "3.000", "15", "2021"])
def test_numbers_are_never_split_or_mangled(reader, number):
    assert read(reader, number) == number


def test_a_long_number_is_matched_by_its_length_only(reader):
    (word,) = reader.read("1234567890123")
    assert (word.stem, word.why, word.seen) == ("#13", "number", False)


def test_every_step_tells_why(reader):
    why = {
        word.raw: word.why
        for word in reader.read("dftr akun prsyrtn verifikaso carabuatnib qqxzj diakunkan nib")
    }
    assert why == {
        "dftr": "lexicon", "akun": "known", "prsyrtn": "vowels", "verifikaso": "slip",
        "carabuatnib": "spaces", "qqxzj": "unknown", "diakunkan": "affix", "nib": "protected",
    }  # fmt: skip


def test_a_short_root_inside_an_unknown_word_is_the_last_guess(reader):
    words = {word.raw: (word.stem, word.why) for word in reader.read("nibku ujinyapun")}
    assert words["nibku"] == ("nib", "affix")


def test_marks_end_sentences_and_a_dropped_word_hands_its_mark_on(reader):
    assert [word.ends for word in reader.read("nib, oss pang. akun?")] == [",", ".", "?"]
    assert reader.read("pang.") == []


def test_a_message_that_begins_with_a_mark_is_read(reader):
    assert read(reader, "??? nib") == "nib"


def test_a_dictionary_word_nearby_forbids_a_guess(reader):
    assert read(reader, "surau") == "surau"


def test_a_dictionary_word_that_the_catalogue_lacks_is_no_repair(reader):
    (word,) = reader.read("kelinco")
    assert (word.text, word.why) == ("kelinco", "unknown")


def test_words_are_forgotten_when_too_many_were_seen(reader, monkeypatch):
    monkeypatch.setattr("intents.reader._CACHE_LIMIT", 0)
    assert read(reader, "warung sari laut murah") == "warung sari laut murah"


def test_general_words_are_understood_without_a_catalogue():
    assert normalise("brp lama sih jdnya") == "berapa lama sih jadinya"


def test_only_so_much_of_a_message_is_read():
    assert len(pieces("a b " * 2000)) <= 800


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("pendaftaran", "daftar"), ("mengurus", "urus"), ("penolakan", "tolak"), ("bikinin", "bikin"),
        ("nyari", "cari"), ("penutupan", "tutup"), ("menyewa", "sewa"), ("usahanya", "usaha"), ("xyzxyz", None),
    ],
)  # fmt: skip
def test_affixes_are_taken_off(word, root):
    known = frozenset(read_text("roots.txt").split())
    assert root_of(word, known.__contains__) == root


def test_a_skeleton_is_the_first_letter_and_the_consonants():
    assert skeleton("daftar") == skeleton("dftr") == "dftr"


def test_a_repairer_gives_up_on_what_is_too_short_or_too_strange():
    repairer = Repairer({"daftar": 3.0, "akun": 1.0, "ya": 9.0})
    assert repairer.by_skeleton("df") is None
    assert repairer.by_skeleton("dftrx") is None
    assert repairer.by_edit("akn") is None
    assert repairer.by_edit("qqqqqqq") is None
    assert repairer.by_split("akun") is None
    assert repairer.by_split("akunxxxx") is None
    assert repairer.by_split("daftarakun") == ("daftar", "akun")


def test_a_word_in_use_is_read_however_many_rare_ones_are_as_near():
    rare = [f"s{letter}mua" for letter in "abcdfghijk"]
    repairer = Repairer({"semua": 2.0}, dictionary=Index([*rare, "semua"]), rare=0.5)
    assert repairer.by_edit("slmua") == "semua"
    assert repairer.by_edit("samuaa") == "samua"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("sabtu buka kah", ["", "?"]),
        ("buka kah, sabtu", ["?", ""]),
        ("sudah benar kah.", ["", "?"]),
        ("bisa kah saya daftar", ["", "", ""]),
        ("kah", []),
    ],
)
def test_a_word_that_only_asks_is_a_question_mark_where_its_clause_ends(text, marks):
    reader = Reader(build_lexicon([("kah", "")]), {})
    assert [word.ends for word in reader.read(text)] == marks


def test_a_missing_data_file_reads_as_nothing():
    assert read_text("nosuchfile.tsv") == ""


def test_keys_of_several_words_and_empty_keys():
    lexicon = build_lexicon([("", "x"), ("a b c", "d e")])
    assert lexicon.group_at(["a", "b", "c"], 0) == (3, ("d", "e"))
    assert lexicon.group_at(["a", "b"], 0) is None
