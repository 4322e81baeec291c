"""Promises of learning: what was missed comes back grouped, and nothing is learnt without a person."""

import pytest

from bot.desk import _readings, faq, learning, proposing, suggesting, tickets
from bot.desk._naming import doubts
from bot.errors import BadInput, NotAllowed
from bot.store import new_id
from tests.desk import given
from tests.desk.studio_given import asks, folder, person, report, speaking_desk, topic

DRONE = [
    "izin menerbangkan drone di kota",
    "menerbangkan drone perlu izin siapa",
    "drone dipakai memotret kota, izin siapa",
]


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def ask_all(desk, texts):
    for number, text in enumerate(texts):
        asks(desk, text, number)


def test_questions_of_one_meaning_come_back_as_a_group(desk, petugas_c):
    ask_all(desk, [*DRONE, "lomba burung di lapangan", "nib itu bayar berapa"])
    found = learning.of_period(desk, petugas_c, 30)
    (group,) = found.groups
    assert {one.text for one in group.questions} == set(DRONE)
    assert group.size == 3
    assert [one.text for one in found.alone] == ["lomba burung di lapangan"]


def test_the_same_question_in_nearly_the_same_words_counts_as_one(desk, petugas_c):
    ask_all(
        desk, ["izin menerbangkan drone", "Izin menerbangkan drone??", "izin menerbangkan drone ya"]
    )
    (group,) = learning.of_period(desk, petugas_c, 30).groups
    (question,) = group.questions
    assert (question.n, group.size) == (3, 3)


def test_what_lies_before_the_period_is_left_out(desk, petugas_c):
    ask_all(desk, DRONE)
    desk.clock.forward(days=8)
    assert learning.of_period(desk, petugas_c, 7).groups == []
    assert len(learning.of_period(desk, petugas_c, 30).groups) == 1


def test_the_officers_own_answer_comes_with_the_question(desk, petugas_c):
    asks(desk, "izin menerbangkan drone di kota", 1)
    desk.clock.forward(minutes=1)
    asks(desk, "petugas", 1)
    petugas_b = person(desk, "officer")
    (ticket,) = given.rows(desk, "tickets")
    tickets.claim(desk, petugas_b, ticket["id"])
    version = given.rows(desk, "conversations")[0]["version"]
    tickets.reply(
        desk, petugas_b, ticket["id"], "Drone bukan urusan kami.", token=new_id(), version=version
    )
    ask_all(desk, [*DRONE[1:], DRONE[0] + " ini"])
    (group,) = learning.of_period(desk, petugas_c, 30).groups
    assert group.reply == "Drone bukan urusan kami."


def test_an_answer_that_was_called_wrong_comes_back(desk, petugas_c):
    asks(desk, "nib itu bayar berapa")
    message = given.rows(desk, "messages")[0]["id"]
    suggesting.judge(desk, person(desk, "officer"), message, "nib-biaya", "wrong")
    (one,) = learning.of_period(desk, petugas_c, 30).alone
    assert (one.text, one.kind) == ("nib itu bayar berapa", "corrected")


def test_a_citizens_bukan_itu_points_at_the_question_before(desk, petugas_c):
    asks(desk, "nib itu bayar berapa")
    desk.clock.forward(seconds=20)
    asks(desk, "bukan itu maksud saya")
    assert given.rows(desk, "feedback")[0]["verdict"] == "wrong"
    assert ("nib itu bayar berapa", "disliked") in {
        (one.text, one.kind) for one in learning.of_period(desk, petugas_c, 30).alone
    }


def test_a_version_reads_each_text_once_and_keeps_no_words(desk, petugas_c, monkeypatch):
    ask_all(desk, DRONE)
    first, matcher = learning.of_period(desk, petugas_c, 30), desk.minds.current().matcher
    monkeypatch.setattr(type(matcher), "match", None)
    assert learning.of_period(desk, petugas_c, 30) == first
    assert not any(DRONE[0].encode() in key for key in _readings.KNOWN[matcher])


def test_what_is_set_aside_is_not_offered_again(desk, petugas_c):
    ask_all(desk, DRONE)
    (group,) = learning.of_period(desk, petugas_c, 30).groups
    learning.set_aside(desk, petugas_c, [one.key for one in group.questions])
    assert learning.of_period(desk, petugas_c, 30).groups == []
    assert DRONE[0] not in str(given.rows(desk, "set_aside"))


def test_what_the_bot_answers_by_now_is_not_offered(desk, petugas_c):
    ask_all(desk, [*DRONE, *DRONE])
    lesson = learning.Lesson({"biasa": DRONE})
    learning.teach(desk, petugas_c, "nib-lama", lesson, sure=True)
    faq.look(desk)
    desk.minds.refresh()
    assert learning.of_period(desk, petugas_c, 30).groups  # not published yet
    faq.publish(desk, actor="test", why="test")
    desk.minds.refresh()
    assert learning.of_period(desk, petugas_c, 30).groups == []


