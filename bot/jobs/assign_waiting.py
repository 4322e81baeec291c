"""Waiting tickets find an officer, where automatic assignment is switched on."""

from bot.desk.caretaking import assign_waiting
from bot.jobs._job import Job

JOB = Job("assign_waiting", lambda settings: 10.0, assign_waiting)
