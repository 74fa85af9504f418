"""As of a crowd; and what a dead worker took is sent by the next one after two seconds instead of ten minutes."""

from tests.race.settings import *  # noqa: F403

NETWORKS_OUTBOX_RESCUE_AFTER = 2
