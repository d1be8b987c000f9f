"""The guides' pictures of the mailbox: `python -m tests.journeys.mailbox_picture [FOLDER]`."""

import sys
import tempfile
from pathlib import Path

from mailroom.backend.web.texts import LANGUAGES
from mailroom.settings import resources
from tests.journeys.browser import READER, open_letter, opened_browser, opened_mailbox, sign_in
from tests.journeys.conftest import run_demo


def main(folder: Path) -> int:
    """The first item's letter in each language, after a whole demonstration has delivered it."""
    with tempfile.TemporaryDirectory(prefix="mailroom-picture-") as temporary:
        workspace, profile = Path(temporary) / "work", Path(temporary) / "browser"
        ended = run_demo([sys.executable, "-m", "mailroom", "demo", "--headless"], workspace)
        if ended.returncode != 0:
            sys.stderr.write(ended.stdout + ended.stderr)
            return ended.returncode
        with opened_mailbox(workspace) as mailbox, opened_browser(profile) as driver:
            sign_in(driver, mailbox, READER)
            for language in LANGUAGES:
                driver.get(f"{mailbox.url}/language/{language}?to=/letters")
                open_letter(driver)
                driver.save_screenshot(str(folder / f"mailbox-letter-{language}.png"))
    return 0


if __name__ == "__main__":
    default = resources() / "guide"
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
