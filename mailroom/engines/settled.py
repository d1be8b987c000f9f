"""Files that are wholly there or not at all, also after a power cut."""

import os
from pathlib import Path


def settle(part: Path, target: Path) -> None:
    """Make the finished `part` durable and give it its name: fsync, rename, fsync the folder."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_settled(target: Path, data: bytes) -> None:
    part = part_of(target)
    part.write_bytes(data)
    settle(part, target)


def part_of(target: Path) -> Path:
    """Where the bytes stand until they are whole; what a killed writer left is written over."""
    return target.with_name(f"{target.name}.part")
