"""A private SANE configuration that knows one practice feeder and searches for nothing."""

from pathlib import Path

_NAME = "PracticeFeeder"


def sane_device_name() -> str:
    return f"airscan:e0:{_NAME}"


def write_sane_config(folder: Path, url: str) -> Path:
    """Fill `folder` for use as SANE_CONFIG_DIR; returns its absolute path.

    The empty `dll.d` keeps SANE from reading the system's.
    """
    folder = folder.absolute()
    (folder / "dll.d").mkdir(parents=True, exist_ok=True)
    (folder / "dll.conf").write_text("airscan\n")
    (folder / "airscan.conf").write_text(
        f'[devices]\n"{_NAME}" = {url}, eSCL\n\n'
        "[options]\ndiscovery = disable\nws-discovery = off\nmodel = network\n"
    )
    return folder
