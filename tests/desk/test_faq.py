"""Promises of publishing: good edits go live, bad ones change nothing, the last good version stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk import faq
from bot.errors import BadFaq, NotFound
from tests import make
from tests.desk import given
from tests.desks import open_test_desk

ANSWER = "NIB lama diperbarui di {fact:oss_url}."


@pytest.fixture
def desk(tmp_path, clock):
    """A desk with the small catalogue in force."""
    opened = open_test_desk(tmp_path, clock)
    yield replace(opened, log=given.Log())
    opened.store.close()


def _write(desk, files):
    folder = Path(desk.settings.faq_dir)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _edit(desk, old=ANSWER, new="Perbarui NIB di {fact:oss_url}.", name="topics/nib.yaml"):
    _write(desk, make.faq_edit(name, old, new))


def _published(desk):
    return faq.state(desk).published


def test_an_edited_answer_publishes_itself(desk):
    before = _published(desk)
    _edit(desk)
    assert faq.look(desk) == "published"
    row = _published(desk)
    assert (row["officer_id"], row["why"]) == ("file", "hand edit")
    assert row["hash"] != before["hash"]
    assert [r["state"] for r in faq.history(desk)] == ["published", "superseded"]
    assert given.rows(desk, "audit")[-1]["what"] == "faq_published"


def test_files_that_are_in_force_already_change_nothing(desk):
    before = given.rows(desk, "catalogue_versions")
    assert faq.look(desk) == "same"
    assert given.rows(desk, "catalogue_versions") == before


def test_a_new_phrase_is_understood_once_it_is_published(desk):
    _edit(desk, '- "nib saya dari tahun lama"', '- "surat lawas masih laku"')
    faq.look(desk)
    desk.minds.refresh()
    match = desk.minds.current().matcher.match("surat lawas masih laku")
    assert match.candidates[0].entry == "nib-lama"


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
BAD = {
    "cut in the middle": lambda text: text[: len(text) // 2].encode(),
    "a tag": lambda text: text.replace(
        "scope: city", "scope: !!python/object/apply:os.getcwd []"
    ).encode(),
    "an alias bomb": lambda text: (BOMB + text).encode(),
    "huge": lambda text: text.encode() + b"# " + b"x" * 600_000,
    "binary": lambda text: b"\x00\xff\xfe" + text.encode(),
    "the same id twice": lambda text: text.replace("id: nib-lama", "id: nib-biaya").encode(),
    "an unknown key": lambda text: text.replace("scope: city", "scopes: city").encode(),
    "the same key twice": lambda text: text.replace(
        "scope: city", "scope: city\n    scope: city"
    ).encode(),
    "an unknown fact": lambda text: text.replace("{fact:oss_url}", "{fact:oss_link}").encode(),
    "a fee typed into the text": lambda text: text.replace(ANSWER, "Biayanya Rp 50.000.").encode(),
    "deep": lambda text: b"x: " + b"[" * 200 + b"]" * 200,
    "empty": lambda text: b"",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_edit_is_refused_with_file_and_line_and_the_last_good_version_stays(desk, kind):
    before, text = _published(desk), make.faq_files()["topics/nib.yaml"].decode()
    _write(desk, {"topics/nib.yaml": BAD[kind](text)})
    assert faq.look(desk) == "refused"
    assert _published(desk) == before
    assert desk.minds.current().version == before["id"]
    problem = faq.state(desk).report["problems"][0]
    assert {text.partition(":")[0] for text in problem.values()} == {"topics/nib.yaml"}
    assert problem["id"] != problem["en"]
    assert "faq refused" in desk.log.text


def test_a_missing_file_is_refused(desk):
    (Path(desk.settings.faq_dir) / "office.yaml").unlink()
    assert faq.look(desk) == "refused"


def test_a_link_out_of_the_folder_is_not_followed(desk, tmp_path):
    (tmp_path / "outside.yaml").write_text("family: {}")
    (Path(desk.settings.faq_dir) / "topics" / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    assert faq.look(desk) == "refused"


def test_the_same_mistake_is_told_once(desk):
    _write(desk, {"topics/nib.yaml": b"x"})
    for _ in range(3):
        faq.look(desk)
    assert len(given.rows(desk, "catalogue_versions")) == 2
    assert desk.log.text.count("faq refused") == 1


def test_a_mended_file_is_no_longer_refused(desk):
    _write(desk, {"topics/nib.yaml": b"x"})
    faq.look(desk)
    _write(desk, make.faq_files())
    assert faq.look(desk) == "same"
    assert faq.state(desk).pending is None


# --- edits that wait for the button


def test_an_edit_that_changes_a_signed_off_fact_waits(desk):
    _edit(desk, "value: https://oss.go.id", "value: https://contoh.example.id", "office.yaml")
    before = _published(desk)
    assert faq.look(desk) == "waiting"
    assert faq.look(desk) == "waiting"
    state = faq.state(desk)
    assert (state.published["hash"], state.report["signed_facts"]) == (before["hash"], ["oss_url"])


def test_an_edit_that_makes_the_test_questions_worse_waits(desk):
    text = make.faq_files()["topics/nib.yaml"].decode()
    for number, phrase in enumerate(("bikin nib bayar nggak", "nib gratis kah")):
        text = text.replace(phrase, f"zzz {number} qqq www")
    text = text.replace("Berapa biaya pembuatan NIB untuk toko saya?", "xxx yyy vvv")
    _write(desk, {"topics/nib.yaml": text.encode()})
    assert faq.look(desk) == "waiting"
    assert faq.state(desk).report["worse"]


def test_nothing_publishes_itself_where_only_the_button_may(tmp_path, clock):
    desk = open_test_desk(tmp_path, clock, FAQ_AUTOPUBLISH="0")
    _edit(desk)
    assert faq.look(desk) == "waiting"
    assert faq.state(desk).report["button"] == "FAQ_AUTOPUBLISH=0"
    faq.publish(desk, actor="admin", why="button")
    assert faq.state(desk).pending is None
    assert _published(desk)["why"] == "button"


def test_files_with_an_error_cannot_be_published_by_hand_either(desk):
    _write(desk, {"topics/nib.yaml": b"x"})
    with pytest.raises(BadFaq):
        faq.publish(desk, actor="admin", why="now")


# --- rolling back


def _two_versions(desk):
    first = _published(desk)
    _edit(desk)
    desk.clock.forward(minutes=1)
    faq.look(desk)
    desk.clock.forward(minutes=1)
    return first, _published(desk)


def test_an_earlier_version_comes_back_and_the_later_never_publishes_itself_again(desk):
    first, second = _two_versions(desk)
    faq.roll_back(desk, first["hash"][:8], actor="admin")
    assert _published(desk)["hash"] == first["hash"]
    assert faq.look(desk) == "same"  # the files still hold the later version
    assert _published(desk)["hash"] == first["hash"]
    assert {r["hash"]: r["state"] for r in faq.history(desk)}[second["hash"]] == "rolled_back"


def test_a_further_edit_after_a_rollback_publishes_itself(desk):
    first, _ = _two_versions(desk)
    faq.roll_back(desk, first["hash"], actor="admin")
    _edit(desk, new="NIB lama diurus di {fact:oss_url}.")
    assert faq.look(desk) == "published"


@pytest.mark.parametrize("start", ["", "no such version", "%"])
def test_only_a_version_that_exists_comes_back(desk, start):
    with pytest.raises(NotFound):
        faq.roll_back(desk, start, actor="admin")


def test_a_refused_edit_is_no_version_to_go_back_to(desk):
    _write(desk, {"topics/nib.yaml": b"x"})
    faq.look(desk)
    with pytest.raises(NotFound):
        faq.roll_back(desk, faq.state(desk).pending["id"], actor="admin")


def test_a_first_start_without_a_good_faq_is_refused_like_an_edit_and_mends_like_one(desk):
    given.run(desk, "DELETE FROM catalogue_versions")
    _write(desk, {"office.yaml": b"office: ["})
    faq.ensure_published(desk)
    assert _published(desk) is None
    assert faq.state(desk).report["problems"]
    _write(desk, make.faq_files())
    assert faq.look(desk) == "published"
    assert _published(desk)
