"""Promises of the matcher on a small catalogue."""

from intents import Matcher, Phrase

PHRASES = [
    Phrase("nib-biaya", "berapa biaya membuat nib"), Phrase("nib-biaya", "nib gratis atau bayar"),
    Phrase("jam-layanan", "kantor buka jam berapa"), Phrase("jam-layanan", "jam pelayanan loket"),
    Phrase("kependudukan", "cara membuat ktp baru", outside=True),
]


def test_a_known_wording_finds_its_entry():
    match = Matcher.fit(PHRASES).match("nib bayar atau gratis")
    assert match.candidates[0].entry == "nib-biaya"
    assert match.verdict == "answer"


def test_a_stored_model_answers_alike():
    model = Matcher.fit(PHRASES)
    assert Matcher.load(model.dump()).match("jam buka kantor") == model.match("jam buka kantor")
