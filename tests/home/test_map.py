from datetime import date

from django.http import QueryDict
from django.template.loader import render_to_string

from events.filters import parse
from home.front import places
from home.templatetags import home_tags
from networks.models import District


def test_a_district_on_the_map_leads_to_the_dates_there(db):
    for place, district in zip(places(None, "/termine/"), District.objects.all(), strict=True):
        query = parse(QueryDict(place["url"].partition("?")[2]), today=date(2027, 1, 1))
        assert query.chosen == {"kreis": (district.slug,)}


def test_a_long_name_takes_two_lines_and_a_city_is_called_by_its_name():
    assert home_tags.map_name("Lüchow-Dannenberg") == ["Lüchow-", "Dannenberg"]
    assert home_tags.map_name("Wolfsburg (Stadt)") == ["Wolfsburg"]


def test_each_district_of_the_seed_has_a_shape_and_another_one_stands_in_the_list_alone(db):
    assert all(home_tags.district_shape(slug) for slug in District.objects.values_list("slug", flat=True))
    place = {"slug": "nirgendwo", "name": "Nirgendwo", "url": "#", "count": 1}
    html = render_to_string("home/includes/district_map.html", {"places": [place], "unit": "Termine", "title": "Karte"})
    assert "<path" not in html
    assert "Nirgendwo" in html
