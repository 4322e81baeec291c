"""Promises of the renderer: facts in the reader's language, freshness told once, each channel its form."""

from datetime import date

import pytest

from bot.catalogue import load, render_entry, render_sentence, render_words, stale_entries
from bot.errors import NotFound
from bot.model.channel import SMS, WHATSAPP
from tests import make

TODAY, AFTER_REVIEW = date(2026, 3, 2), date(2027, 1, 2)
NIB = "topics/nib.yaml"


def shown(*, files=None, entry="nib-biaya", language="id", channel=WHATSAPP, today=TODAY) -> str:
    catalogue = load(files or make.faq_files())
    return render_entry(catalogue, entry, language=language, channel=channel, today=today)


@pytest.mark.parametrize(
    ("language", "channel", "text"),
    [
        ("id", WHATSAPP, "Membuat NIB *gratis*.\nDaftar di https://oss.go.id.\n\n(Menurut informasi per Nov 2025, mohon dicek.)"),
        ("en", WHATSAPP, "An NIB is *free of charge*.\nRegister at https://oss.go.id.\n\n(As of Nov 2025, please check.)"),
        ("id", SMS, "Membuat NIB gratis: https://oss.go.id (Info Nov 2025)"),
        ("en", SMS, "An NIB is free of charge: https://oss.go.id (As of Nov 2025)"),
    ],
)  # fmt: skip
def test_an_answer_is_told_in_the_form_of_channel_and_language(language, channel, text):
    assert shown(language=language, channel=channel) == text


def test_an_unknown_language_is_answered_in_indonesian():
    assert shown(language="de") == shown(language="id")


def test_an_answer_without_english_is_indonesian_throughout():
    files = make.faq_edit(NIB, "NIB lama diperbarui", "NIB lama {fact:nib_fee}")
    assert shown(files=files, entry="nib-lama", language="en").startswith("NIB lama gratis")


def test_the_month_is_named_in_the_language_of_the_answer():
    files = make.faq_edit("office.yaml", "as_of: '2025-11-15'", "as_of: '2025-08-15'")
    assert "Agu 2025" in shown(files=files)
    assert "Aug 2025" in shown(files=files, language="en")


def test_a_language_without_month_names_of_ours_gets_indonesian_ones():
    files = make.faq_edit(
        NIB, '      id: "NIB lama', '      jv: "NIB lawas {fact:nib_fee}"\n      id: "NIB lama'
    )
    assert "Nov 2025" in shown(files=files, entry="nib-lama", language="jv")


def test_the_oldest_of_several_unsigned_facts_dates_the_answer():
    files = make.faq_edit("office.yaml", "verified_by: Kepala Bidang", "verified_by: ''")
    files = {
        **files,
        "office.yaml": files["office.yaml"]
        .replace(b"'2026-02-02'", b"''")
        .replace(b"'2026-02-01'", b"'2020-08-18'"),
    }
    assert shown(files=files).count("mohon dicek") == 1
    assert "Agu 2020" in shown(files=files)


def test_an_answer_with_signed_facts_only_has_no_date():
    assert shown(entry="nib-lama") == "NIB lama diperbarui di https://oss.go.id."


def entry_of(source, route="answer+officer", signature=""):
    files = make.faq_edit(
        NIB,
        "source: kebijakan layanan\n    as_of: '2026-01-01'\n    review_by",
        f"source: {source}\n    as_of: '2021-06-01'\n    {signature}review_by",
    )
    text = files[NIB].decode().replace("route: answer+officer", f"route: {route}")
    return files | {NIB: text.encode()}


def test_an_unsigned_statement_is_dated_though_its_facts_are_signed():
    files = entry_of("PUS2 2021")
    assert shown(files=files, entry="nib-lama").endswith(
        "(Menurut informasi per Jun 2021, mohon dicek.)"
    )
    assert shown(files=files, entry="nib-lama", channel=SMS).endswith("(Info Jun 2021)")


def test_the_older_of_statement_and_facts_dates_the_answer():
    files = make.faq_edit(
        NIB, "source: uji\n    as_of: '2025-11-15'", "source: uji\n    as_of: '2021-06-01'"
    )
    assert "Jun 2021" in shown(files=files)


