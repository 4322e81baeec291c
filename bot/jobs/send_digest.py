"""A short e-mail to officers who asked for it, while tickets wait."""

from bot.desk.digest import send_digest
from bot.jobs._job import Job

JOB = Job("send_digest", lambda settings: 3600.0, send_digest, outward=True)
