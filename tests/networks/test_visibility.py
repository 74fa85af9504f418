import pytest

from networks.models import District, NetworkPage
from networks.visibility import STRANGER, viewer_for


@pytest.mark.django_db
def test_nobody_is_a_stranger():
    assert viewer_for(None) is STRANGER
    assert NetworkPage.objects.count() == 0
    assert District.objects.count() >= 0
