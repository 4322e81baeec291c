"""One chat command a file; the folder is the list. No rule lives here."""
