"""Each vendor's option names, set on devices that behave as their backends do."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scanners.api import BatchRequest, Mode, Situation, Source
from scanners.failure import BatchFailure
from scanners.messages import ScanBatch
from scanners.sane.driver import Constraint, Value
from scanners.sane.options import apply
from scanners.sane.quirks import Quirks, quirks_of

MODES = ["Lineart", "Gray", "Color"]
LENGTHS = (0.0, 400.0, 0.1)


@dataclass
class PaperDevice:
    """Options by name with what they allow. It clamps silently, as SANE's backends do.

    A window is no larger than the paper set before it, where the device has a paper size.
    """

    allows: dict[str, Constraint]
    window_of: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, Value] = field(default_factory=dict[str, Value])

    def has(self, option: str) -> bool:
        return option in self.allows

    def constraint(self, option: str) -> Constraint:
        paper = self.window_of.get(option)
        if paper:
            return (0.0, float(self.values.get(paper, 215.9)), 0.1)
        return self.allows[option]

    def put(self, option: str, value: Value) -> Value:
        if not self.has(option):
            raise BatchFailure(Situation.OPTION_REFUSED, f"no {option}")
        limits = self.constraint(option)
        if isinstance(limits, tuple):
            lowest, highest, _ = limits
            value = min(max(float(value), float(lowest)), float(highest))
        self.values[option] = value
        return value

    def typed(self, option: str, word: str) -> Value:
        return word if isinstance(self.allows.get(option), list) else float(word)

    def check_depth(self) -> None:
        """Its depth is always eight."""


def order(source: Source = Source.FEEDER_DUPLEX, **options: str) -> ScanBatch:
    asked = BatchRequest(
        Path("/batch"), source, Mode.COLOUR, width_mm=210.0, height_mm=297.0, options=options
    )
    return ScanBatch.of("device", asked)


def test_fujitsu_takes_the_paper_before_the_window_so_a4_is_not_cut() -> None:
    device = PaperDevice(
        {
            "source": ["Flatbed", "ADF Front", "ADF Back", "ADF Duplex"],
            "mode": MODES,
            "resolution": (50, 600, 1),
            "page-width": LENGTHS,
            "page-height": LENGTHS,
            "br-x": None,
            "br-y": None,
            "swskip": (0.0, 100.0, 1.0),
            "df-action": ["Default", "Continue", "Stop"],
        },
        window_of={"br-x": "page-width", "br-y": "page-height"},
    )

    apply(device, order(), quirks_of("fujitsu:fi-7160:170001"))

    assert device.values["source"] == "ADF Duplex"
    assert device.values["mode"] == "Color"
    assert (device.values["br-x"], device.values["br-y"]) == (210.0, 297.0)
    assert device.values["df-action"] == "Stop"
    assert device.values["swskip"] == 0


def test_kodak_writes_its_paper_size_as_one_word() -> None:
    device = PaperDevice(
        {
            "source": ["ADF Front", "ADF Back", "ADF Duplex"],
            "mode": MODES,
            "resolution": [100, 200, 300],
            "pagewidth": LENGTHS,
            "pageheight": LENGTHS,
        }
    )

    apply(device, order(), Quirks())

    assert (device.values["pagewidth"], device.values["pageheight"]) == (210.0, 297.0)


def test_a_feeder_mode_beside_the_source_makes_duplex() -> None:
    device = PaperDevice(
        {
            "source": ["Flatbed", "Automatic Document Feeder"],
            "adf-mode": ["Simplex", "Duplex"],
            "mode": MODES,
            "resolution": [300],
        }
    )

    apply(device, order(), Quirks())

    assert device.values["source"] == "Automatic Document Feeder"
    assert device.values["adf-mode"] == "Duplex"


def test_a_feeder_mode_is_set_back_for_one_side() -> None:
    device = PaperDevice(
        {
            "source": ["Flatbed", "Automatic Document Feeder"],
            "adf-mode": ["Simplex", "Duplex"],
            "mode": MODES,
            "resolution": [300],
        },
        values={"adf-mode": "Duplex"},
    )

    apply(device, order(Source.FEEDER), Quirks())

    assert device.values["adf-mode"] == "Simplex"


@pytest.mark.parametrize(("source", "both"), [(Source.FEEDER, 0), (Source.FEEDER_DUPLEX, 1)])
def test_a_duplex_switch_without_a_source_is_set_either_way(source: Source, both: int) -> None:
    device = PaperDevice({"duplex": (0, 1, 1), "mode": MODES, "resolution": [300]})

    apply(device, order(source), Quirks())

    assert device.values["duplex"] == both


def test_a_duplex_source_is_taken_before_a_switch_beside_it() -> None:
    device = PaperDevice(
        {"source": ["ADF", "ADF Duplex"], "duplex": (0, 1, 1), "mode": MODES, "resolution": [300]}
    )

    apply(device, order(), Quirks())

    assert device.values["source"] == "ADF Duplex"


def test_names_are_compared_without_case() -> None:
    device = PaperDevice(
        {"source": ["flatbed", "adf duplex"], "mode": ["color"], "resolution": [300]}
    )

    apply(device, order(), Quirks())

    assert device.values["source"] == "adf duplex"


@pytest.mark.parametrize(
    ("allows", "said"),
    [
        ({"source": ["Flatbed", "ADF"], "mode": MODES, "resolution": [300]}, "source"),
        ({"source": ["ADF Duplex"], "mode": ["Lineart"], "resolution": [300]}, "colour mode"),
        ({"source": ["ADF Duplex"], "mode": MODES}, "resolution"),
        ({"source": ["ADF Duplex"], "mode": MODES, "resolution": (50, 200, 1)}, "200"),
    ],
)
def test_what_a_device_cannot_do_is_refused_with_what_it_can(
    allows: dict[str, Constraint], said: str
) -> None:
    with pytest.raises(BatchFailure, match=said) as refusal:
        apply(PaperDevice(allows), order(), Quirks())

    assert refusal.value.situation is Situation.OPTION_REFUSED
