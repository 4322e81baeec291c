"""Promise of the identifiers: later is greater, even within a millisecond; the form is that of the standard."""

import uuid

from bot.store import new_id


def test_ids_made_one_after_the_other_sort_in_that_order():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))


def test_an_id_is_a_uuid_of_version_7():
    one = uuid.UUID(new_id())
    assert (one.version, one.variant) == (7, uuid.RFC_4122)
