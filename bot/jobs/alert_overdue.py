"""Tell the supervisor of tickets past their due time."""

from bot.desk.caretaking import alert_overdue
from bot.jobs._job import Job

JOB = Job("alert_overdue", lambda settings: 60.0, alert_overdue)
