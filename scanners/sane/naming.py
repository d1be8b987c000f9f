"""What a scanner is called for ever, where SANE's own name for it changes with the port."""

import re

from scanners.messages import DeviceSeen
from scanners.sane.quirks import backend_of

# Addresses that change with the port, the order of switching on, or the configuration.
_PASSING_ADDRESS = re.compile(r"libusb:\d+:\d+|/dev/\S+|^airscan:[ew]\d+:")


def stable_name(seen: DeviceSeen) -> str:
    """`backend:maker:model` where the device's name holds such an address, else its name."""
    if _PASSING_ADDRESS.search(seen.name):
        return f"{backend_of(seen.name)}:{seen.vendor}:{seen.model}"
    return seen.name


def present_name(wanted: str, devices: list[DeviceSeen]) -> str | None:
    """What SANE calls the device of this stable name today; None unless it is the only one."""
    found = [seen.name for seen in devices if stable_name(seen) == wanted != seen.name]
    return found[0] if len(found) == 1 else None
