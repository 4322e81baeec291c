"""The sizes of the house: their medians are reported at the end of a run, never enforced."""

from statistics import median

from tests.house.source import PRODUCT, functions, sources


def told_sizes() -> str:
    files = [len(s.text.splitlines()) for s in sources(*PRODUCT)]
    bodies = [size for s in sources(*PRODUCT) for _, size in functions(s)]
    return (
        f"sizes: {len(files)} files, median {median(files):.0f} lines (aim 80), longest {max(files)}; "
        f"{len(bodies)} functions, median {median(bodies):.0f} lines (aim 8), longest {max(bodies)}"
    )
