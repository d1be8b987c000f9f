"""A real Chromium without a screen, signed in to a company's mailbox."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apiflask import APIFlask
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from waitress.server import create_server

from mailroom.backend.api.policies import SESSION_COOKIE
from tests.backend.builders import Reader

PHONE, DESK = (390, 844), (1366, 768)
WIDER = "return document.documentElement.scrollWidth > window.innerWidth"
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")


@contextmanager
def served(app: APIFlask) -> Iterator[str]:
    """The address of a server that browsers reach."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(server.close)
    server.task_dispatcher.shutdown()
    thread.join(10)


@contextmanager
def browser(folder: Path, address: str, reader: Reader, *, scripts: bool = True):
    options = ChromeOptions()
    for flag in (*_FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    if not scripts:
        settings = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", settings)
    driver = Chrome(options, Service("/usr/bin/chromedriver"))
    try:
        driver.get(f"{address}/in")
        token = reader.client.get_cookie(SESSION_COOKIE)
        assert token is not None
        driver.add_cookie({"name": SESSION_COOKIE, "value": token.value})
        yield driver
    finally:
        driver.quit()


def sized(driver: Chrome, size: tuple[int, int]) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
