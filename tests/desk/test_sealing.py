"""Promises of sealed backups: strangers read nothing, a lost or changed byte is seen, the right key opens."""

import io
import tarfile
from dataclasses import replace

import pytest

from bot.desk import _archive, _sealing, _vault, backup
from bot.errors import BadInput
from tests.desk import given
from tests.desks import SECRET


def _inside(desk, kept):
    """What a backup holds, by name."""
    with kept.open("rb") as file:
        data = _vault.Opened(file, private=_archive.own_key(desk)).read(1 << 30)
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar.getmembers() if m.isfile()}


def test_a_backup_holds_no_secret_and_only_its_owner_reads_it(desk, kept):
    inside = _inside(desk, kept)
    assert "secret_key" not in " ".join(inside)
    whole = b"".join(inside.values())
    assert SECRET.encode() not in whole
    assert b"pixels" not in whole
    assert given.CITIZEN.encode() in whole
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_stranger_reads_nothing_in_a_backup_but_what_it_is(kept):
    data = kept.read_bytes()
    _mark, note, sealed = data.split(b"\n", 2)
    assert b"no secrets" in note
    assert b"SECRET_KEY" in note
    assert b"SQLite format" not in sealed
    assert given.CITIZEN.encode() not in sealed
    assert not tarfile.is_tarfile(io.BytesIO(sealed[64:]))


def test_another_secret_key_opens_nothing_and_is_told_so(kept, fresh):
    other = replace(fresh, settings=replace(fresh.settings, secret_key="another" * 8))
    with pytest.raises(BadInput, match="SECRET_KEY of its host"):
        backup.restore(other, kept)
    assert not other.settings.database_path.exists()


def test_a_server_may_write_backups_that_it_cannot_read(desk, fresh, tmp_path):
    public, private = _vault.new_pair()
    writer = replace(desk, settings=replace(desk.settings, backup_public_key=public))
    backup.back_up(writer, tmp_path / "sealed.backup")
    with pytest.raises(BadInput, match="another key"):
        backup.restore(fresh, tmp_path / "sealed.backup")
    backup.restore(fresh, tmp_path / "sealed.backup", _vault.from_text(f"{private}\n"))
    assert backup.check(fresh) == []


@pytest.mark.parametrize("text", ["", "short", "x" * 44, "?" * 43])
def test_a_key_that_is_none_is_refused(text):
    with pytest.raises(BadInput, match="43"):
        _vault.from_text(text)


@pytest.mark.parametrize(
    "size", [0, 1, _vault.CHUNK - 1, _vault.CHUNK, _vault.CHUNK + 1, 3 * _vault.CHUNK]
)
def test_a_sealed_stream_opens_to_the_last_byte_and_misses_none(size):
    private = bytes(range(32))
    data, out = bytes(n % 251 for n in range(size)), io.BytesIO()
    sealer = _vault.Sealer(out, _vault.public_of(private), "note")
    sealer.write(data)
    sealer.finish()
    whole = out.getvalue()
    assert _vault.Opened(io.BytesIO(whole), private=private).read(size + 1) == data
    for cut in (whole[:-1], whole[: -(size % _vault.CHUNK + 16)] if size else whole[:-16]):
        with pytest.raises(BadInput, match="damaged"):
            _vault.Opened(io.BytesIO(cut), private=private).drain()


# --- small things


def test_a_sealed_text_is_read_again_under_its_own_name_only(desk):
    sealed = _sealing.seal_text(desk.settings, "raw", "kanari", "m1")
    assert "kanari" not in sealed
    assert _sealing.unseal_text(desk.settings, "raw", sealed, "m1") == "kanari"
    for purpose, text, about in (
        ("raw", sealed, "m2"),
        ("files", sealed, "m1"),
        ("raw", "{}", "m1"),
        ("raw", "", "m1"),
    ):
        with pytest.raises(BadInput):
            _sealing.unseal_text(desk.settings, purpose, text, about)
