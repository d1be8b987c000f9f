"""PDF/A-2b read against the clauses of ISO 19005-2 by their own words, whoever wrote the file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf

_FILTERS: Final = frozenset(
    {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/RunLengthDecode", "/JBIG2Decode"}
    | {"/ASCII85Decode", "/ASCIIHexDecode", "/JPXDecode"}
)
_INTENTS: Final = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual"})
_HEADER: Final = re.compile(rb"%PDF-1\.[2-7]\r?\n%[\x80-\xff]{4}")
_FORBIDDEN_ACTIONS: Final = ("/AA", "/OpenAction", "/JavaScript")
_DESCRIPTORS: Final = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Breach:
    """`clause` is of ISO 19005-2:2011."""

    clause: str
    what: str


def breaches_in(file: Path) -> tuple[Breach, ...]:
    """Empty when none was found. Raises pikepdf.PdfError when it is no PDF at all."""
    data = file.read_bytes()
    with pikepdf.open(file) as pdf:
        return tuple(breach for check in _CHECKS for breach in check(pdf, data))


def _file_structure(pdf: pikepdf.Pdf, data: bytes) -> Iterator[Breach]:
    if not _HEADER.match(data):
        yield Breach("6.1.2", "the header is not followed by a comment of four high bytes")
    if "/ID" not in pdf.trailer:
        yield Breach("6.1.3", "the trailer has no file identifier")
    if pdf.is_encrypted:
        yield Breach("6.1.3", "the file is encrypted")
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield Breach("6.1.3", "something follows the last end-of-file marker")


def _streams(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    for thing in _streams_of(pdf):
        if any(key in thing for key in ("/F", "/FFilter", "/FDecodeParms")):
            yield Breach("6.1.7.1", "a stream lies outside the file")
        named = thing.get("/Filter", pikepdf.Array())
        filters = {str(one) for one in (named if isinstance(named, pikepdf.Array) else [named])}
        if not filters <= _FILTERS:
            yield Breach("6.1.7.2", "a stream is packed in a way that is not allowed")


def _output_intent(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    intents: Any = pdf.Root.get("/OutputIntents", pikepdf.Array())
    ours = [one for one in intents if one.get("/S") == pikepdf.Name("/GTS_PDFA1")]
    if len(ours) != 1 or "/DestOutputProfile" not in ours[0]:
        yield Breach("6.2.3", "there is not exactly one output intent with a colour profile")
        return
    profile = ours[0].DestOutputProfile
    icc = profile.read_bytes()
    if icc[36:40] != b"acsp" or icc[8] > 4:  # noqa: PLR2004  ICC.1:2010, 7.2
        yield Breach("6.2.3", "the colour profile is none of version 4 or before")
    if icc[16:20] != b"RGB " or int(profile.N) != 3:  # noqa: PLR2004
        yield Breach("6.2.4.3", "the pages' colours are RGB, the output intent's are not")


def _images(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    for thing in _streams_of(pdf):
        if thing.get("/Subtype") != pikepdf.Name("/Image"):
            continue
        if bool(thing.get("/Interpolate", default=False)):
            yield Breach("6.2.8", "an image asks to be interpolated")
        if any(key in thing for key in ("/Alternates", "/OPI")):
            yield Breach("6.2.8", "an image stands for another")
        if thing.get("/ColorSpace") == pikepdf.Name("/DeviceCMYK"):
            yield Breach("6.2.4.3", "an image has printing colours")
        if str(thing.get("/Intent", "/Perceptual")) not in _INTENTS | {"/Saturation"}:
            yield Breach("6.2.6", "an image has an unknown rendering intent")


def _see_through(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    """Allowed in part 2 with a blending space; none of ours has any, so that all viewers agree."""
    for thing in _dictionaries_of(pdf):
        if str(thing.get("/SMask", "/None")) != "/None" or thing.get("/Type") == "/ExtGState":
            yield Breach("6.2.10", "something is see-through by degrees")


def _fonts(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    for thing in _dictionaries_of(pdf):
        if str(thing.get("/Type", "")) != "/Font":
            continue
        if str(thing.get("/Subtype", "")) not in {"/Type0", "/Type3"}:
            descriptor: Any = thing.get("/FontDescriptor", pikepdf.Dictionary())
            if not any(key in descriptor for key in _DESCRIPTORS):
                yield Breach("6.2.11.4", "a font is not embedded")
        if "/DescendantFonts" not in thing and str(thing.get("/Subtype")).startswith("/CIDFont"):
            continue
        if "/ToUnicode" not in thing:
            yield Breach("6.2.11.7", "a font's signs cannot be told as Unicode")


def _behaviour(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    for thing in _dictionaries_of(pdf):
        if any(key in thing for key in _FORBIDDEN_ACTIONS) or str(thing.get("/S")) == "/Launch":
            yield Breach("6.5.1", "the file acts by itself")
    if "/EmbeddedFiles" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield Breach("6.8", "a file is attached")
    if any("/Trans" in page.obj or "/PresSteps" in page.obj for page in pdf.pages):
        yield Breach("6.5.1", "a page has a transition")


def _metadata(pdf: pikepdf.Pdf, _: bytes) -> Iterator[Breach]:
    if "/Metadata" not in pdf.Root or "/Filter" in pdf.Root.Metadata:
        yield Breach("6.6.2.1", "the metadata is missing or packed")
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as opened:
        told: Any = opened
        flavour = told.get("pdfaid:part"), told.get("pdfaid:conformance")
        title = str(told.get("dc:title"))
    if flavour != ("2", "B"):
        yield Breach("6.6.4", "the metadata does not say PDF/A-2b")
    if "/Title" in pdf.docinfo and str(pdf.docinfo["/Title"]) != title:
        yield Breach("6.6.3", "two places tell two titles")
    if "/Lang" not in pdf.Root:
        yield Breach("6.7.4", "the document's language is not said")


_CHECKS: Final[tuple[Callable[[pikepdf.Pdf, bytes], Iterator[Breach]], ...]] = (
    _file_structure,
    _streams,
    _output_intent,
    _images,
    _see_through,
    _fonts,
    _behaviour,
    _metadata,
)


def _streams_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def _dictionaries_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (
        thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
    )
