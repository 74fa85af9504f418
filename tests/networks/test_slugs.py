import pytest

from networks.models import Organisation
from networks.slugs import slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Prüfer- und Ausbildernetzwerk", "pruefer-und-ausbildernetzwerk"),
        ("Möhlenkolk Maßarbeit", "moehlenkolk-massarbeit"),
        ("Öko-Äcker & Übermut GmbH", "oeko-aecker-uebermut-gmbh"),
        ("Ionuț Şule Łukasz", "ionut-sule-lukasz"),
        ("Thees O'Hartmann-Weiß", "thees-ohartmann-weiss"),
        ("  …  ", ""),
    ],
)
def test_a_slug_reads_like_the_name(name, slug):
    assert slug_of(name) == slug


def test_a_long_slug_ends_at_a_word():
    assert slug_of("Verein zur Förderung der Gesundheit", 20) == "verein-zur"
    assert slug_of("Gefährdungsbeurteilungsverantwortlichenschulung", 20) == "gefaehrdungsbeurteil"


@pytest.mark.django_db
def test_two_organisations_of_one_name_get_two_slugs():
    slugs = [Organisation.objects.create(name="Zwirnhof Software").slug for _ in range(3)]
    assert slugs == ["zwirnhof-software", "zwirnhof-software-2", "zwirnhof-software-3"]


@pytest.mark.django_db
def test_a_very_long_name_still_gets_slugs_of_its_own():
    slugs = {Organisation.objects.create(name="Ü" * 200).slug for _ in range(3)}
    assert len(slugs) == 3
    assert max(map(len, slugs)) <= 120


@pytest.mark.django_db
def test_a_name_without_letters_gets_a_slug_too():
    assert Organisation.objects.create(name="***").slug == "organisation"


@pytest.mark.django_db
def test_a_new_name_keeps_the_slug():
    organisation = Organisation.objects.create(name="Zwirnhof")
    organisation.name = "Zwirnhof Software"
    organisation.save()
    assert organisation.slug == "zwirnhof"
