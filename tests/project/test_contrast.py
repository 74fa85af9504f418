"""Colours are measured, in both schemes: 4.5 to 1 for text, 3 to 1 for marks and edges (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "networks/static/networks/tokens.css").read_text()
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
}
HUES = ("initiative", "health", "training")
TONES = ("good", "info", "warn", "stop", "quiet")
GROUNDS = ("paper", "sand", *(f"{hue}-tint" for hue in HUES))

TEXT = [
    *(("ink", ground) for ground in [*GROUNDS, *(f"{tone}-tint" for tone in TONES)]),
    *(("muted", ground) for ground in GROUNDS),
    *(("link", ground) for ground in GROUNDS),
    *((hue, ground) for hue in HUES for ground in ("paper", "sand", f"{hue}-tint")),
    *((f"on-{hue}", hue) for hue in HUES),
    *(("on-fill", f"{hue}-fill") for hue in HUES),
    ("on-fill", "stop-fill"),
    *((tone, ground) for tone in TONES for ground in ("paper", f"{tone}-tint")),
    ("paper", "ink"),
]
MARKS = [
    *((mark, ground) for mark in ("edge", "focus") for ground in GROUNDS),
    *((f"{hue}-fill", ground) for hue in HUES for ground in ("paper", f"{hue}-tint")),
    ("focus", "focus-glow"),
]


def luminance(colour):
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_knows_black_on_white():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 1) == 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(front, ground, scheme):
    which = ("light", "dark").index(scheme)
    assert contrast(PAIRS[front][which], PAIRS[ground][which]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), MARKS)
def test_marks_and_edges_can_be_seen(front, ground, scheme):
    which = ("light", "dark").index(scheme)
    assert contrast(PAIRS[front][which], PAIRS[ground][which]) >= 3