@pytest.mark.parametrize(
    "files",
    [
        entry_of("kebijakan layanan"),
        entry_of("Kebijakan layanan"),
        entry_of("PUS2 2021", route="officer"),
        entry_of("PUS2 2021", signature="verified_by: Kabid\n    verified_on: '2026-02-02'\n    "),
    ],
    ids=["our ways", "our ways, written large", "a person answers", "signed"],
)
def test_what_states_nothing_or_is_signed_has_no_date(files):
    assert shown(files=files, entry="nib-lama") == "NIB lama diperbarui di https://oss.go.id."


def test_an_entry_past_its_review_date_is_told_as_doubtful():
    files = make.faq_edit(
        NIB,
        "as_of: '2026-01-01'\n    review_by: '2027-01-01'",
        "as_of: '2026-01-01'\n    review_by: '2026-02-01'",
    )
    assert shown(files=files, entry="nib-lama").endswith(
        "(Informasi per Jan 2026 ini mungkin sudah berubah.)"
    )


def test_a_fact_past_its_review_date_makes_the_answer_doubtful_instead_of_dated():
    assert shown(channel=SMS, today=AFTER_REVIEW).endswith("(Info Nov 2025, mungkin berubah)")


def test_an_entry_without_sms_text_is_told_in_full_without_marks():
    files = make.faq_edit(NIB, "NIB lama diperbarui", "*NIB* _lama_ ~di~ file_a_b 2*3*4 diperbarui")
    text = shown(files=files, entry="nib-lama", channel=SMS)
    assert text == "NIB lama di file_a_b 2*3*4 diperbarui di https://oss.go.id."


def test_an_unknown_entry_is_told():
    with pytest.raises(NotFound, match="nix"):
        shown(entry="nix")


def test_a_sentence_is_filled_with_params_and_facts():
    catalogue = load(make.faq_files())
    text = render_sentence(
        catalogue, "ticket_opened", language="en", params={"ticket": "26-1", "more": "x"}
    )
    assert text == "Ticket number 26-1. Also at https://oss.go.id."


def test_what_is_filled_in_is_never_read_as_a_mark():
    catalogue = load(make.faq_files())
    text = render_sentence(
        catalogue, "ticket_opened", language="id", params={"ticket": "{fact:nib_fee}"}
    )
    assert "{fact:nib_fee}" in text


def test_a_missing_param_is_told_by_name():
    with pytest.raises(NotFound, match="ticket"):
        render_sentence(load(make.faq_files()), "ticket_opened", language="id", params={})


def test_an_unknown_sentence_is_told():
    with pytest.raises(NotFound, match="nix"):
        render_sentence(load(make.faq_files()), "nix", language="id", params={})


def test_any_words_of_the_catalogue_can_be_told():
    catalogue = load(make.faq_files())
    assert (
        render_words(catalogue, {"id": "di {fact:oss_url}"}, language="en")
        == "di https://oss.go.id"
    )
    with pytest.raises(NotFound):
        render_words(catalogue, {"id": "{x}"}, language="id")


def test_nothing_is_stale_before_its_review_date():
    assert stale_entries(load(make.faq_files()), TODAY) == set()


def test_a_stale_fact_makes_the_entries_stale_that_cite_it():
    files = make.faq_edit(
        "office.yaml",
        "value: {id: gratis, en: free of charge}\n    source: uji\n    as_of: '2025-11-15'\n    verified_by: ''\n    verified_on: ''\n    review_by: '2027-01-01'",
        "value: {id: gratis}\n    source: uji\n    as_of: '2025-11-15'\n    verified_by: ''\n    verified_on: ''\n    review_by: '2026-01-01'",
    )
    assert stale_entries(load(files), TODAY) == {"nib-biaya"}


def test_a_stale_entry_is_stale_though_its_facts_are_not():
    assert stale_entries(load(make.faq_files()), AFTER_REVIEW) == {"nib-biaya", "nib-lama"}
