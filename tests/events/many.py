"""Thousands of registrations in no time, and what an export of them needs."""

import gc
import tracemalloc
import uuid
from contextlib import contextmanager

from events.models import Answer, Registration


def fill(date, question, number):
    """Written as rows: the one door is tested elsewhere, and would take its time. Without a question, no answers."""
    first = date.registrations.count()
    people = Registration.objects.bulk_create(
        (_somebody(date, place) for place in range(first, number)), batch_size=500
    )
    answers = [Answer(registration=one, question=question, text="Quittengelee") for one in people if question]
    Answer.objects.bulk_create(answers, batch_size=500)


def _somebody(date, place):
    waits = date.capacity is not None and place >= date.capacity
    return Registration(
        occurrence=date,
        queue_number=place + 1,
        submission_key=uuid.uuid4(),
        status=Registration.Status.WAITING if waits else Registration.Status.CONFIRMED,
        given_name=f"P{place}",
        family_name="Vardenhoop",
        email=f"p{place}@example.org",
        organisation="Möhlenkolk & Töchter",
        phone="+49 40 66969 100",
        remarks="kommt später, mit dem Rad",
        language="de",
        source=Registration.Source.WEBSITE,
    )


@contextmanager
def as_on_a_server():
    """Collects garbage as Python does by itself; the tests do it more rarely."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()
        gc.set_threshold(*before)
