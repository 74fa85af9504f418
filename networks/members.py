"""The list of members: what a visitor asked for, whom they may see, and the cards that show them."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from .links import one_of_each
from .models import District, MemberPage, Membership, NetworkPage
from .paging import Pages
from .visibility import Tier, visible_pages

PER_PAGE = 24


@dataclass(frozen=True)
class MemberCard:
    name: str
    line: str
    url: str = ""
    summary: str = ""
    logo: object = None


def visible_members(user, network=None):
    """Active memberships that a user may see; without a network each member of any network once."""
    memberships = Membership.objects.active().visible_to(user)
    return memberships.of_network(network) if network else memberships.once_each()


@dataclass
class MemberList:
    """`query` is the visit's GET parameters. Anything in it that makes no sense is as if it were not there."""

    request: object
    network: object = None
    per_page: int = PER_PAGE
    query: dict | None = None

    def __post_init__(self):
        self.query = self.query if self.query is not None else self.request.GET
        self.text = self.query.get("q", "").replace("\x00", "").strip()[:200]

    @cached_property
    def everybody(self):
        return visible_members(self.request.user, self.network)

    @cached_property
    def all_districts(self):
        return list(District.objects.all())

    @cached_property
    def districts(self):
        asked = set(self.query.getlist("kreis"))
        return [district for district in self.all_districts if district.slug in asked]

    @cached_property
    def found_by_text(self):
        return self.everybody.matching(self.text)

    @cached_property
    def found(self):
        if not self.districts:
            return self.found_by_text
        return self.found_by_text.filter(organisation__district__in=self.districts)

    @cached_property
    def page(self):
        return Pages(self.found.with_member().by_name(), self.per_page).get_page(self.query.get("page"))

    @cached_property
    def cards(self):
        return member_cards(self.page.object_list, self.request, self.network)

    @cached_property
    def count(self):
        return self.page.paginator.count

    @property
    def is_filtered(self):
        return bool(self.text or self.districts)

    @property
    def said(self):
        """How many and in which order."""
        return ngettext("%(count)s member, by name", "%(count)s members, by name", self.count) % {"count": self.count}

    @cached_property
    def groups(self):
        """The filter of districts with the number that each would show; none where no member has a district."""
        numbers = dict(
            self.found_by_text.order_by()
            .exclude(organisation__district=None)
            .values_list("organisation__district")
            .annotate(Count("pk"))
        )
        options = [self._option(district, numbers.get(district.pk, 0)) for district in self.all_districts]
        has_any = bool(numbers or self.districts)
        return [{"name": "kreis", "label": _("District"), "kind": "checkbox", "options": options}] if has_any else []

    def _option(self, district, number):
        checked = district in self.districts
        return {
            "value": district.slug,
            "label": district.name,
            "count": number,
            "checked": checked,
            "disabled": not number and not checked,
        }

    @property
    def chips(self):
        """The filters that are on, each with the address of the list without it."""
        slugs = [district.slug for district in self.districts]
        chips = [
            {"label": district.name, "remove_url": self._address(self.text, [s for s in slugs if s != district.slug])}
            for district in self.districts
        ]
        if self.text:
            words = _("“%(words)s”") % {"words": self.text}
            chips.insert(0, {"label": words, "remove_url": self._address("", slugs)})
        return chips

    @property
    def reset_url(self):
        return self.request.path

    def _address(self, text, slugs):
        pairs = [("q", text)] * bool(text) + [("kreis", slug) for slug in slugs]
        return f"{self.request.path}?{urlencode(pairs)}" if pairs else self.request.path


def member_cards(memberships, request, network=None):
    """The cards of memberships, with links to the members' pages in the language of the visit, in one query."""
    memberships = list(memberships)
    pages = _pages_of(memberships, request, network)
    return [_card(membership, pages.get(_subject(membership)), request) for membership in memberships]


def _subject(row):
    return ("organisation", row.organisation_id) if row.organisation_id else ("person", row.person_id)


def _pages_of(memberships, request, network):
    subjects = Q(organisation__in={m.organisation_id for m in memberships if m.organisation_id}) | Q(
        person__in={m.person_id for m in memberships if m.person_id}
    )
    pages = visible_pages(MemberPage.objects.filter(subjects, locale=Locale.get_active()), request.user)
    found = list(pages.order_by("-path"))
    here = [page for page in found if network and page.path.startswith(network.path)]
    return {_subject(page): page for page in [*found, *here]}


def _card(membership, page, request):
    organisation, person = membership.organisation, membership.person
    return MemberCard(
        name=organisation.name if organisation else person.full_name,
        line=", ".join(filter(None, [organisation.sector, organisation.place])) if organisation else "",
        url=page.get_url(request) if page else "",
        summary=page.summary if page else "",
        logo=organisation.logo if organisation else person.photo,
    )


def about_member(page, request):
    """What a member's page shows beside its own words: facts from the directory, and the networks one may know of."""
    memberships = _memberships_of(page, request.user)
    tiers = {membership.visibility for membership in memberships}
    return {
        "facts": _facts(page),
        "memberships": _networks_of(memberships, request),
        "seen_by_few": _seen_by_few(tiers) if tiers and Tier.PUBLIC not in tiers else "",
    }


def _memberships_of(page, user):
    """Those in the network that the page stands under come first."""
    of_subject = Q(organisation=page.organisation_id) if page.organisation_id else Q(person=page.person_id)
    rows = Membership.objects.active().visible_to(user).filter(of_subject).select_related("network")
    key = page.network.translation_key if page.network else None
    return sorted(rows, key=lambda row: row.network.translation_key != key)


def _networks_of(memberships, request):
    pages = networks_in_language({row.network.translation_key for row in memberships}, request)
    return [{"title": page.title, "url": page.get_url(request)} for page in pages]


def networks_in_language(keys, request):
    """The networks with these keys: in the language of the visit where they are translated, else as they are."""
    pages = visible_pages(NetworkPage.objects.filter(translation_key__in=keys), request.user)
    return sorted(one_of_each(pages.select_related("locale")), key=lambda page: page.title)


def _facts(page):
    organisation = page.organisation
    if organisation is None:
        return []
    town = " ".join(filter(None, [organisation.postcode, organisation.city]))
    return [
        (_("Sector"), organisation.sector),
        (_("Size"), organisation.get_size_display()),
        (_("Address"), ", ".join(filter(None, [organisation.street, town]))),
        (_("District"), organisation.district),
        (_("Phone"), organisation.phone, "tel"),
        (_("E-mail"), organisation.email, "mailto"),
    ]


def _seen_by_few(tiers):
    widest = min(tiers, key=Tier.values.index)
    return _("Not everybody sees this page. Shown to: %(tier)s.") % {"tier": Tier(widest).label}
