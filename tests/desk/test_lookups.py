"""Promises of look-ups where attempts overlap: an older one is not taken for ours, and hurries nothing."""

from bot.desk import deliver
from bot.desk.delivered import delivered
from bot.errors import Outcome, SendFailed
from bot.model.message import Status
from tests.desk import given

UNKNOWN = SendFailed(Outcome.UNKNOWN, "network")


def test_an_attempt_that_failed_is_not_taken_for_the_one_that_followed(desk, line):
    line.codes = {"63018": Outcome.RETRY}
    given.hear(desk)
    given.send(desk)
    delivered(desk, Status("twilio", "SM1", "failed", "63018", ""))
    desk.clock.forward(seconds=30)
    line.sends = [UNKNOWN]  # taken, but the answer is lost, and the list lags
    line.lookups = [lambda message: "" if "SM1" in line.looked_up[-1][1] else "SM1", "SM2"]
    given.send(desk)
    for _ in range(2):
        desk.clock.forward(seconds=12)
        given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["provider_id"], len(line.sent)) == ("sent", "SM2", 2)


def test_a_look_up_of_an_older_attempt_leaves_the_next_one_all_its_look_ups(desk, line):
    line.sends = [UNKNOWN, UNKNOWN]
    given.hear(desk)
    given.send(desk)
    desk.clock.forward(seconds=6)
    (asleep,) = deliver.claim(desk, "a:1", 16)
    while len(line.sent) < 2:
        desk.clock.forward(seconds=31)
        given.send(desk)
    before = given.one(desk, "outbox")
    asleep()
    after = given.one(desk, "outbox")
    assert (after["state"], after["lookups"]) == ("unknown", 0)
    assert after["due_at"] == before["due_at"]
