from .settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.race.without_lock"]  # noqa: F405
