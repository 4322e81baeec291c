"""The rules, each from a turn to a decision or None; only decide.py knows their order."""
