"""Tickets: an escalated case with a number that the citizen can quote. Data only."""

from __future__ import annotations

KINDS = ("question", "fault", "own_file", "complaint", "report", "fraud", "data_request")
STATES = ("waiting", "claimed", "snoozed", "resolved")
