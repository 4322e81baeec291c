"""The oldest acts of the audit go to files; the chain stays whole."""

from bot.desk.archiving import archive_audit
from bot.jobs._job import Job

JOB = Job("archive_audit", lambda settings: 86400.0, archive_audit)
