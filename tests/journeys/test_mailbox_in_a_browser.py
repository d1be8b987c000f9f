"""The company reads its letter in a real browser, on the very data the demonstration delivered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.journeys.browser import (
    READER,
    open_letter,
    opened_browser,
    opened_mailbox,
    sign_in,
    waiting,
)
from tests.journeys.conftest import Demonstration
from tests.station.central import Central

OTHER = "8072349353"


@pytest.fixture
def mailbox(demonstration: Demonstration) -> Iterator[Central]:
    with opened_mailbox(demonstration.workspace) as central:
        yield central


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    with opened_browser(tmp_path) as driver:
        yield driver


@pytest.mark.timeout(600)
def test_the_company_reads_and_handles_its_letter(mailbox: Central, browser: Chrome) -> None:
    sign_in(browser, mailbox, READER)
    open_letter(browser)
    pictures = browser.find_elements(By.CSS_SELECTOR, "figure img")
    assert len(pictures) >= 6
    assert all(picture.get_attribute("alt") for picture in pictures)
    browser.find_element(By.CSS_SELECTOR, "form[data-handled] button").click()
    waiting(browser).until(lambda at: at.find_elements(By.CSS_SELECTOR, ".note"))
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.timeout(600)
def test_a_letter_of_another_company_is_not_there(mailbox: Central, browser: Chrome) -> None:
    sign_in(browser, mailbox, READER)
    mine = browser.find_element(By.CSS_SELECTOR, "a[href*='/letters/']").get_attribute("href")
    assert mine
    browser.get(mailbox.url + "/out")
    browser.delete_all_cookies()
    sign_in(browser, mailbox, OTHER)
    browser.get(mine)
    assert not browser.find_elements(By.CSS_SELECTOR, "figure img")
