"""Percentiles of grey levels from their counts, beside numpy's."""

import numpy as np
import pytest

from mailroom.engines.pixels.levels import darker, percentile


@pytest.mark.parametrize("percent", [0, 1, 33.3, 50, 90, 100])
@pytest.mark.parametrize("shape", [(1, 1), (1, 2), (7, 11), (60, 301)])
def test_a_percentile_is_numpys(shape: tuple[int, int], percent: float) -> None:
    grey = np.random.default_rng(sum(shape)).integers(0, 256, shape, dtype=np.uint8)
    assert percentile(grey, percent) == pytest.approx(float(np.percentile(grey, percent)))


def test_a_piece_of_a_larger_image_counts_alone() -> None:
    grey = np.zeros((40, 40), dtype=np.uint8)
    grey[10:20, 10:20] = 200
    assert percentile(grey[10:20, 10:20], 1) == 200


@pytest.mark.parametrize("share", [0.6, 0.7, 0.84, 1.0])
def test_darker_is_below_a_share_of_the_paper_at_every_level(share: float) -> None:
    grey, paper = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    assert np.array_equal(darker(grey, paper, share), grey < paper * share)
