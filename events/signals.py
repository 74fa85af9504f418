"""What makes calendars and dates follow their pages: each receiver calls one action."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from networks.models import District, NetworkPage

from . import actions
from .models import EventIndexPage, EventKind, EventPage, Occurrence, PartnerCalendar, QuestionSet, Venue


def connect():
    page_published.connect(event_changed, dispatch_uid="events.published")
    page_unpublished.connect(event_changed, dispatch_uid="events.unpublished")
    page_published.connect(list_changed, dispatch_uid="events.list_published")
    page_unpublished.connect(list_changed, dispatch_uid="events.list_unpublished")
    page_published.connect(network_changed, dispatch_uid="events.network_published")
    page_unpublished.connect(network_changed, dispatch_uid="events.network_unpublished")
    page_slug_changed.connect(address_changed, dispatch_uid="events.slug")
    page_slug_changed.connect(network_renamed, dispatch_uid="events.network_renamed")
    post_page_move.connect(address_changed, dispatch_uid="events.move")
    pre_delete.connect(page_goes, dispatch_uid="events.page_goes")
    for model in (Venue, EventKind, District):
        pre_delete.connect(fact_goes, sender=model, dispatch_uid=f"events.{model.__name__}_goes")
    post_delete.connect(occurrence_gone, sender=Occurrence, dispatch_uid="events.occurrence_gone")
    pre_delete.connect(partner_goes, sender=PartnerCalendar, dispatch_uid="events.partner_goes")
    for model in (Venue, EventKind, District, PartnerCalendar):
        post_save.connect(fact_changed, sender=model, dispatch_uid=f"events.{model.__name__}")
    post_save.connect(venue_changed, sender=Venue, dispatch_uid="events.venue_changed")
    post_save.connect(questions_changed, sender=QuestionSet, dispatch_uid="events.questions")
    post_save.connect(site_changed, sender=Site, dispatch_uid="events.site")
    for signal in (post_save, post_delete):
        signal.connect(privacy_changed, sender=PageViewRestriction, dispatch_uid="events.privacy")


def event_changed(instance, **_signal):
    if isinstance(instance, EventPage):
        actions.schedule(instance)


def list_changed(instance, **_signal):
    if isinstance(instance, EventIndexPage):
        actions.bump_generation()  # frames lead to it


def network_changed(instance, **_signal):
    if isinstance(instance, NetworkPage):
        actions.take_address(instance)
        actions.refresh_calendar(Occurrence.objects.in_network(instance), closing=not instance.live)


def address_changed(instance, **_signal):
    actions.refresh_calendar(Occurrence.objects.below(instance))


def fact_changed(instance, raw=False, created=False, **_signal):
    if not raw and not created:
        actions.refresh_calendar(Occurrence.objects.about(instance))


def partner_goes(instance, **_signal):
    actions.withdraw_events(instance)


def venue_changed(instance, raw=False, created=False, **_signal):
    if not raw and not created:
        actions.note_moved_venue(instance)


def questions_changed(instance, raw=False, created=False, **_signal):
    if not raw:
        transaction.on_commit(lambda: actions.ask_anew(instance))


def site_changed(raw=False, **_signal):
    if not raw:
        actions.bump_generation()  # its name stands in the names of calendars; entries are the worker's


def privacy_changed(instance, **_signal):
    """What is kept of feeds may hold dates that are closed now, or lack those that are open again."""
    transaction.on_commit(lambda: actions.refresh_calendar_below(instance.page_id))


def page_goes(sender, instance, **_signal):
    """A network's name leaves its dates; an event whose source goes is told anew from the translation that stays."""
    if issubclass(sender, NetworkPage):
        actions.refresh_calendar_afterwards(Occurrence.objects.in_network(instance))
    if sender is EventPage:
        transaction.on_commit(lambda: actions.reschedule(instance.translation_key))


def network_renamed(instance, instance_before, **_signal):
    if isinstance(instance, NetworkPage):
        actions.keep_address(instance, instance_before.slug)


def fact_goes(instance, **_signal):
    actions.refresh_calendar_afterwards(Occurrence.objects.about(instance))


def occurrence_gone(**_signal):
    actions.bump_generation(closing=True)
