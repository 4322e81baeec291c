"""A backup every night."""

from bot.desk.backup import back_up_nightly
from bot.jobs._job import Job

JOB = Job("back_up", lambda settings: 86400.0, back_up_nightly)
