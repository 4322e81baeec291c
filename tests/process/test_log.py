"""Nobody's number and nobody's words stand in the log of the whole product, whatever happened."""

import json
import re

from tests.fake_twilio import Mode
from tests.process.citizens import TALKS, nothing_waits
from tests.process.product import wait_until

CANARY = "burung kenari 6474011203890001"
NUMBER = re.compile(r"62812\d{6}|6474011203890001")


def test_the_log_holds_neither_numbers_nor_texts(product, provider, crowd, twins):
    provider.mode = Mode(error_500=0.3, accept_reset=0.3)
    citizens = [crowd.newcomer(talk) for talk in TALKS]
    for citizen in citizens:
        crowd.post(citizen, CANARY)
    provider.account.refuse[citizens[0].address] = 21211  # the provider's own words name the number
    crowd.send(citizens)
    crowd.end()
    wait_until(lambda: product.rows("SELECT 1 FROM outbox WHERE code = '21211'"), "a refusal")
    provider.mode = Mode()
    nothing_waits(product)
    forged = {"From": citizens[0].address, "Body": CANARY, "AccountSid": "AC" + "1" * 32}
    provider.inbound(product.inbound, forged)
    log = product.log.read_text()
    assert "forged request" in log
    assert NUMBER.findall(log) == []
    assert "kenari" not in log
    assert all(texts not in log for talk in TALKS for texts in talk.texts if " " in texts)


def test_every_line_of_the_log_is_an_event_by_itself(product):
    lines = product.log.read_text().splitlines()
    events = [line for line in lines if not line.startswith(("TANYA PTSP ", "First start: "))]
    assert all("event" in json.loads(line) for line in events)
