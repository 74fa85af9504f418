"""The demo stays away from where it is not wanted."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from home.models import ContentPage, SiteDetails


def test_settings_that_do_not_allow_it_refuse(db, settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("demo")


def test_a_site_of_its_own_is_left_alone(db):
    home = Site.objects.get(is_default_site=True).root_page
    home.add_child(instance=ContentPage(title="Unsere echte Seite", slug="echt"))
    with pytest.raises(CommandError, match="a site of its own"):
        call_command("demo", stdout=StringIO())
    assert not SiteDetails.objects.filter(is_demo=True).exists()


def test_a_day_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="--date"):
        call_command("demo", "--date", "2026-02-30")
