"""The resolution that a JPEG carries in its JFIF header, set without touching its picture."""

import struct

_START = b"\xff\xd8"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00"
_DENSITY_AT = len(_START) + len(_JFIF) + 2
_PER_INCH = 1


def with_density(data: bytes, dpi: int) -> bytes:
    """The same JPEG saying `dpi`; scanners write 72, or nothing."""
    said = struct.pack(">BHH", _PER_INCH, dpi, dpi)
    if not data.startswith(_START + _JFIF):
        header = _JFIF + b"\x01\x01" + said + b"\x00\x00"
        return _START + header + data[len(_START) :]
    end = _DENSITY_AT + len(said)
    if data[_DENSITY_AT:end] == said:
        return data
    return data[:_DENSITY_AT] + said + data[end:]
