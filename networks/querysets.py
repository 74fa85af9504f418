"""Questions about people and networks. A date comparison anywhere else is a hint that one is missing here."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from .visibility import VisibleQuerySet


def in_force(day, *, prefix=""):
    """A `Q` for rows whose `starts_on` to `ends_on` (both included, the end may be open) holds a day."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


class AffiliationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(in_force(timezone.localdate()))


class MembershipQuerySet(VisibleQuerySet):
    networks_path = "network"

    def active(self):
        return self.filter(in_force(timezone.localdate()), decision="approved")

    def of_user(self, user):
        """Memberships of the user's person, and of the organisations that the person acts for today."""
        today = timezone.localdate()
        through_organisation = Q(organisation__affiliations__person__user=user) & in_force(
            today, prefix="organisation__affiliations__"
        )
        return self.filter(Q(person__user=user) | through_organisation).distinct()

    def with_member(self):
        return self.select_related("organisation__district", "organisation__logo", "person", "network")


class NetworkQuerySet(PageQuerySet):
    def coordinated_by(self, user):
        """All translations of the networks that a user looks after."""
        keys = self.model.objects.filter(coordinations__user=user).values("translation_key")
        return self.filter(translation_key__in=keys)

    def with_member(self, user):
        """All translations of the networks that a user is an active member of, in person or for an organisation."""
        from .models import Membership

        keys = Membership.objects.active().of_user(user).values("network__translation_key")
        return self.filter(translation_key__in=keys)


NetworkManager = PageManager.from_queryset(NetworkQuerySet)
