"""The two views of a `DirectoryPage`, as contexts of its templates."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.paging import Pages

from . import cards
from .conf import conf
from .directory import DISTRICT, Directory, all_groups
from .filters import parse
from .links import provider_url
from .models import Facet, Listing, Offer


def list_context(page, request) -> dict:
    groups = all_groups()
    query = parse(request.GET, groups)
    directory = Directory(query, groups, request.user)
    shown = Pages(directory.listing_ids, conf.PER_PAGE).get_page(request.GET.get("page"))
    url = page.get_url(request) or ""
    return {
        "asked": query,  # the frame of a site may use `query` for its own search
        "groups": [_group(directory, group) for group in groups],
        "chips": _chips(directory, url),
        "reset_url": url,
        "result": result_line(shown.paginator.count),
        "page_obj": shown,
        "listings": cards.listing_cards(
            shown.object_list,
            directory=page,
            request=request,
            encoded_query=query.encoded(),
            offer_ids=directory.offer_ids if query.chosen.keys() - {DISTRICT} else frozenset(),
        ),
    }


def result_line(number: int) -> str:
    if not number:
        return _("No provider found")
    found = ngettext("%(n)d provider", "%(n)d providers", number) % {"n": number}
    return _("%(found)s, in alphabetical order") % {"found": found} if number > 1 else found


def _group(directory, group):
    chosen = directory.query.chosen.get(group.key, ())
    counts = directory.counts(group)
    options = [o for o in group.options.values() if o.offered or o.value in chosen]
    return {
        "name": group.key,
        "label": group.label,
        "hint": group.hint,
        "kind": "checkbox",
        "chosen": len(chosen),
        "options": [_option(option, counts[option.value], option.value in chosen) for option in options],
    }


def _option(option, count, checked):
    return {
        "value": option.value,
        "label": option.label,
        "count": count,
        "checked": checked,
        "disabled": not count and not checked,
        "below": bool(option.parent),
    }


def _chips(directory, url):
    query = directory.query
    words = _("“%(words)s”") % {"words": query.text}
    chips = [{"label": words, "remove_url": _address(url, query.without_text())}] if query.text else []
    for group in directory.groups:
        for value in query.chosen.get(group.key, ()):
            remove_url = _address(url, query.without(group.key, value))
            chips.append({"label": group.options[value].label, "remove_url": remove_url})
    return chips


def _address(url, query):
    encoded = query.encoded()
    return f"{url}?{encoded}" if encoded else url


def find_listing(slug, user) -> Listing | None:
    """The listing as its page shows it, or `None` for what is missing, not published or not for this user."""
    listings = Listing.objects.live().visible_to(user).with_details()
    return listings.filter(slug=slug).first()


def provider_context(page, request, listing, offers=None) -> dict:
    """`offers` are given by a preview; else they are the published ones."""
    facets = Facet.objects.in_bulk()
    if offers is None:
        offers = Offer.objects.filter(live=True, listing=listing.pk).prefetch_related("terms")
    said = cards.labels_by_facet(listing.terms.all(), facets)
    return {
        "page": page,
        "listing": listing,
        "facts": [(_("Works in"), cards.place(listing)), *((facet.label, ", ".join(labels)) for facet, labels in said)],
        "offers": [cards.offer_card(offer, facets, said) for offer in offers],
        "updated_at": max(filter(None, (each.last_published_at for each in [listing, *offers])), default=None),
        "back_url": back_url(page, request),
        "listing_url": provider_url(listing, page, request) if page.pk else "",
    }


def back_url(page, request) -> str:
    """The list as the visitor left it."""
    return _address(page.get_url(request) or "", parse(request.GET, all_groups())) if page.pk else ""
