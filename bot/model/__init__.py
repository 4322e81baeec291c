"""The nouns: frozen dataclasses that every room may speak of. Nothing here does anything."""
