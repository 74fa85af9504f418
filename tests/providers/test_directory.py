"""The directory's filters, asked without a page: OR inside a group, AND between groups, counts that are right."""

import random
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from networks.models import District
from networks.visibility import Tier
from providers.directory import Directory, all_groups
from providers.filters import parse
from providers.models import Facet, Listing, Term

from .conftest import make_listing, make_offer, terms

pytestmark = pytest.mark.django_db


def ask(address="", user=None):
    groups = all_groups()
    return Directory(parse(QueryDict(address), groups), groups, user or AnonymousUser())


def found(address="", user=None):
    titles = dict(Listing.objects.values_list("pk", "title"))
    return [titles[pk].split()[0] for pk in ask(address, user).listing_ids]


def counts(address, key):
    directory = ask(address)
    group = next(group for group in directory.groups if group.key == key)
    return {value: number for value, number in directory.counts(group).items() if number}


@pytest.fixture(autouse=True)
def three_providers(vardenhoop, tidenruh, nordlicht):
    pass


def test_without_a_filter_everybody_is_there_by_name():
    make_listing("Öhlenbarg Suchtberatung")
    assert found() == ["Nordlichtpuls", "Öhlenbarg", "Tidenruh", "Vardenhoop"]


def test_two_terms_of_one_filter_mean_either():
    assert found("bgf_field=bewegung&bgf_field=stress") == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]


def test_terms_of_two_filters_mean_both():
    assert found("bgf_field=bewegung&provider_type=praxis") == ["Vardenhoop"]


def test_conditions_meet_in_one_offer():
    assert found("offer_format=kurs&delivery=in_person") == ["Vardenhoop"]
    assert found("offer_format=vortrag&delivery=online") == ["Vardenhoop"]
    assert found("offer_format=kurs&delivery=online") == []


def test_an_offer_inherits_what_it_does_not_say_itself():
    assert found("provider_type=psych&offer_format=workshop") == ["Tidenruh"]
    assert found("bgf_field=fuehrung&offer_format=workshop") == ["Tidenruh"]
    assert found("bgf_field=stress&offer_format=workshop") == []
    assert found("bgf_field=stress") == ["Tidenruh"]


def test_a_term_finds_what_stands_below_it():
    assert found("bgf_field=lebensstil") == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert found("bgf_field=arbeitsgestaltung") == ["Tidenruh"]


def test_who_works_everywhere_is_found_under_every_district():
    assert found("kreis=uelzen") == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert found("kreis=wolfsburg") == ["Nordlichtpuls"]
    assert counts("", "kreis")["wolfsburg"] == 1


def test_what_happens_on_site_and_online_at_once_is_found_under_both():
    make_offer(make_listing("Beides"), "Vortrag im Saal und im Netz", delivery="hybrid")
    for way in ("hybrid", "online", "in_person"):
        assert "Beides" in found(f"delivery={way}")
    assert "Beides" not in found("delivery=at_provider")


def test_words_and_filters_meet():
    assert found("q=bewegung&kreis=celle") == ["Nordlichtpuls"]
    assert found("q=ruecken+uelzen") == ["Vardenhoop"]
    assert found("q=burnout") == ["Tidenruh"]  # a synonym of the term
    assert found("q=quark") == []


def test_a_count_is_what_the_list_would_show():
    address = "kreis=uelzen&bgf_field=bewegung"
    for group in ask(address).groups:
        for value, number in counts(address, group.key).items():
            chosen = ask(address).query.chosen
            others = "&".join(f"{k}={v}" for k, vs in chosen.items() if k != group.key for v in vs)
            assert number == len(found(f"{others}&{group.key}={value}")), (group.key, value)


def test_a_filter_does_not_count_against_itself():
    assert counts("bgf_field=stress", "bgf_field") == {
        "lebensstil": 3, "bewegung": 2, "stress": 1, "arbeitsgestaltung": 1, "fuehrung": 1,
    }  # fmt: skip
    assert counts("bgf_field=stress", "provider_type") == {"psych": 1}


def test_drafts_do_not_count():
    make_listing("Entwurf", live=False, districts=["celle"])
    make_offer(make_listing("Mit Entwurf"), "Check-up", "offer_format:checkup", live=False)
    assert found("offer_format=checkup") == []
    assert "Entwurf" not in found()
    assert counts("", "offer_format").get("checkup") is None


def test_what_is_for_members_counts_for_members(bob, carol, health):
    make_listing("Intern", visibility=Tier.MEMBERS, districts=["celle"])
    make_listing("Gruppe", visibility=Tier.GROUP, networks=[health])
    make_listing("Haus", visibility=Tier.STAFF)
    assert found() == found(user=carol) == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert found(user=bob) == ["Gruppe", "Intern", "Nordlichtpuls", "Tidenruh", "Vardenhoop"]
    assert counts("", "kreis")["celle"] == 1


@pytest.mark.parametrize("hidden", [{"live": False}, {"visibility": Tier.MEMBERS}, {"visibility": Tier.STAFF}])
def test_what_a_visitor_may_not_see_does_not_count_with_its_live_offers_either(hidden):
    def all_counts(address):
        return {group.key: counts(address, group.key) for group in ask(address).groups}

    addresses = ["", "q=kurs", "kreis=celle", "bgf_field=schlaf", "delivery=at_provider", "provider_type=klinik"]
    before = [all_counts(address) for address in addresses]
    listing = make_listing("Kurs", term_names=["provider_type:klinik", "bgf_field:bem"], whole_region=True, **hidden)
    offer = make_offer(listing, "Kurs", "offer_format:kurs", "bgf_field:schlaf", delivery="at_provider")
    assert [all_counts(address) for address in addresses] == before
    assert found("bgf_field=schlaf") == found("delivery=at_provider") == found("provider_type=klinik") == []
    assert offer.pk not in ask("").offer_ids


