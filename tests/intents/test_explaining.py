"""What an explanation shows: every word's way, scorers, whose business it is, whether context was used."""

import json


def test_explaining_shows_each_step(model):
    told = model.explain("gmn cr dftr os").as_dict()
    json.dumps(told)
    assert told["steps"][0] == {
        "word": "gmn",
        "read": "bagaimana",
        "why": "lexicon",
        "left_out": "",
    }
    assert told["candidates"][0]["entry"] == "oss-daftar"
    assert told["scorers"]["oss-daftar"]["linear"] > 0
    assert "daftar" in told["words"]["oss-daftar"]
    assert told["verdict"] == "answer"
    assert "sure" in told["because"]


def test_explaining_shows_whose_business_it_is(model):
    assert "sim-skck" in model.explain("perpanjang sim saya mati").scorers


def test_explaining_nothing_says_so(model):
    told = model.explain("...")
    assert (told.verdict, told.because, told.steps) == ("refuse", "no words", ())


def test_explaining_a_follow_up(model):
    told = model.explain("kalau cv gimana?", previous="nib-syarat-perorangan")
    assert told.used_context
    assert "entry before" in told.because


def steps(model, text):
    return [(one.word, one.read, one.why, one.left_out) for one in model.explain(text).steps]


def test_what_becomes_of_each_word_is_shown(model):
    found = steps(model, "Pak, kodenya ga MASUK2 pang di si peri etnik, tolooong ya!")
    assert found[:3] == [
        ("Pak", "pak", "written", ""),
        ("MASUK2", "masuk masuk", "written", ""),
        ("tolooong", "tolong", "written", ""),
    ]
    assert ("pak", "bapak", "lexicon", "courtesy") in found
    assert ("pang", "", "dropped", "") in found
    assert ("si peri etnik", "siperietnik", "lexicon", "") in found
    assert ("ya", "ya", "known", "courtesy") in found


def test_a_courtesy_alone_is_all_that_is_read(model):
    assert {left_out for *_, left_out in steps(model, "sip min makasih")} == {""}


def test_the_part_that_did_not_decide_is_shown(model):
    why = model.explain("biaya nib berapa? terus loket buka jam berapa?")
    assert {"part", ""} == {one.left_out for one in why.steps}
    assert {why.candidates[0].entry, why.also[0].entry} == {"nib-biaya", "jam-layanan"}


def test_a_second_question_that_is_only_likely_is_shown(model):
    asked = "loket buka jam berapa? sama sabtu gimana?"
    why = model.explain(asked)
    assert [one.entry for one in (why.candidates[0], *why.beside)] == ["jam-layanan", "hari-libur"]
    assert (why.also, why.beside) == ((), model.match(asked).beside)


def test_whose_business_it_is_is_told(model):
    assert model.explain("perpanjang sim saya mati").outside == "sim-skck"
    assert model.explain("nib bayar ga").outside == ""
