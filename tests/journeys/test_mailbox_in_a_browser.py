"""The company reads its letter in a real browser, on the very data the demonstration delivered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from mailroom.backend.practice import seed
from mailroom.backend.settings import BackendSettings
from tests.journeys.conftest import Demonstration
from tests.station.central import Central

READER = "5582295704"
"""The recipient of the tray's first item, which has five pages on three sheets."""
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1366,768",
)


@pytest.fixture
def mailbox(demonstration: Demonstration) -> Iterator[Central]:
    data = demonstration.workspace / "backend"
    central = Central(data, seed(BackendSettings(data=data)))
    central.start()
    yield central
    central.stop()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    options = ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options, Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


@pytest.mark.timeout(600)
def test_the_company_reads_and_handles_its_letter(mailbox: Central, browser: Chrome) -> None:
    wait = WebDriverWait(browser, 20)
    browser.get(mailbox.url)
    browser.find_element(By.NAME, "login").send_keys(READER)
    browser.find_element(By.NAME, "secret").send_keys(mailbox.practice.secret + Keys.ENTER)
    wait.until(lambda at: at.current_url.endswith("/letters"))
    browser.find_element(By.CSS_SELECTOR, "a[href*='/letters/']").click()
    wait.until(lambda at: at.find_elements(By.CSS_SELECTOR, "figure img"))
    pictures = browser.find_elements(By.CSS_SELECTOR, "figure img")
    assert len(pictures) >= 6
    shown = "return arguments[0].complete && arguments[0].naturalWidth > 600"
    wait.until(lambda at: at.execute_script(shown, pictures[0]))
    assert all(picture.get_attribute("alt") for picture in pictures)
    browser.find_element(By.CSS_SELECTOR, "form[data-handled] button").click()
    wait.until(lambda at: at.find_elements(By.CSS_SELECTOR, ".note"))
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.timeout(600)
def test_a_letter_of_another_company_is_not_there(mailbox: Central, browser: Chrome) -> None:
    wait = WebDriverWait(browser, 20)
    browser.get(mailbox.url)
    browser.find_element(By.NAME, "login").send_keys(READER)
    browser.find_element(By.NAME, "secret").send_keys(mailbox.practice.secret + Keys.ENTER)
    wait.until(lambda at: at.current_url.endswith("/letters"))
    mine = browser.find_element(By.CSS_SELECTOR, "a[href*='/letters/']").get_attribute("href")
    assert mine
    browser.get(mailbox.url + "/out")
    browser.delete_all_cookies()
    browser.get(mailbox.url)
    browser.find_element(By.NAME, "login").send_keys("8072349353")
    browser.find_element(By.NAME, "secret").send_keys(mailbox.practice.secret + Keys.ENTER)
    wait.until(lambda at: at.current_url.endswith("/letters"))
    browser.get(mine)
    assert not browser.find_elements(By.CSS_SELECTOR, "figure img")
