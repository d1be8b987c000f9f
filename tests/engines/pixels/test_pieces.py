import cv2
import numpy as np
import pytest

from mailroom.engines.pixels.pieces import labelled_with_boxes


@pytest.mark.parametrize("share", [0.0, 0.002, 0.05, 0.4, 1.0])
def test_boxes_are_those_of_the_pieces(share: float):
    mask = (np.random.default_rng(7).random((311, 407)) < share).astype(np.uint8)
    labels, boxes = labelled_with_boxes(mask)
    _, expected, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    assert np.array_equal(labels, expected)
    assert np.array_equal(boxes, np.asarray(stats)[1:])
