"""The settings of the site of `benchmarks.calendar`."""

# ruff: noqa: F403, F405
from kammernetz.settings.served import *

ROOT_URLCONF = "benchmarks.calendar_urls"
if env.bool("FEED_OF_ALL", default=False):
    EVENTS_FEED_MAX_BYTES, EVENTS_FEED_FUTURE_DAYS = 100_000_000, 100_000
