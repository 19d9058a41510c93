"""A chart taken from its page as a picture says what it was narrowed to, and where its figures come from."""

from pathlib import Path

import pytest
from looking import visit

pytestmark = pytest.mark.browser


def test_the_picture_of_a_narrowed_page_says_so(site, page):
    visit(page, site, "services?level=full&unit_level=district")
    with page.expect_download() as taken:
        page.locator("[class*=st-key-picture-svg-ranking] button:visible").first.click()
    told = Path(taken.value.path()).read_text(encoding="utf-8")
    assert "Level of service: Fully online" in told
    assert "as received up to No." in told
