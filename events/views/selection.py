"""Which registrations staff means when something is done with several at once."""

from django.utils.functional import cached_property

from ..models import Registration


class Selection:
    """Those that were ticked in the list; of other networks there are none."""

    def __init__(self, request):
        self.request = request
        self.sent = request.POST if request.method == "POST" else request.GET

    @cached_property
    def ids(self) -> list[int]:
        return [int(pk) for pk in self.sent.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 16]

    @property
    def queryset(self):
        return Registration.objects.managed_by(self.request.user).filter(pk__in=self.ids)

    @cached_property
    def registrations(self) -> list[Registration]:
        return list(self.queryset.with_event())

    @property
    def fields(self) -> list[tuple[str, object]]:
        """What a form carries on, so that the same are meant by the next page."""
        return [("id", registration.pk) for registration in self.registrations]
