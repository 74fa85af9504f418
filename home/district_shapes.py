"""The eight districts as a schematic map: drawn by hand in their true places, in a field of 640 by 504.

Neighbours share their corners. The number plate stands for the name where the map is small.
"""

from typing import NamedTuple


class Shape(NamedTuple):
    path: str
    x: int
    y: int
    plate: str


SHAPES = {
    "harburg": Shape("M76,119 87,29 136,12 185,29 228,16 277,20 304,45 277,91 223,152 190,132 125,115Z", 174, 78, "WL"),
    "lueneburg": Shape(
        "M304,45 353,53 408,37 473,37 489,78 473,103 462,123 418,144 375,144 310,152 244,189 223,152 277,91Z",
        386,
        95,
        "LG",
    ),
    "luechow-dannenberg": Shape(
        "M473,103 535,132 590,169 625,194 603,231 533,251 473,243 451,259 429,222 457,185 418,144 462,123Z",
        527,
        185,
        "DAN",
    ),
    "heidekreis": Shape(
        "M76,119 125,115 190,132 223,152 244,189 250,231 185,268 157,317 119,367 59,358 21,309 43,235 27,177Z",
        127,
        222,
        "HK",
    ),
    "uelzen": Shape(
        "M244,189 310,152 375,144 418,144 457,185 429,222 451,259 413,284 375,292 321,309 304,276 250,231Z",
        345,
        210,
        "UE",
    ),
    "celle": Shape("M250,231 304,276 321,309 288,367 233,408 168,408 119,367 157,317 185,268Z", 228, 325, "CE"),
    "gifhorn": Shape(
        "M321,309 375,292 413,284 454,317 462,375 418,387 375,404 380,457"
        " 435,482 380,498 315,486 255,449 233,408 288,367Z",
        331,
        375,
        "GF",
    ),
    "wolfsburg": Shape("M462,375 484,400 481,457 435,482 380,457 375,404 418,387Z", 429, 420, "WOB"),
}
