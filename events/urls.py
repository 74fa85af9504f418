"""Include it at any prefix: `path("kalender/", include("events.urls"))`."""

from django.urls import path, register_converter

from .converters import CalendarLanguage
from .views import calendars, confirming, group_form, groups, registration

register_converter(CalendarLanguage, "calendar_language")

app_name = "events"


def calendar(route, view, name):
    """The address of a calendar, and with a language before its ending: `alle.ics`, `alle.en.ics`."""
    return [path(f"{route}.ics", view, name=name), path(f"{route}.<calendar_language:language>.ics", view, name=name)]


def group(route, view, name):
    """A page about the group that one registered: behind the link in a mail, and for whoever is signed in."""
    return [
        path(f"gruppe/<str:token>/{route}", groups.by_link(view), name=f"group{name}"),
        path(f"meine-gruppe/<int:pk>/{route}", groups.by_login(view), name=f"my_group{name}"),
    ]


urlpatterns = [
    *calendar("alle", calendars.everything, "feed_all"),
    *calendar("netzwerk/<slug:slug>", calendars.network, "feed_network"),
    *calendar("kreis/<slug:slug>", calendars.district, "feed_district"),
    *calendar("art/<slug:slug>", calendars.kind, "feed_kind"),
    *calendar("termin/<uuid:uid>", calendars.occurrence, "occurrence_ics"),
    path("anmeldung/<uuid:uid>/", registration.register, name="register"),
    path("anmeldung/<uuid:uid>/antwort/<str:answer>/", registration.registered, name="registered"),
    path("anmeldung/<uuid:uid>/gruppe/", group_form.register_group, name="register_group"),
    path("anmeldung/<uuid:uid>/gruppe/antwort/<str:answer>/", group_form.group_registered, name="group_registered"),
    path("bestaetigen/<str:token>/", confirming.confirm_address, name="confirm_address"),
    path("gruppe-bestaetigen/<str:token>/", groups.confirm_group, name="confirm_group"),
    *group("", groups.show, ""),
    *group("annehmen/", groups.accept, "_accept"),
    *group("absagen/", groups.cancel, "_cancel"),
    *group("absagen/<int:person>/", groups.cancel_one, "_cancel_one"),
    path("platz/<str:token>/", registration.registration, name="registration"),
    path("platz/<str:token>/absagen/", registration.registration_cancel, name="registration_cancel"),
    path("platz/<str:token>/annehmen/", registration.registration_accept, name="registration_accept"),
    path("meine-anmeldung/<int:pk>/annehmen/", registration.my_registration_accept, name="my_registration_accept"),
    path("meine-anmeldung/<int:pk>/", registration.my_registration, name="my_registration"),
    path("meine-anmeldung/<int:pk>/absagen/", registration.my_registration_cancel, name="my_registration_cancel"),
]
