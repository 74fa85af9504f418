from django.db.migrations.writer import MigrationWriter

from events.models import Registration
from networks.models import Person


def test_people_are_written_to_in_the_languages_of_the_site(settings):
    settings.LANGUAGES = [("nds", "Plattdüütsch"), ("de", "Deutsch")]
    settings.LANGUAGE_CODE = "nds"
    assert Person().language == "nds"
    assert Person(language="nds").get_language_display() == "Plattdüütsch"
    assert Registration(language="nds").get_language_display() == "Plattdüütsch"


def test_no_migration_freezes_the_languages():
    for model in (Person, Registration):
        assert "site_languages" in MigrationWriter.serialize(model._meta.get_field("language"))[0]
