"""Questions about people and networks. A date comparison anywhere else is a hint that one is missing here."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search.queryset import SearchableQuerySetMixin

from .visibility import VisibleQuerySet, viewer_for


def in_force(day, *, prefix=""):
    """A `Q` for rows whose `starts_on` to `ends_on` (both included, the end may be open) holds a day."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


class ManagedQuerySet(models.QuerySet):
    """For rows that coordinators look after: `managed_by(user)` is what a user may work on in the admin."""

    def managed_by(self, user):
        viewer = viewer_for(user)
        if viewer.sees_everything:
            return self
        return self.filter(pk__in=self.model._base_manager.filter(self.managed_q(user, viewer)).values("pk"))

    def managed_q(self, user, viewer):
        raise NotImplementedError


def _memberships_beyond(user):
    from .models import Membership

    viewer = viewer_for(user)
    if viewer.sees_everything:
        return Membership.objects.none()
    kept = Membership.objects.overlapping(timezone.localdate(), None)
    return kept.exclude(network__in=viewer.coordinated_ids)


class OrganisationQuerySet(SearchableQuerySetMixin, ManagedQuerySet):
    def managed_q(self, user, viewer):
        """Members of one's networks, and what one entered oneself until it is a member anywhere."""
        return Q(memberships__network__in=viewer.coordinated_ids) | Q(created_by=user, memberships=None)

    def beyond(self, user):
        """Members, now or later, of networks that a user does not look after: who acts for them has rights there."""
        return self.filter(pk__in=_memberships_beyond(user).values("organisation"))


class PersonQuerySet(SearchableQuerySetMixin, ManagedQuerySet):
    def managed_q(self, user, viewer):
        acts_for_member = Q(affiliations__organisation__memberships__network__in=viewer.coordinated_ids)
        is_new = Q(created_by=user, memberships=None, affiliations=None)
        acts_for_new = Q(created_by=user, memberships=None, affiliations__organisation__created_by=user)
        return Q(memberships__network__in=viewer.coordinated_ids) | acts_for_member | is_new | acts_for_new

    def beyond(self, user):
        """People with rights, now or later, in networks that a user does not look after."""
        from .models import Affiliation, Organisation

        acting = Affiliation.objects.not_ended().filter(organisation__in=Organisation.objects.beyond(user))
        return self.filter(Q(pk__in=_memberships_beyond(user).values("person")) | Q(pk__in=acting.values("person")))

    def with_organisations(self):
        return self.prefetch_related("affiliations__organisation")


class AffiliationQuerySet(ManagedQuerySet):
    def current(self):
        return self.filter(in_force(timezone.localdate()))

    def not_ended(self):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))

    def managed_q(self, user, viewer):
        from .models import Organisation

        return Q(organisation__in=Organisation.objects.managed_by(user))


class ContactCardQuerySet(ManagedQuerySet):
    def current(self):
        return self.filter(in_force(timezone.localdate(), prefix="affiliation__"))

    def with_person(self):
        return self.select_related("affiliation__person", "affiliation__organisation", "deputy__affiliation__person")

    def managed_q(self, user, viewer):
        from .models import Affiliation

        return Q(affiliation__in=Affiliation.objects.managed_by(user))


SEARCHED = ["organisation__name", "organisation__city", "organisation__sector", "person__given_name"]
SEARCHED += ["person__family_name"]


