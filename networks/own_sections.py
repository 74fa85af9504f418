"""What this app itself shows through the hooks that it offers."""

from django.utils.translation import gettext as _

from .members import member_cards, networks_in_language, visible_members
from .models import MemberIndexPage, Membership
from .sections import Section
from .visibility import visible_pages

MOST_ON_NETWORK = 6


def members_of_network(request, network) -> Section | None:
    """The first members by name, with the way to the whole list."""
    members = visible_members(request.user, network).with_member().by_name()
    shown = list(members[: MOST_ON_NETWORK + 1])
    if not shown:
        return None
    index = visible_pages(MemberIndexPage.objects.descendant_of(network), request.user).order_by("path").first()
    return Section(
        heading=_("Members"),
        template="networks/sections/members.html",
        context={"members": member_cards(shown[:MOST_ON_NETWORK], request, network)},
        order=80,
        slug="members",
        link=index.get_url(request) if index else "",
        link_text=_("All members"),
    )


def networks_of_user(request, user) -> Section | None:
    """The memberships that somebody holds today, in person or for an organisation."""
    memberships = list(Membership.objects.active().of_user(user).with_member().by_name())
    if not memberships:
        return None
    keys = {membership.network.translation_key for membership in memberships}
    pages = {page.translation_key: page for page in networks_in_language(keys, request)}
    rows = [
        {
            "membership": membership,
            "title": pages.get(membership.network.translation_key, membership.network).title,
            "url": url_of(pages.get(membership.network.translation_key), request),
        }
        for membership in memberships
    ]
    return Section(_("My networks"), "networks/sections/my_networks.html", {"rows": rows}, order=40, slug="networks")


def url_of(page, request):
    return page.get_url(request) if page else ""
