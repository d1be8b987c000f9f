"""Each vendor's option names, set on devices that behave as their backends do."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from scanners.api import BatchRequest, DoubleFeed, Mode, Situation, Source, Tuning
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
        if isinstance(limits, tuple) and limits != SWITCH:
            lowest, highest, _ = limits
            value = min(max(float(value), float(lowest)), float(highest))
        self.values[option] = value
        return value

    def typed(self, option: str, word: str) -> Value:
        """Switches are from nought to one; words where a list, or nothing, says what is allowed."""
        limits = self.allows.get(option)
        if limits == SWITCH:
            return word == "yes"
        return float(word) if isinstance(limits, tuple) else word

    def check_depth(self) -> None:
        """Its depth is always eight."""


def order(source: Source = Source.FEEDER_DUPLEX, **options: str) -> ScanBatch:
    asked = BatchRequest(
        Path("/batch"), source, Mode.COLOUR, width_mm=210.0, height_mm=297.0, options=options
    )
    return ScanBatch.of("device", asked)


SWITCH = (0, 1, 1)
PERCENT = (-100.0, 100.0, 1.0)
RESOLUTION = (50, 600, 1)
PLAIN: dict[str, Constraint] = {"mode": MODES, "resolution": RESOLUTION}
WINDOW: dict[str, Constraint] = {"tl-x": LENGTHS, "tl-y": LENGTHS, "br-x": LENGTHS, "br-y": LENGTHS}
PAPER: dict[str, Constraint] = {**WINDOW, "page-width": LENGTHS, "page-height": LENGTHS}
ADF = ["ADF Front", "ADF Back", "ADF Duplex"]
VENDORS: dict[str, dict[str, Constraint]] = {
    "fujitsu:fi-7160:1": {
        **PLAIN,
        **PAPER,
        "source": ["Flatbed", *ADF, "Card Front", "Card Back", "Card Duplex"],
        "df-action": ["Default", "Continue", "Stop"],
        "df-thickness": SWITCH,
        "df-length": SWITCH,
        "overscan": ["Default", "Off", "On"],
        "ald": SWITCH,
        "endorser": SWITCH,
        "endorser-string": None,
        "brightness": (-127, 127, 1),
        "swskip": (0.0, 100.0, 1.0),
    },
    "canon_dr:libusb:001:004": {
        **PLAIN,
        **PAPER,
        "source": ["Flatbed", *ADF],
        "df-thickness": SWITCH,
        "df-length": SWITCH,
        "post-imprint-string": None,
        "brightness": (-127, 127, 1),
        "swskip": (0.0, 100.0, 1.0),
    },
    "kodak:/dev/sg1": {
        **PLAIN,
        **WINDOW,
        "source": ADF,
        "pagewidth": LENGTHS,
        "pageheight": LENGTHS,
        "brightness": (-127, 127, 1),
    },
    "kodakaio:net:10.0.0.7": {
        **PLAIN,
        **WINDOW,
        "source": ["Flatbed", "Automatic Document Feeder"],
        "adf-mode": ["Simplex", "Duplex"],
    },
    "epsonds:libusb:001:005": {
        **PLAIN,
        **WINDOW,
        "source": ["Flatbed", "ADF Front", "ADF Duplex"],
        "adf-crp": SWITCH,
        "adf-skew": SWITCH,
    },
    "avision:libusb:001:006": {
        **PLAIN,
        **WINDOW,
        "source": ["Normal", *ADF],
        "paper-length": SWITCH,
        "overscan-top": LENGTHS,
        "overscan-bottom": LENGTHS,
        "message": None,
        "brightness": PERCENT,
    },
    "kvs20xx:libusb:001:007": {
        **PLAIN,
        **WINDOW,
        "duplex": SWITCH,
        "feeder-mode": ["single", "continuous"],
        "paper-size": ["user_def", "A4", "A5"],
        "double-feed": SWITCH,
        "length-control": SWITCH,
        "brightness": (1, 255, 1),
    },
    "kvs40xx:libusb:001:008": {
        **PLAIN,
        **WINDOW,
        "source": ["adf", "fb"],
        "duplex": SWITCH,
        "feeder-mode": ["single", "continuous"],
        "paper-size": ["user_def", "A3", "A4"],
        "dfeed": SWITCH,
        "dfstop": SWITCH,
        "length-control": SWITCH,
        "brightness": (1, 255, 1),
    },
    "epjitsu:libusb:001:009": {
        **PLAIN,
        **PAPER,
        "source": ADF,
        "brightness": (-127, 127, 1),
    },
    "airscan:e0:MFP": {**PLAIN, **WINDOW, "source": ["Flatbed", "ADF", "ADF Duplex"]},
}
"""What each backend offers, by the device names that SANE gives it."""
BOTH_SIDES: dict[str, dict[str, Value]] = {
    "fujitsu": {"source": "ADF Duplex", "df-action": "Stop", "df-thickness": True, "swskip": 0},
    "canon_dr": {"source": "ADF Duplex", "df-thickness": True, "df-length": True, "swskip": 0},
    "kodak": {"source": "ADF Duplex", "pagewidth": 210.0, "pageheight": 297.0},
    "kodakaio": {"source": "Automatic Document Feeder", "adf-mode": "Duplex"},
    "epsonds": {"source": "ADF Duplex", "adf-crp": True},
    "avision": {"source": "ADF Duplex", "overscan-top": 5.0, "message": "MR%05ud"},
    "kvs20xx": {
        "duplex": True,
        "feeder-mode": "continuous",
        "double-feed": True,
        "length-control": True,
    },
    "kvs40xx": {"duplex": True, "source": "adf", "dfeed": True, "dfstop": True},
    "epjitsu": {"source": "ADF Duplex", "page-width": 210.0},
    "airscan": {"source": "ADF Duplex"},
}
ONE_SIDE: dict[str, dict[str, Value]] = {
    "kodakaio": {"source": "Automatic Document Feeder", "adf-mode": "Simplex"},
    "kvs20xx": {"duplex": False},
    "kvs40xx": {"duplex": False, "source": "adf"},
    "airscan": {"source": "ADF"},
}
MIDDLE = {"kvs20xx": 128, "kvs40xx": 128}
"""The middle of the brightness range, where it is not nought."""


def capable(device: str) -> Tuning:
    """What the profile asks of it: everything that this maker's scanners have."""
    allows = VENDORS[device]
    return Tuning(
        DoubleFeed.BOTH,
        overscan=True,
        imprint="MR%05ud" if set(allows) & IMPRINTERS else None,
        brightness=0 if "brightness" in allows else None,
        auto_length=bool(set(allows) & {"ald", "length-control", "adf-crp"}),
    )