class MembershipQuerySet(VisibleQuerySet, ManagedQuerySet):
    networks_path = "network"

    def active(self):
        from .models.memberships import IN_FORCE

        return self.filter(in_force(timezone.localdate()), decision__in=IN_FORCE)

    def overlapping(self, starts_on, ends_on):
        """Memberships in force on any day of a period; an end of `None` is open."""
        from .models.memberships import IN_FORCE

        rows = self.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), decision__in=IN_FORCE)
        return rows if ends_on is None else rows.filter(starts_on__lte=ends_on)

    def in_state(self, state):
        """Rows whose `state`, worked out from decision and dates, is this one."""
        from .models.memberships import EXPIRING_WITHIN, IN_FORCE, Membership

        today = timezone.localdate()
        soon = today + EXPIRING_WITHIN
        kept, ended = Q(decision__in=IN_FORCE), Q(ends_on__lt=today)
        started = kept & Q(starts_on__lte=today)
        conditions = {
            Membership.State.PENDING: kept & Q(starts_on__gt=today) & ~ended,
            Membership.State.ACTIVE: started & (Q(ends_on=None) | Q(ends_on__gt=soon)),
            Membership.State.EXPIRING: started & Q(ends_on__gte=today, ends_on__lte=soon),
            Membership.State.EXPIRED: Q(decision=Membership.Decision.APPROVED) & ended,
            Membership.State.RESIGNED: Q(decision=Membership.Decision.RESIGNED) & ended,
        }
        return self.filter(conditions.get(state, Q(decision=state)))

    def once_each(self):
        """One row for a member of several networks."""
        earlier = self.filter(pk__lt=OuterRef("pk"))
        same = Q(organisation=OuterRef("organisation")) | Q(person=OuterRef("person"))
        return self.filter(~Exists(earlier.filter(same)))

    def matching(self, text):
        """Members whose name, town or sector holds each of the words."""
        rows = self
        for word in text.split()[:10]:
            rows = rows.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in SEARCHED)))
        return rows

    def of_network(self, network):
        """The same rows for each translation of a network."""
        return self.filter(network__translation_key=network.translation_key)

    def same_member(self, membership):
        """Rows of the same member in the same network, in whichever language that was chosen."""
        return self.of_network(membership.network).filter(
            organisation_id=membership.organisation_id, person_id=membership.person_id
        )

    def of_user(self, user):
        """Memberships of the user's person, and of the organisations that the person acts for today."""
        today = timezone.localdate()
        through_organisation = Q(organisation__affiliations__person__user=user) & in_force(
            today, prefix="organisation__affiliations__"
        )
        mine = self.model._base_manager.filter(Q(person__user=user) | through_organisation)
        return self.filter(pk__in=mine.values("pk"))

    def visible_to(self, user):
        """As the tier says; besides, everybody sees their own memberships."""
        seen = super().visible_to(user)
        if user is None or not user.is_authenticated or viewer_for(user).sees_everything:
            return seen
        mine = self.model.objects.of_user(user).values("pk")
        return self.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=mine))

    def managed_q(self, user, viewer):
        return Q(network__in=viewer.coordinated_ids)

    def with_member(self):
        return self.select_related("organisation__district", "organisation__logo", "person__photo", "network")

    def by_name(self):
        return self.order_by(Coalesce("organisation__name", "person__family_name"), "person__given_name", "pk")


class NetworkQuerySet(PageQuerySet):
    def coordinated_by(self, user):
        """All translations of the networks that a user looks after."""
        keys = self.model.objects.filter(coordinations__user=user).values("translation_key")
        return self.filter(translation_key__in=keys)

    def managed_by(self, user):
        viewer = viewer_for(user)
        return self if viewer.sees_everything else self.filter(pk__in=viewer.coordinated_ids)

    def first_translations(self):
        """Each network once, at the translation that its memberships stand at."""
        earlier = self.model._base_manager.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
        return self.filter(~Exists(earlier))

    def to_choose(self, chosen=()):
        """What a form offers: each published network once, and whatever is chosen already."""
        published = self.model._base_manager.filter(live=True, alias_of=None).values("translation_key")
        once = self.model.objects.first_translations().filter(translation_key__in=published)
        kept = [network.pk for network in chosen]
        return self.filter(Q(pk__in=once.values("pk")) | Q(pk__in=kept)).order_by("title", "pk")

    def with_member(self, user):
        """All translations of the networks that a user is an active member of, in person or for an organisation."""
        from .models import Membership

        keys = Membership.objects.active().of_user(user).values("network__translation_key")
        return self.filter(translation_key__in=keys)


def shown_members(user):
    """A `Q` for member pages whose member's membership, in the network above the page, is visible to a user."""
    from .models import Membership, NetworkPage

    memberships = Membership.objects.active().visible_to(user)
    of_subject = memberships.filter(
        Q(organisation=OuterRef("organisation")) | Q(person=OuterRef("person")),
    )
    networks_above = NetworkPage.objects.alias(below=_path(OuterRef("path"))).filter(below__startswith=F("path"))
    nested = NetworkPage.objects.alias(below=_path(OuterRef(OuterRef("path")))).filter(below__startswith=F("path"))
    in_network_above = of_subject.filter(network__translation_key__in=nested.values("translation_key"))
    return Q(Exists(in_network_above)) | (~Q(Exists(networks_above)) & Q(Exists(of_subject)))


def _path(reference):
    """An outer query's path as a value that Django can compare with."""
    return ExpressionWrapper(reference, output_field=CharField())


NetworkManager = PageManager.from_queryset(NetworkQuerySet)
