"""Promise to citizens and officers: what people write is never put into a page as markup."""

import re

from tests.house.source import ROOT, sources

UNSAFE = re.compile(
    r"\|\s*safe\b|\bMarkup\(|\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b"
    r"|\bautoescape false\b|\brender_template_string\b"
)
ALLOWED: set[tuple[str, str]] = set()  # (file, what) with the reason beside it


def test_markup_is_made_only_where_the_list_allows_it():
    pages = [p for end in ("html", "js", "svg") for p in (ROOT / "bot").rglob(f"*.{end}")]
    texts = {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for p in pages}
    texts |= {source.name: source.text for source in sources("webhooks.py", "bot")}
    found = {(name, match) for name, text in texts.items() for match in UNSAFE.findall(text)}
    assert found == ALLOWED