IMPRINTERS = frozenset({"endorser-string", "post-imprint-string", "message"})


@pytest.mark.parametrize("name", VENDORS)
def test_a_profile_is_set_by_each_makers_own_names(name: str) -> None:
    device = PaperDevice(VENDORS[name])
    asked = replace(order(), tuning=capable(name))

    apply(device, asked, quirks_of(name))

    wanted = BOTH_SIDES[name.split(":", maxsplit=1)[0]]
    assert {option: device.values.get(option) for option in wanted} == wanted
    assert (device.values["br-x"], device.values["br-y"]) == (210.0, 297.0)
    if "brightness" in VENDORS[name]:
        assert device.values["brightness"] == MIDDLE.get(name.split(":", maxsplit=1)[0], 0)


@pytest.mark.parametrize("name", VENDORS)
def test_one_side_is_one_side_everywhere(name: str) -> None:
    device = PaperDevice(VENDORS[name])

    apply(device, order(Source.FEEDER), quirks_of(name))

    wanted = ONE_SIDE.get(name.split(":", maxsplit=1)[0], {"source": "ADF Front"})
    assert {option: device.values.get(option) for option in wanted} == wanted


@pytest.mark.parametrize("name", VENDORS)
def test_an_imprint_is_refused_where_there_is_no_imprinter(name: str) -> None:
    device = PaperDevice({o: v for o, v in VENDORS[name].items() if not o.startswith("endorser")})
    asked = replace(order(), tuning=Tuning(imprint="MR%05ud"))
    if set(device.allows) & IMPRINTERS:
        apply(device, asked, quirks_of(name))
        return
    with pytest.raises(BatchFailure, match="imprinter"):
        apply(device, asked, quirks_of(name))


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
