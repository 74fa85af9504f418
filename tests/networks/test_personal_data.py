from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail import hooks
from wagtail.log_actions import log

from networks import personal_data
from networks.models import Person, RowLogEntry
from networks.personal_data import NoPersonalData, PersonalData
from tests.cast import make_person

ROOT = Path(__file__).resolve().parents[2]


def test_every_field_that_can_hold_words_says_whether_it_is_about_people():
    assert personal_data.problems() == []


def test_every_app_that_declares_something_is_looked_at_as_a_whole():
    assert {"networks", "events", "providers", "home"} <= {m._meta.app_label for m in personal_data.our_models()}


def test_a_field_that_nobody_declared_is_named(monkeypatch):
    seen = personal_data.free_fields
    monkeypatch.setattr(
        personal_data, "free_fields", lambda model: seen(model) | ({"diet"} if model is Person else set())
    )
    assert "networks.Person.diet is not declared" in personal_data.problems()


def test_a_declaration_of_a_field_that_is_gone_is_named():
    with hooks.register_temporarily(
        "register_personal_data", lambda: [NoPersonalData("networks.Person", ("nickname",), "nothing")]
    ):
        assert personal_data.problems() == ["networks.Person.nickname is declared but not there"]
        with pytest.raises(CommandError):
            call_command("personal_data")


def test_every_personal_field_has_a_purpose_a_basis_and_an_end():
    for item in personal_data.declarations():
        if isinstance(item, PersonalData):
            assert all([item.subject, item.purpose, item.legal_basis, item.retention]), item


@pytest.mark.django_db
def test_the_history_of_a_deleted_person_no_longer_names_them():
    malte = make_person("Malte")
    other = make_person("Aylin")
    for person in (malte, other):
        log(person, "wagtail.edit")
    log(malte, "wagtail.delete", deleted=True)
    key = malte.pk
    malte.delete()
    labels = RowLogEntry.objects.order_by("pk").values_list("label", flat=True)
    assert list(labels) == [f"Person {key}", str(other), f"Person {key}"]


def test_the_page_for_the_data_protection_officer_says_what_the_code_says():
    assert (ROOT / "docs" / "personal-data.md").read_text() == personal_data.as_markdown(), (
        "run manage.py personal_data --write"
    )
