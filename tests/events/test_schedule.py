"""From what an editor publishes to what happens."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events import actions
from events.models import CalendarEntry, CalendarGeneration, EventDate, EventPage, Occurrence
from networks.models import OutboxMessage

from .dates import register
from .stories import BERLIN, berlin, draft_event, in_days, make_venue, move, only_date, publish, publish_event

pytestmark = pytest.mark.django_db
JANUARY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def said(occurrence, language="de"):
    return bytes(CalendarEntry.objects.get(occurrence=occurrence, language=language).ical).decode()


def generation():
    return CalendarGeneration.objects.get(pk=1)


def test_publishing_makes_one_row_a_date(health, uelzen):
    page = publish_event(
        berlin(2027, 1, 14, 14), berlin(2027, 2, 14, 14), networks=[health], districts=[uelzen], capacity=3
    )
    first, second = page.occurrences.all()
    assert first.start == datetime(2027, 1, 14, 13, 0, tzinfo=UTC)
    assert second.end == datetime(2027, 2, 14, 15, 0, tzinfo=UTC)
    assert first.capacity == 3
    assert list(first.networks.all()) == [health.networkpage_ptr]
    assert list(first.districts.all()) == [uelzen]
    assert first.uid != second.uid


def test_a_draft_makes_none():
    draft_event(in_days(14)).save_revision()
    assert not Occurrence.objects.exists()


def test_a_page_that_goes_live_later_makes_none_before():
    page = draft_event(in_days(14))
    page.go_live_at = in_days(7)
    page.save_revision().publish()
    assert not Occurrence.objects.upcoming().visible_to(None).exists()


def test_an_event_without_a_time_yet_has_no_dates():
    page = draft_event()
    page.dates = [EventDate(starts_at=None)]
    publish(page)
    assert not Occurrence.objects.exists()


def test_a_moved_date_is_the_same_date():
    page = publish_event(berlin(2027, 1, 14, 14), berlin(2027, 1, 21, 14))
    before = {o.key: o.uid for o in page.occurrences.all()}
    page = move(page, berlin(2027, 1, 28, 14))
    assert {o.key: o.uid for o in page.occurrences.all()} == before
    assert [o.local_start.day for o in page.occurrences.all()] == [21, 28]


def test_a_date_without_an_end_lasts_as_long_as_the_setting_says(settings):
    settings.EVENTS_DEFAULT_DURATION_MINUTES = 90
    page = publish_event(EventDate(starts_at=berlin(2027, 1, 14, 14)))
    assert only_date(page).end - only_date(page).start == timedelta(minutes=90)


def test_whole_days_go_from_midnight_to_midnight():
    page = publish_event(EventDate(starts_at=berlin(2027, 3, 27, 9), ends_at=berlin(2027, 3, 28, 9), all_day=True))
    assert only_date(page).local_start == berlin(2027, 3, 27)
    assert only_date(page).local_end == berlin(2027, 3, 29)
    assert "DTEND;VALUE=DATE:20270329" in said(only_date(page))


def test_the_repeated_hour_stays_the_hour_that_was_meant():
    again = datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=BERLIN)
    page = publish_event(EventDate(starts_at=again, ends_at=berlin(2027, 10, 31, 5)))
    page = publish(page.get_latest_revision_as_object())
    assert only_date(page).start == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert "DTSTART:20271031T013000Z" in said(only_date(page))


def test_another_zone_is_kept():
    start = datetime(2027, 1, 14, 14, 0, tzinfo=UTC)
    page = publish_event(EventDate(starts_at=start, ends_at=start + timedelta(hours=1), zone="Europe/Bucharest"))
    assert "DTSTART;TZID=Europe/Bucharest:20270114T160000" in said(only_date(page))


def test_a_date_that_is_taken_away_disappears_and_comes_back_as_itself():
    page = publish(draft_event(berlin(2027, 1, 14, 14), berlin(2027, 1, 21, 14)))
    both = page.latest_revision
    uid = page.occurrences.first().uid
    page = page.get_latest_revision_as_object()
    page.dates = list(page.dates.all())[1:]
    page = publish(page)
    assert [o.local_start.day for o in page.occurrences.published()] == [21]
    both.publish()
    assert page.occurrences.published().get(start=berlin(2027, 1, 14, 14)).uid == uid


def test_a_date_with_registrations_is_cancelled_and_everybody_told():
    page = publish_event(berlin(2027, 1, 14, 14), berlin(2027, 1, 21, 14))
    first = page.occurrences.first()
    with time_machine.travel(JANUARY, tick=False):
        register(first)
        page = page.get_latest_revision_as_object()
        page.dates = list(page.dates.all())[1:]
        publish(page)
    first.refresh_from_db()
    assert first.is_cancelled
    assert first.published
    assert OutboxMessage.objects.filter(kind="events.occurrence_cancelled").count() == 1


def test_no_revision_brings_a_cancelled_date_back():
    page = publish(draft_event(berlin(2027, 1, 14, 14)))
    revision = page.latest_revision
    date = actions.cancel_occurrence(occurrence=only_date(page), note="Die Referentin ist erkrankt.")
    assert date.is_cancelled
    for _turn in range(2):
        revision.publish()
        date.refresh_from_db()
        assert date.is_cancelled
        assert date.sequence == 1


def test_a_cancelled_date_says_so_in_both_languages():
    page = publish_event(berlin(2027, 1, 14, 14))
    date = actions.cancel_occurrence(occurrence=only_date(page), note="Die Referentin ist erkrankt.", reason="krank")
    assert "SUMMARY:ABGESAGT: Gesundheitstag Uelzen" in said(date)
    assert "SUMMARY:CANCELLED: Gesundheitstag Uelzen" in said(date, "en")
    assert "STATUS:CANCELLED" in said(date)
    assert "Die Referentin ist erkrankt." in said(date)
    assert "krank\r" not in said(date)


def test_cancelling_twice_is_cancelling_once():
    date = only_date(publish_event())
    once = actions.cancel_occurrence(occurrence=date, note="Sturm")
    twice = actions.cancel_occurrence(occurrence=date, note="Hagel")
    assert (twice.cancelled_note, twice.sequence, twice.cancelled_at) == ("Sturm", 1, once.cancelled_at)


def test_sequence_rises_with_time_place_and_title_and_with_nothing_else():
    page = publish_event(berlin(2027, 1, 14, 14), venue=make_venue())
    assert only_date(page).sequence == 0
    page.summary, page.capacity = "Neu.", 20
    page = publish(page)
    assert only_date(page).sequence == 0
    for number, change in enumerate([{"title": "Gesundheitstag"}, {"venue": make_venue(name="Rathaus")}], start=1):
        for name, value in change.items():
            setattr(page, name, value)
        page = publish(page)
        assert only_date(page).sequence == number
    assert only_date(move(page, berlin(2027, 1, 15, 14))).sequence == 3


def test_the_stamp_rises_with_every_change_and_only_then():
    with time_machine.travel(JANUARY, tick=False):
        page = publish_event(in_days(14))
        stamps = [only_date(page).modified]
        publish(page)
        assert only_date(page).modified == stamps[0]
        for summary in ("Eins", "Zwei", "Drei"):  # within one second
            page.summary = summary
            page = publish(page)
            stamps.append(only_date(page).modified)
    assert stamps == sorted(set(stamps))


def test_an_old_revision_lets_no_stamp_fall():
    page = publish(draft_event(berlin(2027, 1, 14, 14)))
    revision, first = page.latest_revision, only_date(page)
    moved = only_date(move(page, berlin(2027, 1, 15, 14)))
    revision.publish()
    back = only_date(page)
    assert back.start == first.start
    assert first.modified < moved.modified < back.modified
    assert first.sequence < moved.sequence < back.sequence


def test_a_changed_venue_reaches_its_dates():
    venue = make_venue()
    date = only_date(publish_event(venue=venue))
    number = generation().number
    venue.name = "Neues Kurhaus"
    venue.save()
    before, date = date, Occurrence.objects.get(pk=date.pk)
    assert "LOCATION:Neues Kurhaus" in said(date)
    assert date.sequence == 1
    assert date.modified > before.modified
    assert generation().number > number


@pytest.mark.parametrize("fact", ["network", "kind", "district"])
def test_a_changed_name_reaches_the_dates(fact, health, uelzen):
    page = publish_event(networks=[health], districts=[uelzen])
    before = only_date(page)
    if fact == "network":
        health.title = "Neuer Name"
        health.save_revision().publish()
    else:
        thing = {"kind": page.kind, "district": uelzen}[fact]
        thing.name = "Neuer Name"
        thing.save()
    after = only_date(page)
    assert "Neuer Name" in said(after)
    assert after.modified > before.modified
    assert after.sequence == before.sequence


def test_a_moved_page_changes_the_address_in_its_dates(django_capture_on_commit_callbacks):
    page = publish_event()
    parent = page.get_parent().specific
    parent.slug = "kalender-neu"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    assert "/kalender-neu/" in said(only_date(page))


def test_unpublishing_hides_and_publishing_again_shows_the_same_date():
    page = publish_event()
    date = only_date(page)
    page.unpublish()
    assert not Occurrence.objects.visible_to(None).exists()
    publish(EventPage.objects.get(pk=page.pk))
    assert Occurrence.objects.visible_to(None).get().uid == date.uid


def test_a_copy_has_dates_of_its_own():
    page = publish_event()
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)
    assert only_date(copy).uid != only_date(page).uid
    actions.cancel_occurrence(occurrence=only_date(copy))
    assert not only_date(page).is_cancelled


def test_a_translation_shares_the_dates_and_brings_its_words(english):
    page = publish_event(berlin(2027, 1, 14, 14))
    translation = page.copy_for_translation(english, copy_parents=True)
    translation.title, translation.slug = "Health day", "health-day"
    translation = publish(translation)
    date = Occurrence.objects.get()
    assert date.page == page
    assert "SUMMARY:Gesundheitstag Uelzen" in said(date)
    assert "SUMMARY:Health day" in said(date, "en")
    assert "/en/" in said(date, "en")


def test_a_translation_cannot_move_the_dates(english):
    page = publish_event(berlin(2027, 1, 14, 14))
    translation = publish(page.copy_for_translation(english, copy_parents=True))
    move(translation, berlin(2027, 5, 5, 5))
    assert Occurrence.objects.get().local_start == berlin(2027, 1, 14, 14)


def test_an_unpublished_translation_takes_only_its_words_away(english):
    page = publish_event()
    translation = page.copy_for_translation(english, copy_parents=True)
    translation.title = "Health day"
    publish(translation).unpublish()
    assert Occurrence.objects.visible_to(None).count() == 1
    assert "SUMMARY:Gesundheitstag Uelzen" in said(only_date(page), "en")


def test_more_places_go_to_those_who_wait():
    page = publish_event(capacity=1)
    register(only_date(page), "Malte")
    waiting = register(only_date(page), "Aylin")
    assert waiting.is_waiting
    page.capacity = 2
    publish(page)
    waiting.refresh_from_db()
    assert waiting.is_confirmed


def test_a_deleted_page_takes_its_dates_along_and_tells_the_feeds():
    page = publish_event()
    number = generation().number
    page.delete()
    assert not Occurrence.objects.exists()
    assert generation().number > number


def test_a_page_with_registrations_cannot_be_deleted():
    from django.db.models import ProtectedError

    page = publish_event()
    register(only_date(page))
    with pytest.raises(ProtectedError):
        page.delete()


def test_a_deleted_source_leaves_the_dates_to_its_translation(english, django_capture_on_commit_callbacks):
    page = publish_event(berlin(2027, 1, 14, 14))
    translation = publish(page.copy_for_translation(english, copy_parents=True))
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert Occurrence.objects.visible_to(None).get().page == translation


def test_one_row_that_cannot_be_written_does_not_stop_the_others(caplog):
    good, bad = only_date(publish_event()), only_date(publish_event())
    Occurrence.objects.filter(pk=bad.pk).update(zone="Mars/Olympus")
    EventPage.objects.update(title="Anders")
    actions.rebuild_calendar()
    assert "SUMMARY:Anders" in said(good)
    assert "SUMMARY:Gesundheitstag Uelzen" in said(bad)
    assert "cannot be written" in caplog.text


def test_rebuilding_what_is_right_changes_no_byte():
    date = only_date(publish_event())
    before = said(date), date.modified
    actions.rebuild_calendar()
    date.refresh_from_db()
    assert (said(date), date.modified) == before


def test_the_worker_rebuilds_after_another_zone_was_set_for_calendars(settings):
    only_date(publish_event())
    actions.rebuild_calendar()
    before = actions.calendar.fingerprint()
    settings.EVENTS_TIME_ZONE = "Europe/Bucharest"
    assert actions.calendar.fingerprint() != before


def test_the_worker_rebuilds_after_a_new_version(monkeypatch):
    date = only_date(publish_event())
    actions.rebuild_calendar()
    assert actions.rebuild_if_outdated() == 0
    monkeypatch.setattr("events.ical.VERSION", 99)
    CalendarEntry.objects.update(digest="old")
    assert actions.rebuild_if_outdated() == 1
    assert Occurrence.objects.get(pk=date.pk).modified > date.modified


def test_generations_never_share_a_second():
    publish_event()
    with time_machine.travel(JANUARY, tick=False):
        moments = []
        for _turn in range(3):
            actions.bump_generation()
            moments.append(generation().changed_at)
    assert moments == sorted(set(moments))
    assert all(moment.microsecond == 0 for moment in moments)


def test_two_dates_with_one_key_are_two_dates():
    key = uuid.uuid4()
    page = publish_event(
        EventDate(key=key, starts_at=berlin(2027, 1, 14, 14)), EventDate(key=key, starts_at=berlin(2027, 1, 21, 14))
    )
    assert page.occurrences.published().count() == 2


def test_scheduling_again_writes_nothing_new():
    page = publish_event(in_days(14), in_days(21))
    before = list(page.occurrences.values_list("uid", "modified", "sequence"))
    actions.schedule(page)
    assert list(page.occurrences.values_list("uid", "modified", "sequence")) == before
