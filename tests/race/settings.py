"""A crowd comes from one address and does not stop to read."""

from kammernetz.settings.served import *  # noqa: F403

NETWORKS_FORM_MINIMUM_SECONDS = 0
NETWORKS_FORM_LIMIT_PER_ADDRESS = NETWORKS_FORM_LIMIT_PER_NETWORK = 1_000_000
