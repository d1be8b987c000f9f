import pytest

from mailroom.domain.evidence import MarkKind
from mailroom.domain.marks import marks_in


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("REK  Rekommenderat brev", MarkKind.REGISTERED),
        ("Rekornmenderat brev", MarkKind.REGISTERED),
        ("VÄRDE 5 000 kr", MarkKind.INSURED),
        ("Avis de réception", MarkKind.RECEIPT),
        ("Nytt bankkort - öppna genast", MarkKind.CARD),
        ("LAMNAS UT PERSONLIGEN", MarkKind.PERSONAL_PICKUP),
        ("Direktreklam", MarkKind.ADVERTISING),
        ("-40%", MarkKind.ADVERTISING),
        ("1290:-", MarkKind.ADVERTISING),
        ("Nr 6 2026 79 kr", MarkKind.PERIODICAL),
        ("Vikt 16.3 kg Kolli 1/1", MarkKind.PARCEL),
        ("Vikt: 2,5 kg", MarkKind.PARCEL),
        ("Samhällsinformation", MarkKind.PUBLIC_INFORMATION),
        ("Påminnelse", MarkKind.BUSINESS),
        ("KONFIDENTIELLT", MarkKind.DO_NOT_OPEN),
    ],
)
def test_words_and_their_kinds(line: str, kind: MarkKind):
    assert kind in dict(marks_in(line))


@pytest.mark.parametrize(
    "line",
    [
        "Reklamkompaniet AB",
        "B",
        "EKONOMIBREV",
        "SVERIGE PORTO BETALT",
        "Andrea Rekdal",
        "Vikt 0,4 kg",
    ],
)
def test_words_that_prove_nothing(line: str):
    assert not marks_in(line)
