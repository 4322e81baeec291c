"""Take in what the provider received while we could not hear."""

from bot.desk.reconcile import reconcile
from bot.jobs._job import Job

JOB = Job("reconcile", lambda settings: float(settings.reconcile_every_s), reconcile)
