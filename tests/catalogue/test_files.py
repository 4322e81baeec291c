"""Promises about the folder: only plain FAQ files are read, and a snapshot gives the same bytes back."""

import json
import os
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import content_hash, pack, read_files, unpack
from bot.catalogue.files import MAX_BYTES, is_faq_name
from bot.errors import BadFaq
from tests import make

FILES = st.dictionaries(st.text(max_size=12), st.binary(max_size=80), max_size=4)


@pytest.fixture
def folder(tmp_path):
    for name, data in make.faq_files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def problems(folder) -> tuple[str, ...]:
    with pytest.raises(BadFaq) as caught:
        read_files(folder)
    return tuple(map(str, caught.value.problems))


def test_a_folder_is_read_by_relative_names(folder):
    assert read_files(folder) == make.faq_files()


def test_other_files_and_what_an_editor_leaves_behind_are_ignored(folder):
    for name in ("README.md", "notes.yaml", "topics/.nib.yaml", "topics/nib.yaml~", "tests/a.yaml"):
        (folder / name).write_text("x")
    assert read_files(folder) == make.faq_files()


def test_a_folder_without_word_lists_is_read(folder):
    (folder / "lexicon/daerah.tsv").unlink()
    (folder / "lexicon").rmdir()
    assert "lexicon/daerah.tsv" not in read_files(folder)


def test_a_missing_folder_is_told(tmp_path):
    assert "write its path into FAQ_DIR" in problems(tmp_path / "nix")[0]


def test_a_file_name_with_capitals_or_blanks_is_told(folder):
    (folder / "topics/NIB Baru.yaml").write_text("x")
    assert problems(folder) == (
        (
            "topics/NIB Baru.yaml:1: the file name is not allowed; "
            "write small letters, digits, - and _ only, such as nib-baru"
        ),
    )


@pytest.mark.parametrize("name", ["office.yaml", "topics/nib.yaml"])
def test_a_link_to_a_file_is_refused(folder, name):
    (folder / name).unlink()
    (folder / name).symlink_to("/etc/passwd")
    assert problems(folder) == (f"{name}:1: a link or a special file; use a plain file",)


def test_a_link_to_a_folder_is_refused(folder):
    (folder / "tests").rename(folder / "elsewhere")
    (folder / "tests").symlink_to(folder / "elsewhere")
    assert problems(folder) == ("tests:1: a link; use a real folder",)


def test_a_pipe_does_not_hang_the_reading(folder):
    os.mkfifo(folder / "topics/pipa.yaml")
    assert "a special file" in problems(folder)[0]


def test_a_file_that_cannot_be_opened_is_told(folder, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert "cannot be read (Permission denied)" in problems(folder)[0]


def test_a_huge_file_is_read_only_until_the_cap(folder):
    (folder / "topics/nib.yaml").write_bytes(b"#" * (3 * MAX_BYTES))
    assert len(read_files(folder)["topics/nib.yaml"]) == MAX_BYTES + 1


@pytest.mark.parametrize(
    "name",
    ["../office.yaml", "/etc/office.yaml", "topics/../nib.yaml", "topics/%2e%2e.yaml", "topics/a\0.yaml",
     "topics\\nib.yaml", "C:\\nib.yaml", "topics/nib.tsv", "nib.yaml", "topics/.yaml", "topics/a/b.yaml",
     f"topics/{'a' * 41}.yaml", "topics/nib.yaml\n", "readme/nib.yaml"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_no_faq_name(name):
    assert not is_faq_name(name)


@given(FILES)
def test_a_snapshot_gives_every_byte_back(files):
    assert unpack(pack(files)) == files


@given(FILES)
def test_a_snapshot_does_not_depend_on_the_order_of_the_files(files):
    assert pack(files) == pack(dict(reversed(files.items())))


@given(FILES, FILES)
def test_different_files_have_different_hashes(one, other):
    assert (content_hash(one) == content_hash(other)) == (one == other)


@pytest.mark.parametrize("data", [b"", b"x", pack({})[:-3], b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_snapshot_is_told(data):
    with pytest.raises(BadFaq, match="damaged"):
        unpack(data)


def test_a_snapshot_that_is_no_mapping_of_texts_is_told():
    for value in ([], {"a": 1}, "x", {"a": "\u20ac"}):
        with pytest.raises(BadFaq, match="damaged"):
            unpack(zlib.compress(json.dumps(value).encode()))
