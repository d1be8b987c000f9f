"""A card under the paper: told by its pressed outline, not by folds or the paper's own edge."""

import cv2
import numpy as np
import pytest

from mailroom.engines.face.picture import LOOK_DPI
from mailroom.engines.face.relief import CARD_FROM, CARD_OF_ISSUER_FROM, card_relief
from mailroom.engines.pixels.image import Pixels

PAPER, BACKING = 246, 250
LINE = 4
"""Grey levels by which pressed paper is darker or lighter."""
_MM = LOOK_DPI / 25.4


def envelope(skew_deg: float = 0.0) -> Pixels:
    """A C5 envelope on white backing, with the faint shade along its edge."""
    height, width = round(190 * _MM), round(250 * _MM)
    face = np.full((height, width), BACKING, dtype=np.uint8)
    left, top = 20, 25
    right, bottom = left + round(229 * _MM), top + round(162 * _MM)
    cv2.rectangle(face, (left, top), (right, bottom), PAPER, -1)
    cv2.rectangle(face, (left, top), (right, bottom), PAPER - 2 * LINE, 1)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew_deg, 1.0)
    turned = cv2.warpAffine(face, turn, (width, height), borderValue=[BACKING])
    return np.asarray(turned, dtype=np.uint8)


def pressed(face: Pixels, *, all_round: bool) -> Pixels:
    x, y = 110, 140
    right, bottom = x + round(85.6 * _MM), y + round(53.98 * _MM)
    marked = face.copy()
    cv2.line(marked, (x, y), (right, y), PAPER - LINE, 2)
    cv2.line(marked, (x, y), (x, bottom), PAPER - LINE, 2)
    if all_round:
        cv2.line(marked, (x, bottom), (right, bottom), PAPER + LINE, 2)
        cv2.line(marked, (right, y), (right, bottom), PAPER + LINE, 2)
    return marked


@pytest.mark.parametrize("all_round", [True, False])
def test_a_card_is_seen_by_its_outline(*, all_round: bool):
    relief = card_relief(pressed(envelope(), all_round=all_round))
    assert relief.share >= CARD_FROM
    assert relief.closed is all_round


@pytest.mark.parametrize("skew_deg", [-1.5, -0.75, 0.0, 0.75, 1.5])
def test_the_papers_own_edge_is_no_card(skew_deg: float):
    assert card_relief(envelope(skew_deg)).share < CARD_OF_ISSUER_FROM


@pytest.mark.parametrize("size_mm", [(62, 34), (70, 40), (80, 38), (66, 52)])
def test_a_labels_edge_is_no_card(size_mm: tuple[int, int]):
    face = envelope()
    right, bottom = (at + round(side * _MM) for at, side in zip((110, 140), size_mm, strict=True))
    cv2.rectangle(face, (110, 140), (right, bottom), PAPER - LINE, 2)
    assert card_relief(face).share < CARD_OF_ISSUER_FROM


def test_a_fold_is_no_card():
    face = envelope()
    cv2.line(face, (20, 140), (600, 140), PAPER - LINE, 2)
    cv2.line(face, (110, 25), (110, 480), PAPER - LINE, 2)
    assert card_relief(face).share < CARD_OF_ISSUER_FROM
