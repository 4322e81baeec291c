"""Tells the medians of the house at the end of a run: reported, never enforced."""

from statistics import median

import pytest

from tests.house.source import PRODUCT, functions, sources


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    files = [len(s.text.splitlines()) for s in sources(*PRODUCT)]
    bodies = [size for s in sources(*PRODUCT) for _, size in functions(s)]
    terminalreporter.line(
        f"sizes: {len(files)} files, median {median(files):.0f} lines (aim 80), longest {max(files)}; "
        f"{len(bodies)} functions, median {median(bodies):.0f} lines (aim 8), longest {max(bodies)}"
    )
