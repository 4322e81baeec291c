"""Promise of accessibility: no page of the site is missing from those that axe looks at."""

from tests.browser.pages import ELSEWHERE, NO_PAGE, PRIVATE, PUBLIC, STUDIO
from tests.console.routes import DOOR


def test_every_page_is_looked_at_or_left_out_for_a_reason(app):
    paths = [path for pages in (PUBLIC, PRIVATE, STUDIO) for path in pages.values()]
    site = app.url_map.bind("localhost")
    seen = set()
    for path in paths:
        if site.test(path.partition("?")[0], "GET"):
            rule, _ = site.match(path.partition("?")[0], "GET", return_rule=True)
            seen.add(rule.rule)
    pages = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and not rule.rule.startswith(DOOR)
    }
    assert pages == seen | set(ELSEWHERE) | set(NO_PAGE)
    assert not seen & set(NO_PAGE)
