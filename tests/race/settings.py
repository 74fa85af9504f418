"""A crowd comes from one address and does not stop to read."""

from kammernetz.settings.served import *  # noqa: F403

EVENTS_FORM_MINIMUM_SECONDS = 0
EVENTS_LIMIT_PER_ADDRESS = EVENTS_LIMIT_PER_NETWORK = 1_000_000
