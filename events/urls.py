"""Include it at any prefix: `path("kalender/", include("events.urls"))`."""

from django.urls import path, register_converter

from .converters import CalendarLanguage, CalendarSelection, Month
from .views import (
    calendars,
    confirming,
    embeds,
    group_form,
    groups,
    invited,
    own_changes,
    personal_calendars,
    registration,
    self_service,
    subscribing,
)
from .views.doors import by_link, by_login

register_converter(CalendarLanguage, "calendar_language")
register_converter(CalendarSelection, "calendar_selection")
register_converter(Month, "month")

app_name = "events"


def calendar(route, view, name, *, form="ics"):
    """The address of a calendar, and with a language before its ending: `alle.ics`, `alle.en.ics`."""
    more = {} if form == "ics" else {"form": form}
    endings = (f".{form}", f".<calendar_language:language>.{form}")
    return [path(f"{route}{ending}", view, more, name=name) for ending in endings]


def group(route, view, name):
    """A page about the group that one registered: behind the link in a mail, and for whoever is signed in."""
    return [
        path(f"gruppe/<str:token>/{route}", groups.by_link(view), name=f"group{name}"),
        path(f"meine-gruppe/<int:pk>/{route}", groups.by_login(view), name=f"my_group{name}"),
    ]


def own(route, view, name):
    """A page about one's own registration: behind the link in a mail, and for whoever is signed in."""
    return [
        path(f"platz/<str:token>/{route}", by_link(view), name=f"registration{name}"),
        path(f"meine-anmeldung/<int:pk>/{route}", by_login(view), name=f"my_registration{name}"),
    ]


urlpatterns = [
    *calendar("<calendar_selection:selection>", calendars.feed, "feed"),
    *calendar("<calendar_selection:selection>", calendars.feed, "feed_json", form="json"),
    *calendar("<calendar_selection:selection>", calendars.feed, "feed_rss", form="rss"),
    path("p/<str:token>/<slug:name>.ics", personal_calendars.feed, name="personal_feed"),
    path("meine-kalender/", personal_calendars.manage, name="my_calendars"),
    path("abonnieren/", subscribing.subscribe, name="subscribe"),
    path("abonnieren/<calendar_selection:selection>/", subscribing.subscribe, name="subscribe"),
    path("einbetten/<calendar_selection:selection>/", embeds.dates, name="embed"),
    path("einbetten/<calendar_selection:selection>/monat/", embeds.month, name="embed_month"),
    path("einbetten/<calendar_selection:selection>/monat/<month:chosen>/", embeds.month, name="embed_month"),
    *calendar("termin/<uuid:uid>", calendars.occurrence, "occurrence_ics"),
    path("anmeldung/<uuid:uid>/", registration.register, name="register"),
    path("anmeldung/<uuid:uid>/antwort/<str:answer>/", registration.registered, name="registered"),
    path("anmeldung/<uuid:uid>/gruppe/", group_form.register_group, name="register_group"),
    path("anmeldung/<uuid:uid>/gruppe/antwort/<str:answer>/", group_form.group_registered, name="group_registered"),
    path("einladung/<str:token>/", invited.invited, name="invitation"),
    path("bestaetigen/<str:token>/", confirming.confirm_address, name="confirm_address"),
    path("gruppe-bestaetigen/<str:token>/", groups.confirm_group, name="confirm_group"),
    *group("", groups.show, ""),
    *group("annehmen/", groups.accept, "_accept"),
    *group("absagen/", groups.cancel, "_cancel"),
    *group("absagen/<int:person>/", groups.cancel_one, "_cancel_one"),
    *group("aendern/<int:person>/", groups.for_one_of_theirs(own_changes.change), "_change_one"),
    *group("weitergeben/<int:person>/", groups.for_one_of_theirs(own_changes.replace), "_replace_one"),
    *own("", self_service.show, ""),
    *own("aendern/", own_changes.change, "_change"),
    *own("weitergeben/", own_changes.replace, "_replace"),
    *own("umbuchen/", own_changes.rebook, "_rebook"),
    *own("absagen/", self_service.cancel, "_cancel"),
    *own("annehmen/", self_service.accept, "_accept"),
]
