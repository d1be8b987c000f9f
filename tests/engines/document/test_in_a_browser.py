"""The document in pdf.js, as a browser shows it: what is selected, copied and found is the page."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.support.ui import WebDriverWait

from mailroom.bench.wording import compare
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from tests.engines.paper import Paper, item, page, scan, truth
from tests.journeys.browser import opened_browser

VIEWER = Path("/usr/share/javascript/pdf")
NAME = "lease_turned"
PATIENCE_S = 30
LAYER = "document.querySelector('.page[data-page-number=\"%d\"] .textLayer')"
DRAWN = f"return {LAYER}?.querySelector('.endOfContent') !== null && {LAYER} !== null"
COPIED = f"getSelection().selectAllChildren({LAYER}); return getSelection().toString()"
SEARCH = """
PDFViewerApplication.eventBus.dispatch("find", {
  type: "", query: arguments[0], phraseSearch: true, caseSensitive: true, entireWord: false,
  highlightAll: true, findPrevious: false,
})
"""
FOUND = """
const finder = PDFViewerApplication.findController
return finder._pendingFindMatches.size || finder.pageMatches.length < arguments[0] ? null
  : finder.pageMatches.map(page => page.length)
"""


class Shelf(SimpleHTTPRequestHandler):
    """The viewer of Debian's package, and our document beside it."""

    document: Path

    def do_GET(self):
        if self.path != "/letter.pdf":
            super().do_GET()
            return
        data = self.document.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object):  # noqa: A002  the library's own name
        pass


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    paper = Paper()
    paper.write("Räkning för två lådor åkerbär\nAtt betala 25 € före torsdag", (300, 400))
    pages = [page(scan(NAME), number=1), page(paper.save(folder / "bill.jpg"), number=2)]
    work = [read_page(each, folder) for each in pages]
    return write_document(item(pages), work, folder / "letter.pdf").file


@pytest.fixture(scope="module")
def viewer(document: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    shelf = type("OurShelf", (Shelf,), {"document": document})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(shelf, directory=str(VIEWER)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with closing(server.socket), opened_browser(tmp_path_factory.mktemp("profile")) as driver:
        port = server.server_address[1]
        driver.get(f"http://127.0.0.1:{port}/web/viewer.html?file=/letter.pdf")
        yield driver
        server.shutdown()


def _copied(viewer: Chrome, number: int) -> str:
    waiting = WebDriverWait(viewer, PATIENCE_S)
    waiting.until(lambda at: at.execute_script("return PDFViewerApplication.pagesCount > 0"))
    viewer.execute_script("PDFViewerApplication.page = arguments[0]", number)
    waiting.until(lambda at: at.execute_script(DRAWN % (number, number)))
    return str(viewer.execute_script(COPIED % number))


def _found(viewer: Chrome, words: str) -> list[int]:
    waiting = WebDriverWait(viewer, PATIENCE_S)
    waiting.until(lambda at: at.execute_script("return PDFViewerApplication.pagesCount > 0"))
    viewer.execute_script(SEARCH, words)
    return waiting.until(lambda at: at.execute_script(FOUND, 2))


def test_a_copied_page_says_what_poppler_says(viewer: Chrome, document: Path):
    told = subprocess.run(
        ["pdftotext", "-l", "1", str(document), "-"], check=True, capture_output=True, text=True
    ).stdout
    copied = _copied(viewer, 1)
    assert compare(truth(NAME), copied).cer <= compare(truth(NAME), told).cer + 0.1
    assert compare(truth(NAME), copied).wer <= compare(truth(NAME), told).wer + 0.5


def test_lines_are_copied_in_order_with_their_spaces(viewer: Chrome):
    lines = [line.strip() for line in _copied(viewer, 2).splitlines()]
    first = lines.index("Räkning för två lådor åkerbär")
    assert lines[first + 1] == "Att betala 25 € före torsdag"


@pytest.mark.parametrize("words", ["två lådor åkerbär", "25 € före"])
def test_words_are_found_where_they_stand(viewer: Chrome, words: str):
    assert _found(viewer, words) == [0, 1]
