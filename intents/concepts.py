"""Which general meanings a word carries: `ongkos` and `gratis` both speak of cost."""

from functools import cache

from intents.packaged import read_rows


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, words in read_rows("concepts.tsv"):
        for word in sorted(set(words.split())):
            table[word] = (*table.get(word, ()), name)
    return table


def concepts_of(word: str, stem: str) -> tuple[str, ...]:
    """Give the meanings of a word or, where it has none, of its root."""
    return _table().get(word) or _table().get(stem, ())
