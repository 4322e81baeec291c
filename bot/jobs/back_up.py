"""A backup every night: asked often, made once, tried again where it failed."""

from bot.desk.nightly import back_up_nightly
from bot.jobs._job import Job

JOB = Job("back_up", lambda settings: 600.0, back_up_nightly)
