"""A QR code as the path of an SVG, drawn by `qrcode` where it is installed (as allauth brings it)."""

from contextlib import suppress
from dataclasses import dataclass

LONGEST = 300  # characters: what is longer no phone reads, and takes long to draw
QUIET = 4  # modules of white around it that scanners need


@dataclass(frozen=True)
class Code:
    size: int
    path: str


def code_of(text: str) -> Code | None:
    """None for what is too long, and where the package is missing."""
    if len(text) > LONGEST:
        return None
    with suppress(ImportError):
        from qrcode import QRCode

        drawn = QRCode(border=QUIET)
        drawn.add_data(text)
        rows = drawn.get_matrix()
        dark = (f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        return Code(len(rows), "".join(dark))
    return None
