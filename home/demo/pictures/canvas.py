"""A canvas in units of the finished picture, drawn larger and shrunk, so that edges are smooth."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 900
SCALE = 1.5
HEAVIEST = 40_000


def colour(code):
    return tuple(int(code[i : i + 2], 16) for i in (1, 3, 5))


def mix(a, b, share):
    """The colour `share` of the way from a to b."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))


def along(stops, share):
    """The colour at `share` of a gradient with evenly spaced stops."""
    place = min(max(share, 0), 1) * (len(stops) - 1)
    i = min(int(place), len(stops) - 2)
    return mix(stops[i], stops[i + 1], place - i)


def seeded(name):
    return random.Random(f"kammernetz {name}")  # noqa: S311 - pictures, not secrets


class Canvas:
    def __init__(self):
        self.image = Image.new("RGB", (self.px(WIDTH), self.px(HEIGHT)))
        self.pen = ImageDraw.Draw(self.image)

    @staticmethod
    def px(value):
        return round(value * SCALE)

    def points(self, points):
        return [(x * SCALE, y * SCALE) for x, y in points]

    def polygon(self, points, fill):
        self.pen.polygon(self.points(points), fill=fill)

    def line(self, points, fill, width):
        self.pen.line(self.points(points), fill=fill, width=max(1, round(width * SCALE)), joint="curve")

    def ellipse(self, x, y, rx, ry, fill):
        self.pen.ellipse([v * SCALE for v in (x - rx, y - ry, x + rx, y + ry)], fill=fill)

    def shade(self, stops, top, bottom, outline=None):
        """Fill from `top` to `bottom` with a gradient; only inside `outline` when one is given."""
        rows = max(2, self.px(bottom) - self.px(top))
        column = Image.new("RGB", (1, rows))
        column.putdata([along(stops, i / (rows - 1)) for i in range(rows)])
        band = column.resize((self.image.width, rows), Image.Resampling.NEAREST)
        self.image.paste(band, (0, self.px(top)), self._mask(outline, top, rows) if outline else None)

    def _mask(self, outline, top, rows):
        mask = Image.new("L", (self.image.width, rows))
        ImageDraw.Draw(mask).polygon([(x * SCALE, (y - top) * SCALE) for x, y in outline], fill=255)
        return mask

    def glow(self, shapes, fill, blur, strength=1.0):
        """Soft light or cloud: ellipses (x, y, rx, ry), blurred at a sixth of the size."""
        small = Image.new("L", (WIDTH // 6, HEIGHT // 6))
        pen = ImageDraw.Draw(small)
        for x, y, rx, ry in shapes:
            pen.ellipse([v / 6 for v in (x - rx, y - ry, x + rx, y + ry)], fill=round(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(blur / 6)).resize(self.image.size, Image.Resampling.BILINEAR)
        self.image.paste(Image.new("RGB", self.image.size, fill), (0, 0), mask)

    def webp(self):
        picture = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        for quality in (60, 44, 30, 18):
            data = _encoded(picture, quality)
            if len(data) <= HEAVIEST:
                break
        return data


def _encoded(picture, quality):
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=quality, method=2)
    return stream.getvalue()
