"""Connected pieces: their numbers and boxes are what looking at each pixel finds."""

import numpy as np
import pytest

from mailroom.engines.pixels.pieces import labelled_with_boxes


@pytest.mark.parametrize("share", [0.0, 0.002, 0.05, 0.4, 1.0])
def test_boxes_are_those_of_the_pieces(share: float):
    mask = (np.random.default_rng(7).random((111, 207)) < share).astype(np.uint8)
    labels, boxes = labelled_with_boxes(mask)
    assert np.array_equal(labels > 0, mask > 0)
    for number, box in enumerate(boxes, start=1):
        rows, columns = np.nonzero(labels == number)
        left, top = columns.min(), rows.min()
        wide, high = columns.max() - left + 1, rows.max() - top + 1
        assert box.tolist() == [left, top, wide, high, len(rows)]


def test_what_touches_by_a_corner_is_one_piece():
    mask = np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0]], dtype=np.uint8)
    _, boxes = labelled_with_boxes(mask)
    assert boxes.tolist() == [[0, 0, 2, 2, 2], [3, 0, 1, 2, 2]]
