"""Which general meanings a word carries: `ongkos` and `gratis` both speak of cost."""

from functools import cache

from intents.packaged import read_rows

EVERYDAY = "~"  # begins the name of a meaning that is no office's


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Give what words mean at an office, and what the other words mean elsewhere."""
    office: dict[str, tuple[str, ...]] = {}
    everyday: dict[str, tuple[str, ...]] = {}
    for name, words in read_rows("concepts.tsv"):
        table = everyday if name.startswith(EVERYDAY) else office
        for word in sorted(set(words.split())):
            table[word] = (*table.get(word, ()), name)
    return office, everyday


def concepts_of(word: str, stem: str) -> tuple[str, ...]:
    """Give the meanings of a word or, where it has none, of its root; everyday ones come last."""
    tables = _tables()
    return next((t[part] for t in tables for part in (word, stem) if part in t), ())
