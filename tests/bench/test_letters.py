"""The day's letters: whole, in order, and legible once they are documents."""

from contextlib import closing
from pathlib import Path

from PIL import Image

from mailroom.bench.legible import read_again
from mailroom.bench.letters import Sample, item_of, letters_of, pages_of, samples_in
from mailroom.bench.wording import compare
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.settings import resources
from tests.engines.paper import scan, truth


def test_a_letter_is_the_pages_of_one_item(tmp_path: Path):
    samples = samples_in(resources() / "samples" / "tray", tmp_path)
    letters = letters_of(samples)
    assert [sample for letter in letters for sample in letter] == samples
    assert len({letter[0].letter for letter in letters}) == len(letters)
    assert all(len({sample.letter for sample in letter}) == 1 for letter in letters)
    assert any(not sample.truth for sample in samples)
    for sample in samples:
        with Image.open(sample.image) as image:
            assert image.format == "JPEG"


def test_our_own_print_on_the_edge_is_no_part_of_the_page_that_is_read_again(tmp_path: Path):
    name = "lease_turned"
    sample = Sample("letter", scan(name), truth(name))
    pages = pages_of([sample])
    work = [read_page(page, tmp_path) for page in pages]
    document = write_document(item_of(pages), work, tmp_path / "letter.pdf").file
    with closing(WorkerPool(1)) as pool:
        again = read_again(pool, document, [sample], work, tmp_path / "again")
    with Image.open(tmp_path / "again" / "page1.png") as shown:
        edge = shown.convert("L").crop((0, 0, 70, shown.height))
    assert edge.getextrema()[0] > 128
    assert again.cer <= compare(sample.truth, work[0].text).cer + 0.1
