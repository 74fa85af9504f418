from django.contrib.auth.models import AnonymousUser
from django.db.migrations.writer import MigrationWriter
from django.utils.translation import override

from events.listing import EventList
from events.models import Registration
from networks.members import MemberList
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


def test_words_that_were_searched_for_stand_in_the_quotes_of_the_visitor_s_language(db, rf):
    request = rf.get("/", {"q": "Rücken"})
    request.user = AnonymousUser()
    for language, label in (("de", "„Rücken“"), ("en", "“Rücken”")):
        with override(language):
            assert MemberList(request).chips[0]["label"] == label
            assert EventList(request).chips[0]["label"] == label