def test_only_who_steers_sees_what_citizens_asked(desk):
    with pytest.raises(NotAllowed):
        learning.of_period(desk, person(desk, "officer"), 30)


# --- teaching


def test_a_lesson_becomes_wordings_and_a_test_question(desk, petugas_c):
    lesson = learning.Lesson(
        {"biasa": ["izin drone gimana"], "suara": ["halo mau tanya drone"]}, ["drone?"]
    )
    learning.teach(desk, petugas_c, "nib-lama", lesson, sure=False)
    assert '        - "izin drone gimana"' in topic(desk).splitlines()
    table = (folder(desk) / "tests/topik.tsv").read_text()
    assert table.endswith("drone?\tnib-lama\n")
    faq.look(desk)
    assert report(desk)["button"] == "studio"


def test_a_text_that_may_name_somebody_needs_a_persons_word(desk, petugas_c):
    before = topic(desk)
    lesson = learning.Lesson({"biasa": ["nama saya Slamet Riyadi, izin drone?"]})
    with pytest.raises(BadInput, match="who somebody is"):
        learning.teach(desk, petugas_c, "nib-lama", lesson, sure=False)
    assert topic(desk) == before
    learning.teach(desk, petugas_c, "nib-lama", lesson, sure=True)
    assert topic(desk) != before


def test_nothing_chosen_teaches_nothing(desk, petugas_c):
    with pytest.raises(BadInput):
        learning.teach(desk, petugas_c, "nib-lama", learning.Lesson({}), sure=True)


def test_a_supervisors_lesson_is_a_proposal(desk):
    before = topic(desk)
    lesson = learning.Lesson({"biasa": ["izin drone gimana"]})
    learning.teach(desk, person(desk, "supervisor"), "nib-lama", lesson, sure=False)
    (one,) = proposing.listing(desk)
    assert (one.kind, one.changes["phrases"]) == ("phrases", {"biasa": ["izin drone gimana"]})
    assert topic(desk) == before


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nik saya 6474010101010001 ditolak", "masked"),
        ("hubungi 0812 3456 7890 ya", "number"),
        ("kirim ke warga@contoh.id", "mail"),
        ("lihat https://contoh.example", "link"),
        ("rumah saya di jalan Mawar 5", "place"),
        ("atas nama Siti Aminah kok ditolak", "name"),
        ("permohonan punya Joko belum selesai", "name"),
    ],
)
def test_what_may_tell_who_somebody_is_is_pointed_at(text, kind):
    assert kind in {doubt.kind for doubt in doubts(text, known={"permohonan"})}


def test_a_name_of_the_profile_is_found_in_small_letters():
    (doubt,) = doubts("slamet mau tanya izin", known={"izin"}, profile="Slamet R")
    assert (doubt.kind, doubt.words) == ("name", "Slamet")


def test_ordinary_words_raise_no_doubt():
    known = {"nib", "oss", "bontang", "kota"}
    assert doubts("mau daftar NIB di OSS Bontang berapa lama", known=known) == ()


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("Bagaimana cara mendaftar?", "formal"),
        ("gmn cr dftr nib", "singkatan"),
        ("cara membuat nomor induk", "biasa"),
        (" ".join(["terus"] * 17), "suara"),
    ],
)
def test_a_register_is_guessed(text, register):
    assert learning.register_of(text) == register


def test_an_example_shows_neither_number_nor_address_of_mail(desk, petugas_c):
    ask_all(desk, ["drone hp 0812-5556-6677", "izin drone foto a.b@c.co", "drone 3 buah rt 5"])
    found = learning.of_period(desk, petugas_c, 30)
    texts = {one.text for group in found.groups for one in group.questions}
    texts |= {one.text for one in found.alone}
    assert texts == {"drone hp [NOMOR]", "izin drone foto [E-MAIL]", "drone 3 buah rt 5"}
    assert learning.look_at(desk, "drone hp [NOMOR]"), "what was cut out is still looked at"


def test_an_entry_that_is_far_away_is_not_proposed(desk, petugas_c):
    groups = [learning.Group((), 3, "nib-biaya", sure, "") for sure in (0.29, 0.3)]
    assert [group.near for group in groups] == [False, True]
    assert not learning.Group((), 3, "", 1.0, "").near


def test_wordings_for_an_entry_that_is_gone_are_refused_in_words(desk, petugas_c):
    with pytest.raises(BadInput, match="no entry `weg`"):
        learning.teach(
            desk, petugas_c, "weg", learning.Lesson({"biasa": ["halo dunia"]}), sure=True
        )
