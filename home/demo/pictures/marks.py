"""Marks of invented organisations: their initials on a shape. A mark says who, and that it is not a photograph."""

import io
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

from .canvas import colour, seeded

SIZE, LARGE = 240, 960

GROUNDS = [
    tuple(colour(code) for code in pair.split())
    for pair in (
        "#7a3b78 #f4e6f2",
        "#1f6b6b #e2f2ef",
        "#21407d #e4ebf8",
        "#8a4a1f #f9ebdc",
        "#4d6b2a #edf4e0",
        "#8d2f45 #fae5e8",
        "#3f4a5a #e8ecf1",
        "#6a5a12 #f6f0d6",
    )
]


def draw_mark(name, initials):
    """The mark as PNG bytes."""
    rng = seeded(f"mark {name}")
    ink, paper = rng.choice(GROUNDS)
    if rng.random() < 0.45:
        ink, paper = paper, ink
    image = Image.new("RGB", (LARGE, LARGE), paper)
    rng.choice(SHAPES)(ImageDraw.Draw(image), ink, _between(ink, paper), rng)
    _write(image, initials, paper)
    return _png(image.reduce(LARGE // SIZE))


def _between(a, b):
    return tuple(round(x * 0.72 + y * 0.28) for x, y in zip(a, b, strict=True))


def _disc(pen, ink, second, rng):
    pen.ellipse((130, 130, 830, 830), fill=ink)
    pen.ellipse((690, 90, 860, 260), fill=second)


def _hexagon(pen, ink, second, rng):
    pen.polygon([(480 + 400 * cos(pi * i / 3), 480 + 400 * sin(pi * i / 3)) for i in range(6)], fill=ink)


def _hill(pen, ink, second, rng):
    pen.ellipse((560, 70, 790, 300), fill=second)
    pen.rounded_rectangle((120, 250, 840, 830), radius=90, fill=ink)


def _leaf(pen, ink, second, rng):
    pen.rounded_rectangle((140, 140, 820, 820), radius=300, corners=(True, False, True, False), fill=ink)


def _gable(pen, ink, second, rng):
    pen.polygon([(110, 410), (480, 110), (850, 410), (850, 840), (110, 840)], fill=ink)


def _waves(pen, ink, second, rng):
    pen.rounded_rectangle((120, 120, 840, 840), radius=120, fill=ink)
    pen.rounded_rectangle((120, 740, 840, 840), radius=50, fill=second)


def _flower(pen, ink, second, rng):
    for i in range(6):
        x, y = 480 + 210 * cos(pi * i / 3), 480 + 210 * sin(pi * i / 3)
        pen.ellipse((x - 190, y - 190, x + 190, y + 190), fill=ink)
    pen.ellipse((270, 270, 690, 690), fill=ink)


SHAPES = (_disc, _hexagon, _hill, _leaf, _gable, _waves, _flower)


def _write(image, initials, fill):
    font = ImageFont.load_default(330 if len(initials) < 3 else 250)
    ImageDraw.Draw(image).text(
        (480, 520), initials, font=font, fill=fill, anchor="mm", stroke_width=6, stroke_fill=fill
    )


def _png(image):
    stream = io.BytesIO()
    image.quantize(16, method=Image.Quantize.FASTOCTREE).save(stream, "PNG")
    return stream.getvalue()
