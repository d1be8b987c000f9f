"""The company's pages in a real browser: by keys alone, without scripts, on a phone."""

from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait

from mailroom.backend.web.company_swedish import SWEDISH
from tests.backend.browsing import DESK, PHONE, WIDER, browser, sized
from tests.backend.builders import Desk, Reader, page

PAGES = ("/letters", "/trash", "/originals", "/senders", "/company", "/agreement", "/watch")
NAMELESS = """
return [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")]
  .filter(each => !(each.innerText.trim() || each.labels?.length || each.ariaLabel
    || each.querySelector("img[alt]")))
  .map(each => each.outerHTML)
"""
UNNAMED = "return [...document.querySelectorAll('nav')].filter(each => !each.ariaLabel).length"
"""Parts of a page that a screen reader lists and could not tell apart."""
SMALL = """
return [...document.querySelectorAll("button, .button, .menu a")]
  .filter(each => each.getBoundingClientRect().height < 36).map(each => each.outerHTML)
"""


@pytest.fixture
def delivered(desk: Desk) -> None:
    desk.deliver(pages=[page(0, "face", 1), page(1) | {"text": "Ängelholms årsstämma"}, page(2)])
    desk.deliver()


@pytest.mark.usefixtures("delivered")
def test_every_page_fits_names_what_can_be_used_and_is_large_enough(
    address: str, reader: Reader, tmp_path: Path
):
    letter, trashed = (f"/letters/{key}" for key in reader.letters())
    reader.post(f"{trashed}/trash", trashed="yes")
    with browser(tmp_path / "profile", address, reader) as driver:
        for size in (PHONE, DESK):
            sized(driver, size)
            for path in (*PAGES, letter, f"{letter}/not-ours", trashed, f"{trashed}/delete"):
                driver.get(address + path)
                assert not driver.execute_script(WIDER), (path, size)
                assert driver.execute_script(NAMELESS) == [], (path, size)
                assert driver.execute_script(SMALL) == [], (path, size)
                assert driver.execute_script(UNNAMED) == 0, (path, size)
                assert len(driver.find_elements(By.TAG_NAME, "h1")) == 1
                assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "sv"


@pytest.mark.usefixtures("delivered")
def test_searching_opening_and_going_back_by_keys_alone(
    address: str, reader: Reader, tmp_path: Path
):
    with browser(tmp_path / "profile", address, reader) as driver:
        wait = WebDriverWait(driver, 20)
        driver.get(f"{address}/letters")
        ActionChains(driver).send_keys("/").perform()
        driver.switch_to.active_element.send_keys("angelholms" + Keys.ENTER)
        wait.until(lambda at: "q=angelholms" in at.current_url)
        ActionChains(driver).send_keys("j").send_keys(Keys.ENTER).perform()
        wait.until(lambda at: at.find_elements(By.CSS_SELECTOR, "figure img"))
        ActionChains(driver).send_keys("h").perform()
        wait.until(lambda at: at.find_elements(By.CSS_SELECTOR, ".note"))
        ActionChains(driver).send_keys(Keys.ESCAPE).perform()
        wait.until(lambda at: at.current_url.endswith("/letters"))


@pytest.mark.usefixtures("delivered")
def test_reading_and_acting_work_without_scripts(address: str, reader: Reader, tmp_path: Path):
    with browser(tmp_path / "profile", address, reader, scripts=False) as driver:
        driver.get(f"{address}/letters?q=%C3%A4ngelholms")
        driver.find_element(By.CSS_SELECTOR, "a[href^='/letters/1']").click()
        assert driver.find_elements(By.CSS_SELECTOR, "figure img")
        driver.find_element(By.CSS_SELECTOR, "figure summary").send_keys(Keys.ENTER)
        assert "årsstämma" in driver.find_element(By.CSS_SELECTOR, "figure pre").text
        asking = driver.find_element(By.CSS_SELECTOR, "form[action$='/original'] button")
        asking.send_keys(Keys.ENTER)
        # QUIRK chromedriver: while the page changes, a lost element may be an error of its own.
        changing = WebDriverWait(driver, 20, ignored_exceptions=[WebDriverException])
        changing.until(staleness_of(asking))
        driver.find_element(By.LINK_TEXT, SWEDISH.sections["originals"]).click()
        WebDriverWait(driver, 20).until(lambda at: SWEDISH.states["asked"] in at.page_source)
        driver.get(f"{address}/letters?q=%C3%A4ngelholms")
        for chosen in (
            "a[href^='/letters/1']",
            "form[action$='/trash'] button",
            "a[href='/trash']",
            "a[href^='/letters/1']",
            "a[href$='/delete']",
            "button.grave",
        ):
            last = driver.find_element(By.CSS_SELECTOR, chosen)
            last.send_keys(Keys.ENTER)
            changing.until(staleness_of(last))
        assert SWEDISH.delete_done in driver.find_element(By.CSS_SELECTOR, ".saved").text
