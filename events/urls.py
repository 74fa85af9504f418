"""Include it at any prefix: `path("kalender/", include("events.urls"))`."""

from django.urls import path, register_converter

from .converters import CalendarLanguage
from .views import calendars, confirming, group_form, groups, registration

register_converter(CalendarLanguage, "calendar_language")

app_name = "events"


def calendar(route, view, name):
    """The address of a calendar, and with a language before its ending: `alle.ics`, `alle.en.ics`."""
    return [path(f"{route}.ics", view, name=name), path(f"{route}.<calendar_language:language>.ics", view, name=name)]


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
    path("gruppe/<str:token>/", groups.group, name="group"),
    path("gruppe/<str:token>/annehmen/", groups.group_accept, name="group_accept"),
    path("gruppe/<str:token>/absagen/", groups.group_cancel, name="group_cancel"),
    path("gruppe/<str:token>/absagen/<int:pk>/", groups.group_cancel_one, name="group_cancel_one"),
    path("platz/<str:token>/", registration.registration, name="registration"),
    path("platz/<str:token>/absagen/", registration.registration_cancel, name="registration_cancel"),
    path("platz/<str:token>/annehmen/", registration.registration_accept, name="registration_accept"),
    path("meine-anmeldung/<int:pk>/annehmen/", registration.my_registration_accept, name="my_registration_accept"),
    path("meine-anmeldung/<int:pk>/", registration.my_registration, name="my_registration"),
    path("meine-anmeldung/<int:pk>/absagen/", registration.my_registration_cancel, name="my_registration_cancel"),
]
