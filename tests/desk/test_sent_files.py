"""Promises of the address by which a provider fetches an officer's file: it is the one we told, and serves nothing else."""

import pytest

from bot.desk import attachments, delivered
from bot.errors import Outcome, SendFailed
from bot.model.message import Status
from tests.channels.files import screenshot
from tests.desk import given
from webhooks import create_app


@pytest.fixture
def path(desk, line):
    """The address that the provider was told, without our host."""
    petugas_c, ticket = given.held(desk, line)
    attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f")  # noqa: S106
    given.send(desk)
    return line.sent[0].media_url.removeprefix(desk.settings.base_url)


@pytest.fixture
def provider(desk):
    """A caller without any session."""
    return create_app(desk=desk).test_client()


def test_the_provider_fetches_the_file_by_the_address_it_was_told(provider, path):
    answer = provider.get(path)
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.data.startswith(b"\x89PNG")


def test_no_browser_would_run_it(provider, path):
    headers = provider.get(path).headers
    assert headers["Content-Disposition"] == 'attachment; filename="file.png"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"


def test_the_address_dies_within_the_hour(desk, provider, path):
    desk.clock.forward(hours=1)
    assert provider.get(path).status_code == 404


def test_a_deleted_file_is_served_no_more(desk, provider, path):
    attachments.delete(desk, given.officer(desk), given.one(desk, "files")["id"])
    assert provider.get(path).status_code == 404


@pytest.mark.parametrize("secret", ["x", "..%2Fsecret_key", "%00"])
def test_no_other_secret_opens_anything(provider, path, secret):
    assert provider.get(f"/files/{secret}").status_code == 404


def test_a_citizens_own_file_has_no_public_address(desk, provider, path):
    given.run(desk, "UPDATE files SET public_until = NULL")
    assert provider.get(path).status_code == 404


@pytest.mark.parametrize("late", [False, True])
def test_a_file_that_is_never_fetched_leaves_three_times(desk, line, late):
    petugas_c, ticket = given.held(desk, line)
    line.codes = {"63019": Outcome.EXTRAS}
    line.sends = [] if late else [SendFailed(Outcome.EXTRAS, "63019")] * 9
    attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f1")  # noqa: S106
    for _ in range(5):
        given.send(desk)
        sent = given.rows(desk, "outbox")[-1]["provider_id"]
        if late and sent:
            delivered.delivered(desk, Status("twilio", sent, "failed", "63019"))
        desk.clock.forward(minutes=1)
    assert (len(line.sent), given.rows(desk, "outbox")[-1]["state"]) == (3, "failed")
