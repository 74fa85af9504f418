"""The demo's pictures, drawn here: the same name gives the same picture. Nobody's photograph, nobody's face."""

from .landscapes import LANDSCAPES, draw_landscape
from .marks import draw_mark

__all__ = ["LANDSCAPES", "draw_landscape", "draw_mark"]
