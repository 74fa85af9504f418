"""What people type as a name stands in mails to any address: it carries no link and hides nothing."""

import pytest

from events.forms import ParticipantFields

PERSON = {"given_name": "Jördis", "family_name": "Vardenhoop", "email": "joerdis@example.org"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna \t Maria ", "Anna Maria"),
        ("\u202eannA", "annA"),
        ("Jo\u200bris", "Joris"),
        ("می\u200cنا", "می\u200cنا"),
    ],
    ids=["spaces", "turned around", "nothing to see", "a joiner that belongs there"],
)
def test_a_name_is_kept_as_it_is_seen(typed, kept):
    form = ParticipantFields(PERSON | {"given_name": typed})
    assert form.is_valid()
    assert form.cleaned_data["given_name"] == kept


def test_a_name_that_nobody_sees_is_none():
    assert "family_name" in ParticipantFields(PERSON | {"family_name": "\u200b\u2060"}).errors


@pytest.mark.parametrize("field", ["given_name", "family_name", "organisation"])
@pytest.mark.parametrize("typed", ["Gewinn! http://preis.example/kauf", "WWW.preis.example", "ftp://x"])
def test_a_name_holds_no_web_address(field, typed):
    assert list(ParticipantFields(PERSON | {field: typed}).errors) == [field]
