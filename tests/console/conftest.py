"""An application over a real desk with the shipped catalogue, people of every role, a ticket."""

import pytest

from bot.model.officer import ROLES
from tests.console.visitor import Visitor, hire, use_quick_hashes, writes
from tests.desks import open_test_desk
from tests.talk import OneMind, shipped_mind
from webhooks import create_app


@pytest.fixture
def settings() -> dict[str, str]:
    """Environment of the desk beyond the usual; a test module overrides it."""
    return {}


@pytest.fixture
def desk(tmp_path, clock, settings, monkeypatch):
    use_quick_hashes(monkeypatch)
    desk = open_test_desk(tmp_path, clock, shipped=True, **settings)
    object.__setattr__(desk, "minds", OneMind(shipped_mind()))
    yield desk
    desk.store.close()


@pytest.fixture
def app(desk):
    return create_app(desk=desk)


@pytest.fixture
def stranger(app):
    return Visitor(app)


@pytest.fixture
def someone(app, desk):
    """someone("supervisor", "Petugas B") -> a signed-in browser."""

    def signed_in(role: str = "officer", name: str = "") -> Visitor:
        visitor = Visitor(app)
        visitor.officer = hire(desk, role, name or role.title())
        assert visitor.sign_in(visitor.officer.login).status_code == 303
        return visitor

    return signed_in


@pytest.fixture
def everybody(stranger, someone):
    return {"anonymous": stranger} | {role: someone(role) for role in ROLES}


@pytest.fixture
def petugas_a(someone):
    return someone("officer", "Petugas A")


@pytest.fixture
def petugas_b(someone):
    return someone("officer", "Petugas B")


@pytest.fixture
def petugas_c(someone):
    return someone("admin", "Petugas C")


@pytest.fixture
def ticket(desk):
    """The id of a ticket that waits."""
    writes(desk)
    return desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
