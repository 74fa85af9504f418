"""Include it at any prefix: `path("kalender/", include("events.urls"))`."""

from django.urls import path

from .views import registration

app_name = "events"

urlpatterns = [
    path("anmeldung/<uuid:uid>/", registration.register, name="register"),
    path("anmeldung/<uuid:uid>/antwort/<str:answer>/", registration.registered, name="registered"),
    path("platz/<str:token>/", registration.registration, name="registration"),
    path("platz/<str:token>/absagen/", registration.registration_cancel, name="registration_cancel"),
]
