"""What single SANE backends do differently from what SANE's standard leads one to expect."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quirks:
    """`wishes` are vendor options set where the device has them; nobody is told if not."""

    pads_with_white: bool = False
    """Short pages come at the requested size, the rest pure white."""
    cancelled_means_empty: bool = False
    """The end of the feeder is reported as a cancelled operation."""
    loaded_sensors: tuple[str, ...] = ()
    """Options that are true while paper lies in the feeder."""
    cover_sensor: str | None = None
    button: str | None = None
    """The option that is true once after the scan button was pressed."""
    double_feed_sensor: str | None = None
    """The option that tells a double feed from a jam; the status is the same."""
    no_ink_sensor: str | None = None
    """The option that tells an empty imprinter from a broken scanner; the status is the same."""
    wishes: Mapping[str, str] = field(default_factory=dict[str, str])


_PLAIN = Quirks()
_BY_BACKEND = {
    "airscan": Quirks(pads_with_white=True),
    "escl": Quirks(pads_with_white=True),
    # swskip drops pages inside the driver, so that counts of sheets would lie.
    "fujitsu": Quirks(
        loaded_sensors=("page-loaded",),
        cover_sensor="cover-open",
        button="scan",
        double_feed_sensor="double-feed",
        no_ink_sensor="ink-low",
        wishes={"swskip": "0"},
    ),
    "canon_dr": Quirks(
        loaded_sensors=("adf-loaded",),
        button="start",
        wishes={"swskip": "0"},
    ),
    "epjitsu": Quirks(loaded_sensors=("page-loaded",), cover_sensor="cover-open", button="scan"),
    "kvs20xx": Quirks(wishes={"feeder-mode": "continuous"}),
    "kvs40xx": Quirks(wishes={"feeder-mode": "continuous"}),
    "kodakaio": Quirks(cancelled_means_empty=True),
}


def backend_of(device: str) -> str:
    """The backend's name in a SANE device name; a remote one is named behind its host."""
    parts = device.split(":")
    return parts[2] if parts[0] == "net" and len(parts) > 2 else parts[0]  # noqa: PLR2004  net:host:backend


def quirks_of(device: str) -> Quirks:
    return _BY_BACKEND.get(backend_of(device), _PLAIN)
