"""A visitor is led to pages in their own language, and rather to another one than nowhere."""

import pytest
from django.utils import translation

from home.models import LegalPage
from networks.links import best_language_first, in_language_of_visit, one_of_each, privacy_url, site_url
from tests.home.making import home_page, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(health, english):
    """A network in English and German; the English one comes first."""
    health.get_parent().copy_for_translation(english)
    return [health.copy_for_translation(english), health]


@pytest.mark.parametrize(("visit", "page"), [("de", "de"), ("en", "en"), ("en-gb", "en"), ("fr", "de")])
def test_visitors_are_led_to_their_language_then_to_the_site_s(both, visit, page):
    with translation.override(visit):
        assert in_language_of_visit(both).locale.language_code == page
        assert best_language_first(both)[0].locale.language_code == page


def test_a_page_in_another_language_is_better_than_none(both):
    assert in_language_of_visit(both[:1]) == both[0]
    assert in_language_of_visit([]) is None


def test_without_a_language_the_site_s_counts(both):
    with translation.override(None):
        assert in_language_of_visit(both) == both[1]


def test_of_each_network_there_is_one_translation(both, training):
    with translation.override("de"):
        assert one_of_each([*both, training]) == [both[1], training]
    with translation.override("en"):
        assert one_of_each([*both, training]) == [both[0], training]


def test_the_privacy_notice_is_the_one_in_the_reader_s_language_and_else_the_site(english):
    notice = LegalPage.objects.get(kind=LegalPage.Kind.PRIVACY)
    translate(home_page(), english)
    translate(notice, english, slug="privacy")
    for code, path in [("de", "/datenschutz/"), ("en", "/en/privacy/")]:
        with translation.override(code):
            assert privacy_url() == site_url(path)
    LegalPage.objects.all().delete()
    assert privacy_url() == site_url()
