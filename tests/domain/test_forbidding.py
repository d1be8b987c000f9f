"""What forbids to open is heard in badly read lines, and not in names."""

import pytest

from mailroom.domain.evidence import MarkKind
from mailroom.domain.forbidding import nearly_forbidding


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Rekommendcrat", MarkKind.REGISTERED),
        ("Reh brev", MarkKind.REGISTERED),
        ("Vård 12 000 SER", MarkKind.INSURED),
        ("VARDE500O", MarkKind.INSURED),
        ("Värde 12 CCC SEK", MarkKind.INSURED),
        ("mm 12 000 SEK", MarkKind.INSURED),
        ("5000 kr", MarkKind.INSURED),
        ("PUSTFÜRSKOTT", MarkKind.CASH_ON_DELIVERY),
        ("KONF IDENT IELLT", MarkKind.DO_NOT_OPEN),
        ("ANBWD", MarkKind.DO_NOT_OPEN),
        ("Persouligteiforregistrering", MarkKind.DO_NOT_OPEN),
        ("ommenderat", MarkKind.REGISTERED),
        ("Rekomme", MarkKind.REGISTERED),
    ],
)
def test_a_slip_does_not_silence_it(line: str, kind: MarkKind):
    assert kind in dict(nearly_forbidding(line))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "---",
        "B 223 65763 7(18)",
        "Andersson Konsult i Visby AB",
        "Brf Värdshuset",
        "Rektorn & Partner HB",
        "Att: Fakturamottagning",
        "Eva-Lena Krön",
        "PORTO BETALT",
        "BREV",
        "A-BREV",
        "EKONOMIBREV",
        "Föreningsbrev",
        "SVERIGE",
        "1:A-KLASS",
        "Hissjouren i Väst AB",
        "Kommendören i Lund AB",
        "Mottagning",
        "återsänds försändelsen med nya adressen",
        "Spara 500 kr",
        "Hela 10 000 kr att vinna hos oss",
        "106 31 SEKTIONEN",
    ],
)
def test_names_and_postage_say_nothing(line: str):
    assert nearly_forbidding(line) == ()
