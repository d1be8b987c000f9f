"""Item numbers, in codes and in print, with and without a right check digit."""

import pytest

from mailroom.domain.evidence import MarkKind
from mailroom.domain.itemnumbers import kind_of_code, kinds_in_print


@pytest.mark.parametrize(
    ("payload", "gs1", "kind"),
    [
        ("RR123456785SE", False, MarkKind.REGISTERED),
        ("VV123456785SE", False, MarkKind.INSURED),
        ("CP123456785SE", False, MarkKind.PARCEL),
        ("LA123456785SE", False, None),
        ("RR123456784SE", False, None),
        ("12371563697SE", False, MarkKind.PARCEL),
        ("00373500000000000017", True, MarkKind.PARCEL),
        ("00373500000000000018", True, None),
        ("00373500000000000017", False, None),
        ("(00)373500000000000017", False, MarkKind.PARCEL),
        ("(00)373500000000000018", False, None),
        ("5569173544", True, None),
        ("'; DROP TABLE items; --", True, None),
    ],
)
def test_codes(payload: str, gs1: bool, kind: MarkKind | None):  # noqa: FBT001  a table's column
    assert kind_of_code(payload, gs1=gs1) is kind


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("R  RR 12 345 678 5 SE", [MarkKind.REGISTERED]),
        ("Rek RR123456785SE", [MarkKind.REGISTERED]),
        ("Rek RR123456784SE", []),
        ("(00) 373500000000000017", [MarkKind.PARCEL]),
        ("(00)373500000000000018", []),
        ("Kolli-id 12371563697SE", [MarkKind.PARCEL]),
        ("Momsreg.nr SE556917354401", []),
        ("Kivra 556917-3544", []),
        ("106 31 STOCKHOLM", []),
    ],
)
def test_numbers_in_print(line: str, kinds: list[MarkKind]):
    assert [kind for kind, _ in kinds_in_print(line)] == kinds
