from datetime import date

from django.http import QueryDict

from events.filters import parse
from home.front import places
from networks.models import District


def test_a_district_on_the_map_leads_to_the_dates_there(db):
    for place, district in zip(places(None, "/termine/"), District.objects.all(), strict=True):
        query = parse(QueryDict(place["url"].partition("?")[2]), today=date(2027, 1, 1))
        assert query.chosen == {"kreis": (district.slug,)}
