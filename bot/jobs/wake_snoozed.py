"""Bring snoozed tickets back to their holders when the time is over."""

from bot.desk.housekeeping import wake_snoozed
from bot.jobs._job import Job

JOB = Job("wake_snoozed", lambda settings: 15.0, wake_snoozed)
