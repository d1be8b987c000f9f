"""What SANE's configuration files tell about a device, read without SANE."""

import re
from pathlib import Path

_AIRSCAN_NAME = re.compile(r"^airscan:[ew]\w*:(?P<name>.+)$")
_STATIC_DEVICE = re.compile(r'^\s*"?(?P<name>[^"=]+?)"?\s*=\s*(?P<url>https?://[^\s,]+)\s*,\s*eSCL')


def escl_url_of(device: str, sane_config_dir: Path | None) -> str | None:
    """The address of an airscan device that stands in a private configuration, else None."""
    asked = _AIRSCAN_NAME.match(device)
    if asked is None or sane_config_dir is None:
        return None
    try:
        lines = (sane_config_dir / "airscan.conf").read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        found = _STATIC_DEVICE.match(line)
        if found and found["name"] == asked["name"]:
            return found["url"]
    return None
