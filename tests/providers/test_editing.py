"""What editors do: drafts, previews, the vocabulary, offers. Through the admin, as they do it."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import ModelLogEntry, Workflow

from networks.models import Organisation
from networks.visibility import Tier
from providers.models import Facet, Listing, Offer, Term

from .conftest import make_listing, make_offer, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, eve):
    client.force_login(eve)
    return client


def url(model, action, *args):
    snippets = {Listing: "wagtailsnippets_providers_listing", Offer: "wagtailsnippets_providers_offer"}
    return reverse(f"{snippets.get(model, model._meta.model_name)}:{action}", args=args)


def listing_form(listing, **changes):
    """What the browser sends for a listing."""
    return {
        "title": listing.title,
        "slug": listing.slug,
        "organisation": listing.organisation_id,
        "summary": listing.summary,
        "description": "null",
        "visibility": listing.visibility,
        "terms": [term.pk for term in listing.terms.all()],
        "districts": [district.pk for district in listing.districts.all()],
    } | changes


def offer_form(listing, **changes):
    return {"listing": listing.pk, "title": "Rückenkurs", "delivery": "online", "sort_order": 0} | changes


# Listings


def test_an_editor_creates_and_publishes_a_provider(editor, company):
    form = {"title": "Ödland Ergonomie", "organisation": company.pk, "description": "null", "visibility": "public"}
    answer = editor.post(url(Listing, "add"), form | {"action-publish": "1", "districts": []})
    assert answer.status_code == 302, answer.context["form"].errors
    listing = Listing.objects.get()
    assert listing.live
    assert listing.slug == "oedland-ergonomie"
    assert listing.last_published_at


def test_the_form_offers_each_published_network_once_and_what_is_chosen(editor, tidenruh, health, training, english):
    health.copy_for_translation(english, copy_parents=True).save_revision().publish()
    training.unpublish()
    offered = lambda: list(editor.get(url(Listing, "edit", tidenruh.pk)).context["form"].fields["networks"].queryset)  # noqa: E731
    assert [network.pk for network in offered()] == [health.pk]
    tidenruh.networks = [training]
    tidenruh.save_revision().publish()
    assert {network.pk for network in offered()} == {health.pk, training.pk}


def test_a_draft_may_be_incomplete(editor, company):
    answer = editor.post(url(Listing, "add"), {"title": "", "organisation": company.pk, "description": "null",
                                               "visibility": "public"})  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    assert not Listing.objects.get().live


def test_a_provider_stays_live_as_it_is_while_a_change_waits(editor, directory, tidenruh, client):
    answer = editor.post(url(Listing, "edit", tidenruh.pk), listing_form(tidenruh, title="Neuer Name", terms=[]))
    assert answer.status_code == 302, answer.context["form"].errors
    tidenruh.refresh_from_db()
    assert tidenruh.live
    assert tidenruh.has_unpublished_changes
    client.logout()
    page = client.get(f"{directory.get_url()}tidenruh-stresspraevention/").content.decode()
    assert "Neuer Name" not in page
    assert "Stressbewältigung" in page
    tidenruh.latest_revision.publish()
    page = client.get(f"{directory.get_url()}tidenruh-stresspraevention/").content.decode()
    assert "Neuer Name" in page
    assert "Stressbewältigung" not in page


def test_a_change_goes_through_the_workflow(editor, tidenruh):
    workflow = Workflow.objects.get()
    workflow.workflow_content_types.create(content_type=Listing.get_content_type())
    form = listing_form(tidenruh, title="Neuer Name") | {"action-submit": "1"}
    answer = editor.post(url(Listing, "edit", tidenruh.pk), form)
    assert answer.status_code == 302, answer.context["form"].errors
    tidenruh.refresh_from_db()
    assert tidenruh.workflow_in_progress
    assert tidenruh.title == "Tidenruh Stressprävention"
    tidenruh.current_workflow_state.current_task_state.approve()
    tidenruh.refresh_from_db()
    assert tidenruh.title == "Neuer Name"


def test_only_one_term_of_a_filter_with_single_answers(editor, tidenruh):
    two = [term.pk for term in terms("provider_type:psych", "provider_type:praxis")]
    answer = editor.post(url(Listing, "edit", tidenruh.pk), listing_form(tidenruh, terms=two))
    assert answer.status_code == 200
    assert "Wählen Sie bei „Art des Anbieters“ nur einen Begriff." in str(answer.context["form"].errors["terms"])


def test_terms_are_offered_under_their_filter_and_retired_ones_where_they_are_used(editor, tidenruh):
    Term.objects.filter(slug__in=["stress", "sucht"]).update(is_active=False)
    page = editor.get(url(Listing, "edit", tidenruh.pk))
    choices = dict(page.context["form"].fields["terms"].choices)
    labels = [label for _value, label in choices["Handlungsfeld"]]
    assert "– Stressbewältigung und Ressourcenstärkung (stillgelegt)" in labels
    assert not [label for label in labels if "Sucht" in label]
    assert "Format" not in choices  # describes offers, not providers
    assert labels.index("– Gesundheitsgerechte Führung") > labels.index("Gesundheitsförderliche Arbeitsgestaltung")


def test_lists_show_what_one_needs_and_can_be_filtered(editor, tidenruh, vardenhoop, uelzen):
    make_listing("Entwurf", live=False, visibility=Tier.STAFF)
    page = editor.get(url(Listing, "list"))
    for words in ["Tidenruh Stressprävention", "Lüneburg, Uelzen", "Vardenhoop", "Entwurf"]:
        assert words in page.content.decode()
    assert "Entwurf" not in editor.get(url(Listing, "list"), {"live": "true"}).content.decode()
    found = editor.get(url(Listing, "list"), {"districts": uelzen.pk, "q": "rücken"})
    assert [listing.title for listing in found.context["object_list"]] == ["Vardenhoop Bewegungswerkstatt"]
    without = editor.get(url(Listing, "list"), {"offers": "true"})
    assert [listing.title for listing in without.context["object_list"]] == ["Entwurf"]


@pytest.mark.parametrize("query", ['"', "\x00", "*", "' OR 1=1", "x" * 10_000])
def test_the_lists_survive_strange_searches(editor, tidenruh, query):
    for name in (url(Listing, "list"), url(Offer, "list"), reverse("term:index"), reverse("facet:index")):
        assert editor.get(name, {"q": query}).status_code == 200


def test_the_list_costs_the_same_for_few_and_many(editor, tidenruh):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        return len(queries)

    addresses = [url(Listing, "list"), url(Offer, "list"), reverse("term:index")]
    for address in addresses:
        editor.get(address)
    few = [cost(address) for address in addresses]
    for number in range(15):
        make_offer(
            make_listing(f"Anbieter {number}", term_names=["bgf_field:bem"], districts=["celle"]), "K",
            "offer_format:kurs",
        )  # fmt: skip
    assert [cost(address) for address in addresses] == few


@pytest.mark.parametrize("mode", ["", "card"])
def test_a_draft_can_be_seen_as_visitors_will_see_it(editor, directory, tidenruh, mode):
    address = url(Listing, "preview_on_edit", tidenruh.pk)
    assert editor.post(address, listing_form(tidenruh, title="Entwurf Neu")).json()["is_valid"]
    page = editor.get(address, {"mode": mode})
    assert page.status_code == 200
    assert "Entwurf Neu" in page.content.decode()
    assert not Listing.objects.filter(title="Entwurf Neu").exists()


def test_a_preview_may_be_framed_by_the_admin(editor, directory, tidenruh):
    address = url(Listing, "preview_on_edit", tidenruh.pk)
    editor.post(address, listing_form(tidenruh))
    page = editor.get(address, {"mode": ""})
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_works_before_there_is_a_directory(editor, company):
    address = url(Listing, "preview_on_add")
    form = {"title": "Erster", "organisation": company.pk, "description": "null", "visibility": "public"}
    assert editor.post(address, form).json()["is_valid"]
    assert "Erster" in editor.get(address, {"mode": ""}).content.decode()


def test_an_old_draft_of_an_organisation_that_is_gone_can_still_be_opened(editor, tidenruh):
    gone = Organisation.objects.create(name="Vergangen", slug="vergangen")
    tidenruh.organisation = gone
    tidenruh.save_revision()
    gone.delete()
    assert editor.get(url(Listing, "edit", tidenruh.pk)).status_code == 200


# Offers


def test_an_offer_is_added_from_its_provider(editor, tidenruh):
    page = editor.get(url(Listing, "edit", tidenruh.pk)).content.decode()
    address = f"{url(Offer, 'add')}?listing={tidenruh.pk}"
    assert address in page
    assert "Gelassen führen" in page
    form = editor.get(address).context["form"]
    assert form["listing"].value() == tidenruh.pk
    editor.post(address, offer_form(tidenruh) | {"action-publish": "1"})
    assert Offer.objects.get(title="Rückenkurs").live


@pytest.mark.parametrize("asked", ["", "x", "0", "99999999", "9" * 60, "-1", "%00"])
def test_an_offer_for_no_provider_asks_for_one(editor, asked):
    assert editor.get(f"{url(Offer, 'add')}?listing={asked}").status_code == 200


def test_a_group_cannot_end_below_its_beginning(editor, tidenruh):
    form = offer_form(tidenruh, group_min=20, group_max=5) | {"action-publish": "1"}
    answer = editor.post(url(Offer, "add"), form)
    assert "Die größte Gruppe ist kleiner als die kleinste." in str(answer.context["form"].errors)


def test_an_offer_stays_as_it_is_while_a_change_waits_and_shows_in_its_preview(editor, directory, tidenruh, client):
    offer = tidenruh.offers.get()
    form = offer_form(tidenruh, title="Neu gefasst")
    address = url(Offer, "preview_on_edit", offer.pk)
    assert editor.post(address, form).json()["is_valid"]
    assert "Neu gefasst" in editor.get(address, {"mode": ""}).content.decode()
    editor.post(url(Offer, "edit", offer.pk), form)
    client.logout()
    page = client.get(f"{directory.get_url()}tidenruh-stresspraevention/").content.decode()
    assert "Neu gefasst" not in page
    assert "Gelassen führen" in page


def test_offers_are_filtered_by_provider_and_format(editor, tidenruh, vardenhoop):
    (workshop,) = terms("offer_format:workshop")
    for query in ({"listing": tidenruh.pk}, {"terms": workshop.pk}):
        found = editor.get(url(Offer, "list"), query).context["object_list"]
        assert [offer.title for offer in found] == ["Gelassen führen"]


# The vocabulary


def test_the_vocabulary_is_seeded_in_both_languages():
    assert Facet.objects.count() == 8
    for thing in [*Facet.objects.all(), *Term.objects.all()]:
        assert thing.name, thing.slug
        assert thing.name_en, thing.slug


def test_sowing_again_keeps_what_editors_changed():
    from importlib import import_module

    from django.apps import apps

    Term.objects.filter(slug="bem").update(name="Wiedereingliederung", is_active=False)
    Term.objects.get(slug="schlaf").delete()
    import_module("providers.migrations.0002_seed").sow(apps, None)
    bem = Term.objects.get(slug="bem")
    assert (bem.name, bem.is_active) == ("Wiedereingliederung", False)
    assert Term.objects.get(slug="schlaf").facet.slug == "bgf_field"
    assert Facet.objects.count() == 8


def test_an_editor_adds_a_filter_and_a_term_and_visitors_find_by_it(editor, directory, tidenruh):
    editor.post(reverse("facet:add"), {"name": "Dauer", "slug": "dauer", "used_on": "listing", "is_filter": "on",
                                       "multi": "on", "is_active": "on"})  # fmt: skip
    facet = Facet.objects.get(slug="dauer")
    editor.post(reverse("term:add"), {"facet": facet.pk, "name": "Eine Stunde", "slug": "", "sort_order": 0,
                                      "is_active": "on"})  # fmt: skip
    tidenruh.terms.add(Term.objects.get(slug="eine-stunde"))
    tidenruh.save()
    page = editor.get(f"{directory.get_url()}?dauer=eine-stunde")
    assert [card.title for card in page.context["listings"]] == ["Tidenruh Stressprävention"]


@pytest.mark.parametrize("key", ["q", "page", "kreis", "delivery"])
def test_a_filter_cannot_take_a_word_of_the_directory(editor, key):
    answer = editor.post(reverse("facet:add"), {"name": "X", "slug": key, "used_on": "offer"})
    assert "braucht das Verzeichnis selbst" in str(answer.context["form"].errors)


def test_a_used_term_is_not_deleted_but_can_be_retired(editor, tidenruh):
    stress = Term.objects.get(slug="stress")
    address = reverse("term:delete", args=[stress.pk])
    page = editor.get(address).content.decode()
    assert "Verwendet von 1 Anbietern und in 0 Angeboten" in page
    assert "Stilllegen" in page
    editor.post(address)
    stress.refresh_from_db()
    assert not stress.is_active
    assert list(tidenruh.terms.filter(slug="stress")) == [stress]
    assert ModelLogEntry.objects.for_instance(stress).filter(action="wagtail.edit").exists()


def test_an_unused_term_can_be_deleted(editor):
    sucht = Term.objects.get(slug="sucht")
    assert "Stilllegen" not in editor.get(reverse("term:delete", args=[sucht.pk])).content.decode()
    editor.post(reverse("term:delete", args=[sucht.pk]))
    assert not Term.objects.filter(pk=sucht.pk).exists()


def test_a_filter_with_terms_is_retired_too(editor):
    facet = Facet.objects.get(slug="language")
    editor.post(reverse("facet:delete", args=[facet.pk]))
    facet.refresh_from_db()
    assert not facet.is_active


def test_the_database_keeps_a_used_term_whoever_deletes_it(tidenruh):
    with pytest.raises(ProtectedError):
        Term.objects.get(slug="stress").delete()
    with pytest.raises(ProtectedError):
        Term.objects.filter(facet__slug="offer_format").delete()


def test_the_address_of_a_term_is_settled_when_it_is_made(editor):
    bem = Term.objects.get(slug="bem")
    form = {"facet": Facet.objects.get(slug="language").pk, "slug": "anders", "name": "BEM", "sort_order": 5}
    assert editor.post(reverse("term:edit", args=[bem.pk]), form).status_code == 302
    bem.refresh_from_db()
    assert (bem.slug, bem.facet.slug, bem.name) == ("bem", "bgf_field", "BEM")


def test_terms_have_two_levels_at_most(editor):
    stress, lifestyle, bem = (Term.objects.get(slug=slug) for slug in ("stress", "lebensstil", "bem"))
    form = {"name": "X", "sort_order": 0, "is_active": "on", "parent": bem.pk}
    answer = editor.post(reverse("term:edit", args=[lifestyle.pk]), form)
    assert "höchstens zwei Ebenen" in str(answer.context["form"].errors["parent"])
    answer = editor.post(reverse("term:edit", args=[bem.pk]), form | {"parent": stress.pk})
    assert "parent" in answer.context["form"].errors
    kasse = Term.objects.get(slug="kasse")
    answer = editor.post(reverse("term:edit", args=[kasse.pk]), form | {"parent": Term.objects.get(slug="uv").pk})
    assert "nur eine Ebene" in str(answer.context["form"].errors["parent"])


def test_where_a_term_is_used_stands_in_its_form(editor, tidenruh):
    page = editor.get(reverse("term:edit", args=[Term.objects.get(slug="stress").pk])).content.decode()
    assert url(Listing, "edit", tidenruh.pk) in page


# Who may


@pytest.mark.parametrize("who", ["ada", "bob", "carol"])
def test_others_do_not_reach_the_lists(client, request, tidenruh, who):
    client.force_login(request.getfixturevalue(who))
    for address in (url(Listing, "list"), url(Listing, "edit", tidenruh.pk), url(Offer, "add"), reverse("term:index")):
        assert client.get(address).status_code in (302, 403)
    client.post(url(Listing, "delete", tidenruh.pk))
    assert Listing.objects.filter(pk=tidenruh.pk).exists()


def test_editors_find_the_lists_in_the_menu_of_the_network(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    for address in (url(Listing, "list"), url(Offer, "list"), reverse("facet:index"), reverse("term:index")):
        assert address in page


@pytest.mark.parametrize("value", [0, -1, "20", None, 1.5])
def test_a_wrong_page_size_is_told_at_the_start(settings, value):
    from providers.checks import check_settings

    settings.PROVIDERS_PER_PAGE = value
    assert [error.id for error in check_settings(None)] == ["providers.E001"]
