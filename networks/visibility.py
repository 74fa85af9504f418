"""Who may see what: the one place that decides it, for pages, lists, feeds, search, exports and mails.

A `Viewer` is a user seen through memberships that are in force today; rights end with the membership.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of any network")
    GROUP = "group", _("Members of these networks")
    STAFF = "staff", _("Staff only")


@dataclass(frozen=True)
class Viewer:
    """What a user may see. The ids are primary keys of `NetworkPage`, one for each translation of a network."""

    sees_everything: bool = False
    network_ids: frozenset[int] = frozenset()
    coordinated_ids: frozenset[int] = frozenset()

    @property
    def is_member(self):
        return bool(self.network_ids)


STRANGER = Viewer()


def viewer_for(user):
    """The `Viewer` behind a user, worked out once for each user object (that is: once a request)."""
    if user is None or not user.is_authenticated or not user.is_active:
        return STRANGER
    if not hasattr(user, "_viewer"):
        user._viewer = _look_up(user)
    return user._viewer


def _look_up(user):
    from .models import NetworkPage

    if user.has_perm("networks.view_everything"):
        return Viewer(sees_everything=True)
    coordinated = frozenset(NetworkPage.objects.coordinated_by(user).values_list("pk", flat=True))
    member_of = frozenset(NetworkPage.objects.with_member(user).values_list("pk", flat=True))
    return Viewer(network_ids=member_of | coordinated, coordinated_ids=coordinated)


def visible_q(user, *, tier="visibility", networks="networks"):
    """A `Q` for rows whose tier is in the column `tier` and whose networks are reached through `networks`.

    Join-free for strangers. For members use it with `.distinct()`, or through `VisibleQuerySet.visible_to`.
    """
    viewer = viewer_for(user)
    if viewer.sees_everything:
        return Q()
    clauses = [Q(**{tier: Tier.PUBLIC})]
    if viewer.is_member:
        clauses.append(Q(**{tier: Tier.MEMBERS}))
        clauses.append(Q(**{tier: Tier.GROUP, f"{networks}__in": viewer.network_ids}))
    if viewer.coordinated_ids:
        clauses.append(Q(**{tier: Tier.STAFF, f"{networks}__in": viewer.coordinated_ids}))
    return reduce(or_, clauses)


class VisibleQuerySet(models.QuerySet):
    """For models with a column `visibility` and a relation to networks (`networks_path`)."""

    networks_path = "networks"

    def visible_to(self, user):
        viewer = viewer_for(user)
        condition = visible_q(user, networks=self.networks_path)
        if viewer.sees_everything or not viewer.is_member:
            return self.filter(condition)
        allowed = self.model._base_manager.filter(condition).values("pk")
        return self.filter(pk__in=allowed)


_page_filters = {}


def register_page_filter(model, condition):
    """Give pages a visibility of their own, beside Wagtail's: `condition(user)` is a `Q` for the rows a user may see.

    It then holds for everything that asks `visible_pages` (lists, search, sitemap, feeds) and for the page itself.
    """
    _page_filters[model] = condition


def visible_pages(pages, user):
    """The live pages of a queryset of `Page` (or a subclass) that neither Wagtail's restrictions nor ours hide."""
    pages = pages.live()
    if viewer_for(user).sees_everything:
        return pages
    for path in _closed_to(user):
        pages = pages.exclude(path__startswith=path)
    for model, condition in _page_filters.items():
        if issubclass(model, pages.model) or issubclass(pages.model, model):
            pages = pages.exclude(pk__in=_hidden(model, condition(user)))
    return pages


def visible_list(pages, user):
    """The same as a list, for the few pages of a menu: it costs what the types of these pages cost, mostly nothing."""
    found = list(pages.live())
    if not found or viewer_for(user).sees_everything:
        return found
    closed = _closed_to(user)
    found = [page for page in found if not page.path.startswith(closed)]
    hidden = {pk for model, condition in _page_filters.items() for pk in _hidden_of(found, model, condition, user)}
    return [page for page in found if page.pk not in hidden]


def _hidden_of(pages, model, condition, user):
    keys = {page.pk for page in pages if issubclass(page.specific_class or type(page), model)}
    if not keys:
        return keys
    shown = model._base_manager.filter(condition(user), pk__in=keys).order_by()
    return keys.difference(shown.values_list("pk", flat=True))


def is_visible(page, user):
    """Whether the filters of `register_page_filter` let a user see a page. Wagtail checks its restrictions itself."""
    if viewer_for(user).sees_everything:
        return True
    conditions = [(model, condition) for model, condition in _page_filters.items() if isinstance(page, model)]
    return all(
        model._base_manager.filter(condition(user), pk=page.pk).order_by().exists() for model, condition in conditions
    )


def _hidden(model, condition):
    shown = model._base_manager.filter(condition).order_by().values("pk")
    return model._base_manager.exclude(pk__in=shown).order_by().values("pk")


def _closed_to(user):
    """The paths that Wagtail's privacy closes to a user, looked up once for each user object, as the `Viewer` is."""
    if user is None:
        return _look_up_closed(user)
    if not hasattr(user, "_closed_pages"):
        user._closed_pages = _look_up_closed(user)
    return user._closed_pages


def _look_up_closed(user):
    return tuple(_restrictions_on(user).values_list("page__path", flat=True))


def _restrictions_on(user):
    """Wagtail's restrictions that a user does not pass. A shared password says nothing about the user."""
    from wagtail.models import PageViewRestriction as Restriction

    if user is None or not user.is_authenticated:
        return Restriction.objects.all()
    of_my_groups = Restriction.objects.filter(restriction_type=Restriction.GROUPS, groups__in=user.groups.all())
    return Restriction.objects.exclude(restriction_type=Restriction.LOGIN).exclude(pk__in=of_my_groups.values("pk"))


def is_closed_to(user, *, path):
    """An `Exists` for rows that belong to a page: whether Wagtail's privacy closes it; `path` leads to its path."""
    closed = _restrictions_on(user).annotate(of_row=ExpressionWrapper(OuterRef(path), output_field=CharField()))
    return Exists(closed.filter(of_row__startswith=F("page__path")))
