"""Promise of the generated pages: what stands in the tree is what the code says now (`make docs`)."""

import pytest

from docs.generate import PAGES
from tests.house.source import ROOT


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_up_to_date(page):
    assert (ROOT / page).read_text(encoding="utf-8") == PAGES[page]()
