"""A real browser at the mailbox, signed in as a company."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from mailroom.backend.practice import seed
from mailroom.backend.settings import BackendSettings
from tests.station.central import Central

READER = "5582295704"
"""The recipient of the tray's first item, which has five pages on three sheets."""
PATIENCE_S = 20
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@contextmanager
def opened_mailbox(workspace: Path) -> Iterator[Central]:
    """The backend on what a demonstration left in its workspace."""
    data = workspace / "backend"
    central = Central(data, seed(BackendSettings(data=data)))
    central.start()
    yield central
    central.stop()


@contextmanager
def opened_browser(folder: Path, *, width: int = 1366, height: int = 768) -> Iterator[Chrome]:
    options = ChromeOptions()
    for flag in (*_FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options, Service("/usr/bin/chromedriver"))
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield driver
    driver.quit()


def sign_in(driver: Chrome, mailbox: Central, company: str) -> None:
    driver.get(mailbox.url)
    driver.find_element(By.NAME, "login").send_keys(company)
    driver.find_element(By.NAME, "secret").send_keys(mailbox.practice.secret + Keys.ENTER)
    waiting(driver).until(lambda at: at.current_url.endswith("/letters"))


def open_letter(driver: Chrome) -> None:
    """The newest one, until its first page is there to be seen."""
    driver.find_element(By.CSS_SELECTOR, "a[href*='/letters/']").click()
    shown = "return arguments[0].complete && arguments[0].naturalWidth > 600"
    pages = "figure img"
    waiting(driver).until(lambda at: at.find_elements(By.CSS_SELECTOR, pages))
    first = driver.find_element(By.CSS_SELECTOR, pages)
    waiting(driver).until(lambda at: at.execute_script(shown, first))


def waiting(driver: Chrome) -> WebDriverWait[Chrome]:
    return WebDriverWait(driver, PATIENCE_S)
