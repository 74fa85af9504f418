"""From content to rows. Each module loads one part and leaves alone what is there already."""

from ..days import Days
from . import accounts, dates, directory, face, guests, networks, partners, people, site
from .base import Demo

PARTS = (
    ("Site, languages and roles", site.load),
    ("People and companies", people.load),
    ("Networks and members", networks.load),
    ("Providers and offers", directory.load),
    ("Accounts", accounts.load),
    ("Venues and dates", dates.load),
    ("Registrations", guests.load),
    ("Calendar of a partner", partners.load),
    ("Initiative, press and other pages", face.load),
)


def load(today, say):
    """Load everything in order; `say` is told the name of each part and what was new in it."""
    demo = Demo(Days(today))
    for name, part in PARTS:
        before = demo.created
        part(demo)
        say(name, demo.created - before)
    return demo
