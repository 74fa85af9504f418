import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _the_language_of_the_site():
    """A request in English leaves its language behind; each story begins in German."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
