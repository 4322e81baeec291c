"""R1 in a crowd: more citizens at once than can be read are acknowledged, and answered after a kill too."""

from tests.process.citizens import TALKS, nothing_waits
from tests.process.faults import kill_all

CITIZENS = 240


def test_what_was_acknowledged_unread_is_answered_once_though_everything_was_killed(
    product, provider, crowd, twins
):
    provider.account.hide_acknowledged = True
    crowd.send([crowd.newcomer(TALKS[n % len(TALKS)]) for n in range(CITIZENS)])
    crowd.end()
    kill_all(product)
    unread = product.rows("SELECT 1 FROM messages WHERE state = 'received'")
    assert unread, "the crowd was too small"
    assert twins.judge(crowd).clean
    nothing_waits(product)
    assert {entry["decisions"] for entry in product.ledger()} == {1}
