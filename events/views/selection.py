"""Which registrations staff means when something is done with several at once."""

from copy import copy
from hashlib import sha256

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from ..models import Registration
from .registration_list import RegistrationIndexView

MOST = 5000


class Selection:
    """Those that were ticked in the list, or `all` that it shows with its filters; of other networks there are none."""

    def __init__(self, request: HttpRequest):
        self.request = request
        self.sent = request.POST if request.method == "POST" else request.GET

    @property
    def is_all(self) -> bool:
        return "all" in self.sent

    @cached_property
    def ids(self) -> list[int]:
        return [int(pk) for pk in self.sent.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 16]

    @property
    def queryset(self) -> QuerySet[Registration]:
        if self.is_all:
            return listed(self.request, self.sent.get("match", ""))
        return Registration.objects.managed_by(self.request.user).filter(pk__in=self.ids)

    @cached_property
    def registrations(self) -> list[Registration]:
        """None where they are more than anybody can answer for at once. Those of a date share its row."""
        found = list(self.queryset.order_by("pk").prefetch_related("occurrence__page")[: MOST + 1])
        return found if len(found) <= MOST else []

    @property
    def why_empty(self) -> str:
        if not self.is_all:
            return gettext("Nothing was ticked.")
        if self.queryset.exists():
            words = gettext("More than %(most)d registrations at once are too many. Please filter the list.")
            return words % {"most": MOST}
        return gettext("No registration matches the filter.")

    @property
    def seen(self) -> str:
        """Says whether they are still those whom a page showed."""
        return sha256(",".join(str(registration.pk) for registration in self.registrations).encode()).hexdigest()

    @property
    def has_changed(self) -> bool:
        """Whether others match the filter now than when staff looked at them."""
        return self.is_all and self.sent.get("seen") != self.seen

    @property
    def why_again(self) -> str:
        return gettext("Others match the filter by now. Nothing was done: please look again.")

    @property
    def fields(self) -> list[tuple[str, object]]:
        """What a form carries on, so that the same are meant by the next page."""
        if self.is_all:
            return [("all", "on"), ("match", self.sent.get("match", "")), ("seen", self.seen)]
        return [("id", registration.pk) for registration in self.registrations]


def listed(request: HttpRequest, query: str) -> QuerySet[Registration]:
    """Those that the list shows with this query string; with one that makes no sense, nobody."""
    asked = copy(request)
    asked.GET = QueryDict(query)
    view = RegistrationIndexView()
    view.request, view.search_query = asked, asked.GET.get("q", "").strip()
    if not view.filters.is_valid():
        return Registration.objects.none()
    return view.search_queryset(view.filter_queryset(Registration.objects.managed_by(request.user)))
