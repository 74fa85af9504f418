"""The negative control: the same site with the lock taken out, and a moment between counting and writing."""

import time

from django.apps import AppConfig


class WithoutLock(AppConfig):
    name = "tests.race.without_lock"
    label = "without_lock"

    def ready(self):
        from events import locking
        from events.actions import registration
        from events.models import Occurrence
        from events.places import places_of

        def counted_slowly(occurrence):
            places = places_of(occurrence)
            time.sleep(0.05)
            return places

        locking.read_for_update = lambda pk: Occurrence.objects.get(pk=pk)
        registration.places_of = counted_slowly
