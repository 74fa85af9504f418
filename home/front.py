"""What the pages of the face show beside their own text, each in a fixed number of queries."""

from collections import defaultdict

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from events.models import EventIndexPage, Occurrence
from networks import spoken
from networks.members import networks_in_language
from networks.models import District, Membership, NetworkPage
from networks.paging import Pages
from networks.visibility import visible_list, visible_pages

from .models import InitiativePage, LegalPage, PressReleasePage, ProjectPage

RELEASES_A_PAGE = 20
DATES = 6
PROJECTS = 6
CARD = ["affiliation__person", "affiliation__organisation", "deputy__affiliation__person"]


def dates(user):
    return Occurrence.objects.upcoming().visible_to(user)


def calendar(locale, user):
    """The calendar page in a language, if one is published."""
    return visible_pages(EventIndexPage.objects.filter(locale=locale), user).order_by("path").first()


# The home page


def home(page, request):
    user = request.user
    projects, initiative = _projects_at_home(page, user)
    calendar_page = calendar(page.locale, user)
    return {
        "dates": dates(user).scheduled().with_page()[:DATES],
        "calendar": calendar_page,
        "bands": bands(NetworkPage.objects.filter(locale=page.locale), user),
        "places": places(user, calendar_page.get_url(request)) if calendar_page else [],
        "projects": projects,
        "initiative": initiative,
        **_buttons(page, calendar_page, request),
    }


def _buttons(page, calendar_page, request):
    """First what the editor chose, then the calendar; one of them alone is the first."""
    buttons = []
    for action_page in visible_list(Page.objects.filter(pk=page.action_page_id), request.user):
        buttons.append({"url": action_page.get_url(request), "label": page.action_label or action_page.title})
    if calendar_page:
        buttons.append({"url": calendar_page.get_url(request), "label": _("Find a date")})
    return dict(zip(("primary", "secondary"), buttons, strict=False))


def _projects_at_home(page, user):
    initiatives = visible_pages(InitiativePage.objects.filter(locale=page.locale), user)
    initiative = initiatives.order_by("path").first()
    pages = ProjectPage.objects.filter(locale=page.locale)
    if initiative:
        pages = pages.descendant_of(initiative)
    return projects(pages, user)[:PROJECTS], initiative


def bands(pages, user):
    """Networks, each with its number of members and its next date."""
    networks = visible_pages(pages, user).order_by("path").specific()
    if not networks:
        return []
    members, next_dates = _members_by_network(user), _next_date_by_network(user)
    return [
        {"network": network, "facts": _facts(members[network.translation_key], next_dates.get(network.translation_key))}
        for network in networks
    ]


def _facts(members, next_date):
    facts = [ngettext("%(n)d member", "%(n)d members", members) % {"n": members}] if members else []
    if next_date:
        facts.append(_("Next date: %(day)s") % {"day": spoken.day(next_date)})
    return facts


def _members_by_network(user):
    rows = (
        Membership.objects.active()
        .visible_to(user)
        .order_by()
        .values("network__translation_key")
        .annotate(n=Count("pk"))
    )
    return defaultdict(int, {row["network__translation_key"]: row["n"] for row in rows})


def _next_date_by_network(user):
    rows = dates(user).scheduled().order_by().values("networks__translation_key").annotate(first=Min("start"))
    return {row["networks__translation_key"]: row["first"] for row in rows}


def places(user, calendar_url):
    """The districts with the number of dates to come, each leading to them."""
    rows = dates(user).scheduled().order_by().values("districts").annotate(n=Count("pk", distinct=True))
    counts = {row["districts"]: row["n"] for row in rows}
    return [
        {
            "slug": district.slug,
            "name": district.name,
            "count": counts.get(district.pk, 0),
            "url": f"{calendar_url}?kreis={district.slug}",
        }
        for district in District.objects.all()
    ]


# Content, initiative and projects


def content(page, request):
    networks = bands(NetworkPage.objects.child_of(page), request.user)
    shown = [band["network"].pk for band in networks]
    below = visible_list(page.get_children().exclude(pk__in=shown).order_by("path"), request.user)
    return {"bands": networks, "below": below}


def projects(pages, user):
    """Projects in the order of the page tree, with the names of their districts."""
    found = list(visible_pages(pages, user).order_by("path"))
    names = defaultdict(list)
    links = ProjectPage.districts.through.objects.filter(projectpage__in=found).order_by("district__sort_order")
    for page_id, name in links.values_list("projectpage", "district__name"):
        names[page_id].append(name)
    for page in found:
        page.district_names = names[page.pk]
    return found


def initiative(page, request):
    return {"projects": projects(ProjectPage.objects.child_of(page), request.user)}


def project(page, request):
    found = dates(request.user).in_network(page.network).with_page()[:5] if page.network_id else []
    return {
        "facts": _project_facts(page),
        "network": next(iter(_networks_of(page, request)), None),
        "dates": found,
        "milestones": [_milestone(milestone) for milestone in page.milestones.all()],
        "partners": page.partners.select_related("organisation"),
        "contacts": page.contacts.select_related(*(f"card__{path}" for path in CARD)),
        "downloads": page.downloads.select_related("document"),
    }


def _networks_of(project, request):
    return networks_in_language({project.network.translation_key}, request) if project.network_id else []


def _project_facts(page):
    return [
        (_("Districts"), ", ".join(district.name for district in page.districts.all())),
        (_("Time"), _time(page)),
        (_("Funding"), page.funding),
    ]


def _time(project):
    start, end = (spoken.month_and_year(day) if day else "" for day in (project.starts_on, project.ends_on))
    if start and end:
        return f"{start} – {end}"
    if start:
        return _("since %(month)s") % {"month": start} if project.has_begun else _("from %(month)s") % {"month": start}
    return _("until %(month)s") % {"month": end} if end else ""


def _milestone(milestone):
    when = spoken.month_and_year(milestone.due_on) if milestone.due_on else ""
    text = ": ".join(part for part in (when, milestone.note) if part)
    return {"title": milestone.title, "text": text, "state": "done" if milestone.reached else ""}


# Press


def releases(index, user):
    return visible_pages(PressReleasePage.objects.child_of(index), user).order_by("-date", "-pk")


def press_index(page, request):
    paginator = Pages(releases(page, request.user), RELEASES_A_PAGE)
    return {"releases": paginator.get_page(request.GET.get("page"))}


def press_contact(release):
    """That of the release, else that of the press page above."""
    from .models import PressIndexPage

    if release.contact_id:
        return release.contact
    index = PressIndexPage.objects.ancestor_of(release).select_related("contact").last()
    return index.contact if index else None


# Legal


def legal(page, request):
    return {"gaps": page.gaps.all() if page.kind == LegalPage.Kind.ACCESSIBILITY else []}