def test_when_everybody_is_hidden_every_count_is_nought():
    Listing.objects.update(live=False)
    assert found() == []
    assert not any(counts("", group.key) for group in ask("").groups)


def test_a_retired_term_is_no_longer_offered_but_its_address_works():
    Term.objects.filter(slug="stress").update(is_active=False)
    (field,) = [group for group in all_groups() if group.key == "bgf_field"]
    assert not field.options["stress"].offered
    assert found("bgf_field=stress") == ["Tidenruh"]


def test_an_address_with_a_replaced_term_leads_to_its_successor():
    Term.objects.filter(slug="schlaf").update(is_active=False, replaced_by=terms("bgf_field:stress")[0])
    assert ask("bgf_field=schlaf").query.chosen == {"bgf_field": ("stress",)}
    assert not ask("bgf_field=schlaf").query.unknown


def test_a_retired_filter_is_gone():
    Facet.objects.filter(slug="provider_type").update(is_active=False)
    assert "provider_type" not in [group.key for group in all_groups()]
    assert found("provider_type=psych") == ["Nordlichtpuls", "Tidenruh", "Vardenhoop"]


def test_unknown_values_are_left_out_and_noted():
    query = ask("bgf_field=gibtsnicht&bgf_field=stress&kreis=%00&delivery=*").query
    assert query.chosen == {"bgf_field": ("stress",)}
    assert query.unknown
    assert not ask("bgf_field=stress&bgf_field=stress&bgf_field=").query.unknown


def test_an_address_can_be_shared_and_undone():
    query = ask("q=R%C3%BCcken+%26+Co&bgf_field=stress&bgf_field=bewegung&kreis=uelzen").query
    assert ask(query.encoded()).query == query
    assert query.without("bgf_field", "stress").chosen == {"kreis": ("uelzen",), "bgf_field": ("bewegung",)}
    assert "kreis" not in query.without("kreis", "uelzen").chosen
    assert query.without_text().text == ""


def by_hand(listing):
    """The sets of values of which one must meet all conditions: of the provider itself, and of each live offer."""

    def values(terms):
        said = {}
        for term in terms.select_related("facet", "parent"):
            said.setdefault(term.facet.slug, set()).update({term.slug, *([term.parent.slug] if term.parent else [])})
        return said

    own = values(listing.terms)
    own["kreis"] = {d.slug for d in (District.objects if listing.whole_region else listing.districts).all()}
    offers = [own | values(offer.terms) | {"delivery": {offer.delivery}} for offer in listing.offers.filter(live=True)]
    return [own, *offers]


def finds(candidates, chosen):
    return any(all(said.get(key, set()) & set(values) for key, values in chosen.items()) for said in candidates)


def some_providers(chance, vocabulary):
    for number in range(25):
        listing = make_listing(
            f"Anbieter {number}",
            districts=chance.sample(["celle", "uelzen", "gifhorn"], 2),
            whole_region=chance.random() < 0.2,
            live=chance.random() < 0.8,
            visibility=chance.choice([Tier.PUBLIC, Tier.PUBLIC, Tier.MEMBERS]),
        )
        listing.terms = chance.sample(vocabulary, 5)
        listing.save()
        for _ in range(chance.randrange(4)):
            way, live = chance.choice(["in_person", "online"]), chance.random() < 0.8
            offer = make_offer(listing, "Angebot", delivery=way, live=live)
            offer.terms = chance.sample(vocabulary, 3)
            offer.save()


def some_conditions(chance, vocabulary):
    chosen = {}
    for term in chance.sample(vocabulary, 3):
        chosen.setdefault(term.facet.slug, []).append(term.slug)
    if chance.random() < 0.5:
        chosen["kreis"] = [chance.choice(["celle", "uelzen", "gifhorn"])]
    if chance.random() < 0.3:
        chosen["delivery"] = ["online"]
    return chosen


@pytest.mark.parametrize("seed", range(3))
def test_rows_and_counts_are_those_that_one_finds_by_hand(seed):
    chance = random.Random(seed)
    vocabulary = list(Term.objects.filter(facet__slug__in=["bgf_field", "provider_type", "offer_format", "language"]))
    Listing.objects.update(live=False)
    some_providers(chance, vocabulary)
    shown = {listing.pk: by_hand(listing) for listing in Listing.objects.filter(live=True, visibility=Tier.PUBLIC)}
    for _ in range(15):
        chosen = some_conditions(chance, vocabulary)
        directory = ask(urlencode(chosen, doseq=True))
        assert set(directory.listing_ids) == {pk for pk, candidates in shown.items() if finds(candidates, chosen)}
        for group in directory.groups:
            for value, number in directory.counts(group).items():
                would = chosen | {group.key: [value]}
                assert number == sum(finds(candidates, would) for candidates in shown.values()), would


def test_the_number_of_queries_is_fixed(django_assert_num_queries):
    def ask_everything():
        directory = ask("q=bewegung&bgf_field=lebensstil&kreis=uelzen&delivery=online")
        return directory.listing_ids, directory.offer_ids, [directory.counts(group) for group in directory.groups]

    with django_assert_num_queries(8):
        ask_everything()
    for number in range(30):
        listing = make_listing(f"Bewegung {number}", term_names=["bgf_field:bewegung"], whole_region=True)
        make_offer(listing, "Kurs", "offer_format:kurs", delivery="online")
    with django_assert_num_queries(8):
        ask_everything()
