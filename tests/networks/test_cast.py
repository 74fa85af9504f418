import pytest

from networks.visibility import viewer_for

pytestmark = pytest.mark.django_db


def test_everybody_of_the_cast_sees_what_their_role_says(ada, bob, carol, dora, eve, health, training):
    assert viewer_for(ada).coordinated_ids == {health.pk}
    assert viewer_for(bob).network_ids == {health.pk}
    assert viewer_for(dora).network_ids == {training.pk}
    assert not viewer_for(carol).is_member
    assert viewer_for(eve).sees_everything
