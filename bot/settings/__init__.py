"""All settings as one frozen value; the only reader of the environment. No defaults elsewhere."""

from bot.settings._declared import TWILIO_API, Settings
from bot.settings._reading import child_environment, read_settings

__all__ = ["TWILIO_API", "Settings", "child_environment", "read_settings"]
