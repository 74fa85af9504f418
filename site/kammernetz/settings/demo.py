"""For `make demo`: the site as visitors see it, without debug pages, on this machine and over plain HTTP."""

from .dev import *

DEBUG = False
WHITENOISE_USE_FINDERS = True  # static files come from where they lie; nothing has to be collected
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
