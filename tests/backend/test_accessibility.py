"""Every page is as axe-core asks (WCAG 2.1 A, AA): on a phone in Swedish, at a desk in English."""

from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selenium.webdriver import Chrome

from mailroom.backend.api.policies import STAFF_COOKIE
from tests.backend.browsing import DESK, PHONE, browser, sized
from tests.backend.builders import Desk, Reader
from tests.backend.test_browser import PAGES
from tests.backend.test_payment_codes import TEXT, coded, put, using
from tests.domain.test_epc import written

AXE = Path(str(distribution("axe-core-python").locate_file("axe_core_python/axe.min.js")))
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
  .then(found => done(found.violations.map(
    each => [each.id, each.nodes.map(node => node.html.slice(0, 200))])))
  .catch(error => done(["axe", String(error)]));
"""
VIEWS = {"sv": PHONE, "en": DESK}
OF_STAFF = {
    "sture": ("/staff/closed", "/staff/status?id=M26-000001"),
    "ada": ("/staff/log", "/staff/jobs"),
}


@pytest.fixture
def letters(desk: Desk, reader: Reader) -> list[str]:
    """One in the trash, one whose code and print differ, one to pay in both kinds of money."""
    put(desk, coded(TEXT, using(), written()))
    put(desk, coded(TEXT, using(due=1)))
    put(desk, coded("Hej"))
    keys = reader.letters()
    reader.post(f"/letters/{keys[0]}/trash", trashed="yes")
    return [f"/letters/{key}" for key in keys]


def flaws(driver: Chrome, pages: Iterable[str]) -> list[object]:
    found: list[object] = []
    for page in pages:
        driver.get(page)
        driver.execute_script(AXE.read_text(encoding="utf-8"))
        found += [(page, each) for each in driver.execute_async_script(RUN)]
    return found


def test_the_companys_pages_have_no_flaw(
    letters: list[str],
    reader: Reader,
    address: str,
    tmp_path: Path,
):
    pages = ("/in", *PAGES, *letters, f"{letters[1]}/not-ours", f"{letters[0]}/delete")
    with browser(tmp_path / "profile", address, reader) as driver:
        for language, size in VIEWS.items():
            driver.get(f"{address}/language/{language}")
            sized(driver, size)
            assert flaws(driver, (f"{address}{page}" for page in pages)) == []
        driver.execute_script("document.documentElement.lang = ''")
        assert "html-has-lang" in dict(driver.execute_async_script(RUN)), "it does look"


@pytest.mark.usefixtures("closed")
def test_our_own_peoples_pages_have_no_flaw(
    office: dict[str, FlaskClient],
    reader: Reader,
    address: str,
    tmp_path: Path,
):
    with browser(tmp_path / "profile", address, reader) as driver:
        assert flaws(driver, [f"{address}/staff/in"]) == []
        for user, pages in OF_STAFF.items():
            cookie = office[user].get_cookie(STAFF_COOKIE)
            assert cookie is not None
            driver.add_cookie({"name": STAFF_COOKIE, "value": cookie.value})
            for language, size in VIEWS.items():
                driver.get(f"{address}/language/{language}")
                sized(driver, size)
                assert flaws(driver, (f"{address}{page}" for page in pages)) == []
                assert driver.current_url.endswith(pages[-1]), "not the door"
