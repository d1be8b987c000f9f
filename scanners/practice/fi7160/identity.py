"""What a practice fi-7160 says it is and can do: INQUIRY, its vital page, its hardware status."""

from dataclasses import dataclass

MODEL = "fi-7160"
SERIAL = 170001
_SCANNER = 6
_BASE_DPI = 1200
_HIGHEST_DPI, _LOWEST_DPI = 600, 50
_WIDEST, _LONGEST = 10624, 129600
_BUFFER_BYTES = 64 << 20


def inquiry() -> bytes:
    said = bytearray(96)
    said[0], said[3], said[4] = _SCANNER, 2, 91
    said[8:16], said[16:32], said[32:36] = b"FUJITSU ", MODEL.encode().ljust(16), b"0A00"
    return bytes(said)


def vital_page() -> bytes:
    """The vendor's page 0xF0, from which the backend takes every ability it offers."""
    said = bytearray(204)
    said[0], said[1], said[4] = _SCANNER, 0xF0, 0x79
    said[5:9] = _twice(_BASE_DPI)
    said[9] = 0x11  # any resolution in steps of one
    said[0x0A:0x0E], said[0x0E:0x12] = _twice(_HIGHEST_DPI), _twice(_LOWEST_DPI)
    said[0x12], said[0x13] = 0x79, 0xEC
    said[0x14:0x18] = _WIDEST.to_bytes(4, "big")
    said[0x18:0x1C] = _LONGEST.to_bytes(4, "big")
    said[0x1C] = 0x8E  # grey, colour and line art
    said[0x20], said[0x21] = 0x98, 0x78  # feeder, duplex, imprinter; hardware status
    said[0x22:0x26] = _BUFFER_BYTES.to_bytes(4, "big")
    said[0x28], said[0x29], said[0x2B], said[0x31] = 0xFF, 0xBF, 0x06, 0x02
    said[0x52] = said[0x53] = said[0x54] = 255
    said[0x56], said[0x59] = 0x30, 0x01
    said[0x5C], said[0x5D] = 0x20, 0x02
    said[0x64:0x68] = _twice(118)
    said[0x6D], said[0x70], said[0x72], said[0x76], said[0x7A] = 0x02, 0x10, 0x01, 0x80, 0x80
    return bytes(said)


def serial_page() -> bytes:
    return SERIAL.to_bytes(4, "big") + bytes(6)


@dataclass(frozen=True, slots=True)
class Sensors:
    is_loaded: bool
    is_fed: bool
    is_open: bool
    is_double_feed: bool
    is_out_of_ink: bool
    scan_button: bool


def hardware_status(sensors: Sensors) -> bytes:
    said = bytearray(12)
    said[2] = 0x80 if sensors.is_fed else 0
    said[3] = (0 if sensors.is_loaded else 0x80) | (0x20 if sensors.is_open else 0)
    said[4] = int(sensors.scan_button)
    said[5] = 1
    said[6] = (0x80 if sensors.is_out_of_ink else 0) | int(sensors.is_double_feed)
    said[7] = 0x55 if sensors.is_double_feed else 0
    said[10] = 0 if sensors.is_out_of_ink else 80
    return bytes(said)


def _twice(number: int) -> bytes:
    return number.to_bytes(2, "big") * 2
