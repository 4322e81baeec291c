"""TANYA PTSP: from a citizen's message to the bot's answer or an officer's reply."""
