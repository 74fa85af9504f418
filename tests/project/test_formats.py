import pytest
from django.utils import translation
from wagtail.admin.widgets import AdminDateTimeInput

from tests.events.stories import berlin


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_the_admin_shows_as_a_date_it_can_read(language):
    from django.forms import DateTimeField

    with translation.override(language):
        shown = AdminDateTimeInput().format_value(berlin(2027, 1, 14, 14))
        assert shown == "14.01.2027 14:00"
        assert DateTimeField().clean(shown) == berlin(2027, 1, 14, 14)
