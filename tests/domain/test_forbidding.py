"""What forbids to open is heard in badly read lines, and not in names."""

import pytest

from mailroom.domain.evidence import MarkKind
from mailroom.domain.forbidding import nearly_forbidding, run_together


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
        ("VÄRDE", MarkKind.INSURED),
        ("VARDEdluf5ev mos ran", MarkKind.INSURED),
        ("OPPNAS ENDA", MarkKind.PERSONAL_PICKUP),
        ("DRESSATEN", MarkKind.PERSONAL_PICKUP),
        ("Rekomme", MarkKind.REGISTERED),
        ("R-BREVREK", MarkKind.REGISTERED),
        ("R", MarkKind.REGISTERED),
        ("Värde 12OCC SEK", MarkKind.INSURED),
        ("Verde 12 000", MarkKind.INSURED),
        ("UAPESSONLIGEN", MarkKind.PERSONAL_PICKUP),
        ("Lännas", MarkKind.PERSONAL_PICKUP),
        ("RDE 5 000 ke", MarkKind.INSURED),
        ("ENDIST AV ADRESSKTEN", MarkKind.PERSONAL_PICKUP),
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
        "Värdecheck 500",
        "Värdefulla tips 2026",
        "Adress",
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
        "Chefens Värld Nr 4 2026",
        "Varje månad 299:-",
        "E-BREV",
        "Storbrev",
    ],
)
def test_names_and_postage_say_nothing(line: str):
    assert nearly_forbidding(line) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("REKOMMENDE RAT", MarkKind.REGISTERED),
        ("MOTTAGNINGS BEVIS", MarkKind.RECEIPT),
        ("KONFIDEN TIELLT", MarkKind.DO_NOT_OPEN),
    ],
)
def test_a_long_word_in_pieces_is_heard_where_it_was_read_well(line: str, kind: MarkKind):
    assert kind in dict(run_together(line))


@pytest.mark.parametrize("line", ["Rektorn & Partner HB", "Mottagning", "R", "Värde 500", ""])
def test_a_well_read_line_is_not_doubted(line: str):
    assert run_together(line) == ()
