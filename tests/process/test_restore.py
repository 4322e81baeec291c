"""A restored server hears again what came after its backup, and tells nobody a second time."""

from collections import Counter

from tests.process.product import PUBLIC, Product, wait_until

ASKED = "bikin nib bayar nggak"
FIRST, SECOND, THIRD, MISSED = (f"whatsapp:+6281277700{n:03d}" for n in range(4))


def test_who_was_answered_after_the_backup_is_not_answered_again(
    own_product, own_provider, tmp_path
):
    copy = tmp_path / "tanya.backup"
    own_product.start()
    _answered(own_provider, own_product, FIRST)
    assert own_product.run("db", "backup", str(copy)).returncode == 0
    _answered(own_provider, own_product, SECOND)
    _answered(own_provider, own_product, THIRD)
    own_product.kill()
    own_provider.inbound(own_product.inbound, {"From": MISSED, "Body": ASKED})  # nobody hears it
    restored = _restored(copy, Product(tmp_path / "new", own_provider.url))
    try:
        own_provider.proxied = {PUBLIC: restored.local}
        restored.start()
        wait_until(lambda: len(restored.ledger()) == 4, "all messages are known again")
        assert _told(own_provider) == {FIRST: 1, SECOND: 1, THIRD: 1}
        assert restored.run("db", "restore", "--go-live").stdout == "speaking again\n"
        wait_until(lambda: not _unfinished(restored), "nothing is on its way")
        assert _told(own_provider) == {FIRST: 1, SECOND: 1, THIRD: 1, MISSED: 1}
    finally:
        restored.kill()


def _answered(provider, product, citizen):
    provider.inbound(product.inbound, {"From": citizen, "Body": ASKED})
    wait_until(lambda: _told(provider)[citizen] == 1, "answered")


def _restored(copy, product):
    for path in product.database.parent.glob(f"{product.database.name}*"):
        path.unlink()
    told = product.run("db", "restore", str(copy))
    assert told.returncode == 0, told.stderr
    return product


def _told(provider):
    return Counter(message["to"] for message in provider.account.sent())


def _unfinished(product):
    states = "('pending', 'sending', 'unknown')"
    return product.rows(f"SELECT id FROM outbox WHERE state IN {states}")  # noqa: S608
