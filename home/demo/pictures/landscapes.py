"""Which landscapes there are: a name, the hour, and what is in the picture, from back to front."""

from . import land
from .canvas import Canvas, seeded
from .light import LIGHTS

_HEATH = (land.heath, land.path, land.junipers)
_BIRCHES = (land.heath, land.path, land.birches)

LANDSCAPES = {
    "heide-abend": ("evening", (1090, 420), (*_HEATH, land.birches)),
    "heide-morgen": ("morning", (420, 330), (*_BIRCHES, land.sheep)),
    "heide-tag": ("day", (1240, 170), (*_HEATH,)),
    "birkenweg": ("spring", (1180, 210), _BIRCHES),
    "birken-herbst": ("autumn", (470, 250), _BIRCHES),
    "heide-nacht": ("night", (1180, 180), (land.heath, land.junipers)),
    "heide-winter": ("winter", (1080, 280), (*_HEATH,)),
    "elbaue": ("morning", (1040, 380), (land.river,)),
    "elbe-abend": ("evening", (700, 440), (land.river,)),
    "bruecke": ("day", (300, 190), (land.river, land.bridge)),
    "rueben": ("day", (980, 180), (land.fields,)),
    "stoppelfeld": ("autumn", (560, 300), (land.fields,)),
    "muehle": ("spring", (380, 220), (land.meadow, land.mill, land.sheep)),
    "muehle-abend": ("evening", (560, 400), (land.meadow, land.mill)),
    "giebel": ("morning", (1260, 250), (land.town, land.meadow)),
    "giebel-nacht": ("night", (360, 170), (land.town, land.meadow)),
    "schnucken": ("day", (520, 190), (land.heath, land.sheep, land.junipers)),
    "wacholder": ("autumn", (900, 330), (land.heath, land.junipers, land.junipers)),
}


def draw_landscape(name):
    """The picture as WebP bytes, at most 40 kB."""
    hour, sun, things = LANDSCAPES[name]
    canvas, light, rng = Canvas(), LIGHTS[hour], seeded(name)
    land.sky(canvas, light, rng, *sun)
    land.hills(canvas, light, rng)
    for thing in things:
        thing(canvas, light, rng)
    return canvas.webp()
