"""The reading models' folder: one that has both, and nothing else will do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.engines.ocr import tessdata
from mailroom.engines.ocr.tessdata import tessdata_folder


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    tessdata_folder.cache_clear()
    yield
    tessdata_folder.cache_clear()


def test_a_wished_folder_counts_only_with_both_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    usual = tessdata_folder()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    for model, folder in (("swe", usual), ("eng", str(tmp_path))):
        (tmp_path / f"{model}.traineddata").symlink_to(Path(usual) / f"{model}.traineddata")
        tessdata_folder.cache_clear()
        assert tessdata_folder() == folder


def test_a_model_that_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr(tessdata, "_USUAL", ())
    with pytest.raises(FileNotFoundError, match="eng"):
        tessdata_folder()
