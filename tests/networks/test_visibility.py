"""Who sees which member, on every surface of this app; see also tests of search, sitemap and feeds."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from networks.models import Affiliation, MemberIndexPage, MemberPage, Membership, Organisation
from networks.visibility import STRANGER, Tier, is_visible, viewer_for, visible_list, visible_pages
from tests.cast import make_membership, make_person

pytestmark = pytest.mark.django_db

WORD = "Quittengelee"

# Who sees a member of the health network, by the tier that the member chose.
MATRIX = {
    "stranger": {Tier.PUBLIC},
    "carol": {Tier.PUBLIC},
    "dora": {Tier.PUBLIC, Tier.MEMBERS},
    "bob": {Tier.PUBLIC, Tier.MEMBERS, Tier.GROUP},
    "ada": {Tier.PUBLIC, Tier.MEMBERS, Tier.GROUP, Tier.STAFF},
    "eve": {Tier.PUBLIC, Tier.MEMBERS, Tier.GROUP, Tier.STAFF},
}
CASES = [(role, tier, tier in seen) for role, seen in MATRIX.items() for tier in Tier]


@pytest.fixture
def index(health):
    return health.add_child(instance=MemberIndexPage(title="Mitglieder", slug="mitglieder"))


@pytest.fixture
def member(health, celle):
    organisation = Organisation.objects.create(name=WORD, city=WORD, district=celle)
    return make_membership(health, organisation)


@pytest.fixture
def page(index, member):
    return index.add_child(instance=MemberPage(title=WORD, slug="seite", organisation=member.organisation))


@pytest.fixture
def visitor(request, client):
    """`visitor(role)` logs the client in as somebody of the cast and returns them; a stranger is `None`."""

    def enter(role):
        if role == "stranger":
            return None
        user = request.getfixturevalue(role)
        client.force_login(user)
        return user

    return enter


@pytest.mark.parametrize(("role", "tier", "seen"), CASES)
def test_a_member_is_seen_by_whom_the_tier_allows_on_every_surface(
    client, visitor, health, index, page, member, role, tier, seen
):
    Membership.objects.filter(pk=member.pk).update(visibility=tier)
    user = visitor(role)
    assert (WORD in client.get(index.get_url()).content.decode()) == seen
    assert (WORD in client.get(health.get_url()).content.decode()) == seen
    assert client.get(page.get_url()).status_code == (200 if seen else 404)
    assert visible_pages(Page.objects.all(), user).filter(pk=page.pk).exists() == seen
    assert visible_pages(MemberPage.objects.all(), user).filter(pk=page.pk).exists() == seen
    assert (page in visible_list(MemberPage.objects.all(), user)) == seen
    assert is_visible(page, user) == seen
    assert Membership.objects.visible_to(user).filter(pk=member.pk).exists() == seen


@pytest.mark.parametrize("role", ["stranger", "carol", "dora"])
def test_filters_and_counts_betray_nobody(client, visitor, index, page, member, role):
    Membership.objects.filter(pk=member.pk).update(visibility=Tier.GROUP)
    visitor(role)
    found = client.get(index.get_url(), {"q": "gelee", "kreis": "celle"}).content.decode()
    assert f">{WORD}<" not in found
    assert "0 Mitglieder" in found


@pytest.mark.parametrize("role", ["stranger", "bob"])
@pytest.mark.parametrize("change", ["expired", "applied", "declined", "excluded", "pending"])
def test_who_is_no_member_today_is_not_shown(client, visitor, index, page, member, role, change):
    today = timezone.localdate()
    changes = {
        "expired": {"ends_on": today - timedelta(days=1)},
        "pending": {"starts_on": today + timedelta(days=1)},
    }
    Membership.objects.filter(pk=member.pk).update(**changes.get(change, {"decision": change}))
    user = visitor(role)
    assert WORD not in client.get(index.get_url()).content.decode()
    assert client.get(page.get_url()).status_code == 404
    assert not visible_pages(Page.objects.all(), user).filter(pk=page.pk).exists()


def test_a_page_shows_a_member_in_its_network_only_as_that_membership_allows(client, training, page, member):
    """In the other network the member is public; the page stands under this one, where it is for staff."""
    make_membership(training, member.organisation, visibility=Tier.PUBLIC)
    Membership.objects.filter(pk=member.pk).update(visibility=Tier.STAFF)
    assert client.get(page.get_url()).status_code == 404


def test_a_member_page_names_no_network_that_a_visitor_may_not_know_of(client, training, page, member):
    make_membership(training, member.organisation, visibility=Tier.GROUP)
    assert training.title not in client.get(page.get_url()).content.decode().split("<main", 1)[1].split("</main")[0]


def test_a_member_without_network_above_is_seen_as_any_membership_allows(client, health, member):
    everybody = health.get_parent().add_child(instance=MemberIndexPage(title="Alle", slug="alle"))
    page = everybody.add_child(instance=MemberPage(title=WORD, slug="seite", organisation=member.organisation))
    assert client.get(page.get_url()).status_code == 200
    Membership.objects.update(visibility=Tier.STAFF)
    assert client.get(page.get_url()).status_code == 404


def test_a_page_without_member_is_nobody_s(client, index):
    page = index.add_child(instance=MemberPage(title="Leer", slug="leer"))
    assert client.get(page.get_url()).status_code == 404


def test_everybody_sees_their_own_membership(client, bob, index, company):
    page = index.add_child(instance=MemberPage(title=company.name, slug="eigene", organisation=company))
    Membership.objects.update(visibility=Tier.STAFF)
    client.force_login(bob)
    assert client.get(page.get_url()).status_code == 200


def test_rights_end_with_the_membership(health, bob):
    assert viewer_for(bob).network_ids == {health.pk}
    Membership.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    del bob._viewer
    assert not viewer_for(bob).is_member


def test_rights_end_with_the_affiliation(bob):
    Affiliation.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not viewer_for(bob).is_member


def test_a_locked_account_is_a_stranger(bob):
    bob.is_active = False
    assert viewer_for(bob) is STRANGER
    assert viewer_for(None) is STRANGER


def test_a_right_in_one_language_is_a_right_in_both(health, bob, english):
    translated = health.copy_for_translation(english, copy_parents=True)
    assert viewer_for(bob).network_ids == {health.pk, translated.pk}


# Wagtail's own restrictions


def test_a_restricted_page_stays_as_wagtail_has_it(client, health, index, bob, carol):
    PageViewRestriction.objects.create(page=health, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(index.get_url()).status_code == 302
    assert not visible_pages(Page.objects.all(), None).filter(pk__in=[health.pk, index.pk]).exists()
    assert {health.page_ptr, index.page_ptr}.isdisjoint(visible_list(Page.objects.all(), None))
    client.force_login(carol)
    assert client.get(index.get_url()).status_code == 200
    assert visible_pages(Page.objects.all(), carol).filter(pk=index.pk).exists()


def test_a_shared_password_says_nothing_about_a_user(health, carol):
    PageViewRestriction.objects.create(page=health, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert not visible_pages(Page.objects.all(), carol).filter(pk=health.pk).exists()


def test_drafts_are_nobody_s(health, eve):
    health.unpublish()
    for user in (None, eve):
        assert not visible_pages(Page.objects.all(), user).filter(pk=health.pk).exists()


@pytest.mark.parametrize("role", ["stranger", "bob", "ada"])
def test_asking_costs_the_same_for_few_and_many(health, index, visitor, role, django_assert_max_num_queries):
    def add(number):
        for n in range(number):
            person = make_person("Xi")
            make_membership(health, person, visibility=Tier.GROUP)
            index.add_child(instance=MemberPage(title="Xi", slug=f"xi-{number}-{n}", person=person))

    user = visitor(role)

    def cost():
        with django_assert_max_num_queries(14) as captured:
            assert list(visible_pages(Page.objects.all(), user)) == visible_list(Page.objects.all(), user)
            list(Membership.objects.visible_to(user))
        return len(captured)

    add(1)
    cost()
    few = cost()
    add(60)
    assert cost() == few
