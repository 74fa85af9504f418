"""What one can subscribe to, at which address, and the page that explains it."""

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import icalendar
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from qrcode import QRCode

from events import actions, selection
from events.feed_links import FeedLink, venue_link
from events.models import EventKind
from events.qr import code_of
from events.selection import Selection
from networks.visibility import Tier

from .lint import problems
from .stories import in_days, make_index, make_venue, only_date, publish_event

pytestmark = pytest.mark.django_db


def read(client, address):
    response = client.get(f"/kalender/{address}.ics")
    assert response.status_code == 200, address
    assert problems(response.content) == []
    return icalendar.Calendar.from_ical(response.content)


def titles(client, address):
    return [str(event["SUMMARY"]) for event in read(client, address).walk("VEVENT")]


@pytest.fixture
def season(health, training, uelzen, celle):
    fair, hall = EventKind.objects.get(slug="messe"), make_venue(name="Kurhaus")
    publish_event(in_days(1), title="Rückentag", networks=[health], districts=[uelzen], venue=hall)
    publish_event(in_days(2), title="Rückenmesse", networks=[health], districts=[celle], kind=fair, venue=hall)
    publish_event(in_days(3), title="Prüfungstag", networks=[training], districts=[celle], venue=make_venue())
    publish_event(in_days(4), title="Quittengelee", networks=[health], districts=[celle], visibility=Tier.GROUP)
    actions.cancel_occurrence(
        occurrence=only_date(publish_event(in_days(5), title="Lesung", networks=[training], districts=[uelzen]))
    )
    return hall


def test_calendars_hold_what_their_address_says(client, season):
    for address, found in {
        "auswahl/kreis/celle/art/messe": ["Rückenmesse"],
        "auswahl/kreis/celle,uelzen/netzwerk/unternehmen-gesundheit": ["Rückentag", "Rückenmesse"],
        "auswahl/suche/rücken": ["Rückentag", "Rückenmesse"],
        "auswahl/kreis/celle/suche/rücken": ["Rückenmesse"],
        "auswahl/suche/rücken messe": ["Rückenmesse"],
        "auswahl/suche/gibt es nicht": [],
        "kreis/uelzen": ["Rückentag", "ABGESAGT: Lesung"],
        "auswahl/ohne-abgesagte/kreis/uelzen": ["Rückentag"],
        "auswahl/ohne-abgesagte/alle": ["Rückentag", "Rückenmesse", "Prüfungstag"],
        f"ort/kurhaus-{season.pk}": ["Rückentag", "Rückenmesse"],
        f"ort/wie-es-frueher-hiess-{season.pk}": ["Rückentag", "Rückenmesse"],
    }.items():
        assert titles(client, address) == found, address


def test_a_list_and_its_calendar_have_one_name(client, season):
    index = make_index()
    for query, address, name in (
        ("?kreis=uelzen&kreis=celle", "auswahl/kreis/uelzen,celle", "Uelzen, Celle"),
        ("?art=messe&kreis=celle&q=rücken", "auswahl/kreis/celle/art/messe/suche/rücken", "Celle, Messe, „rücken“"),
        ("?art=messe&kreis=celle", "auswahl/art/messe/kreis/celle", "Celle, Messe"),
    ):
        assert f'type="text/calendar" title="{name}"' in client.get(f"{index.url}{query}").content.decode()
        assert read(client, address)["NAME"].replace("\\,", ",").endswith(f": {name}")


def test_what_is_gone_does_not_take_the_rest_of_a_calendar_with_it(client, season, training):
    address = "auswahl/netzwerk/unternehmen-gesundheit,pruefer-und-ausbilder"
    assert "Prüfungstag" in titles(client, address)
    training.unpublish()
    assert titles(client, address) == ["Rückentag", "Rückenmesse"]
    assert read(client, address)["NAME"].endswith("Unternehmen Gesundheit")
    assert client.get("/kalender/netzwerk/pruefer-und-ausbilder.ics").status_code == 404


@pytest.mark.parametrize("words", ["C#", "Was?", "50%", "łódź", 'a"b;c'])
def test_a_calendar_of_any_words_knows_its_own_address(client, season, words):
    address = f"/kalender/auswahl/suche/{quote(words)}.ics"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("inline; filename")
    [source] = re.findall(r"SOURCE;VALUE=URI:(\S+)", answer.content.decode().replace("\r\n ", ""))
    assert unquote(urlsplit(source).path) == unquote(address)
    assert client.get(urlsplit(source).path).content == answer.content


def test_calendars_are_called_by_all_that_they_are_about(client, season, settings):
    settings.EVENTS_CALENDAR_NAME = "Heide"
    for address, name, colour in (
        ("auswahl/kreis/celle/art/messe", "Heide: Celle, Messe", "mediumblue"),
        ("auswahl/kreis/celle/art/messe.en", "Heide: Celle, Fair", "mediumblue"),
        ("auswahl/suche/rücken", "Heide: „rücken“", "mediumblue"),
        ("auswahl/ohne-abgesagte/alle", "Heide: Alle Veranstaltungen, ohne abgesagte Termine", "mediumblue"),
        ("auswahl/ohne-abgesagte/art/messe", "Heide: Messe, ohne abgesagte Termine", "firebrick"),
        (f"ort/kurhaus-{season.pk}", "Heide: Kurhaus, Uelzen", "mediumblue"),
    ):
        calendar = read(client, address)
        assert (calendar["NAME"].replace("\\,", ","), calendar["COLOR"]) == (name, colour)
        assert unquote(calendar["SOURCE"]).endswith(f"/kalender/{address}.ics")


@pytest.mark.parametrize(
    "address",
    [
        "auswahl/",
        "auswahl/kreis",
        "auswahl/kreis/",
        "auswahl/kreis/nirgends",
        "auswahl/kreis/celle/kreis/uelzen",
        "auswahl/farbe/rot",
        "auswahl/kreis/celle/art",
        "auswahl/ohne-abgesagte",
        "ort/kurhaus",
        "ort/kurhaus-99999999999999999999",
        "ort/x-0",
        "auswahl/netzwerk/geheim",
    ],
)
def test_what_is_no_calendar_is_not_there(client, health, celle, address):
    assert client.get(f"/kalender/{address}.ics").status_code == 404
    assert client.get(f"/kalender/abonnieren/{address}/").status_code == 404


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("łódź", "filename*=utf-8''%C5%82%C3%B3d%C5%BA.ics"),
        ('a"b', 'filename="a\\"b.ics"'),
        ("a\x7fb", "filename*=utf-8''a%7Fb.ics"),
    ],
)
def test_a_file_is_named_by_any_words(client, words, name):
    assert client.get(f"/kalender/auswahl/suche/{words}.ics")["Content-Disposition"] == f"inline; {name}"


def test_the_venue_of_an_internal_meeting_is_not_given_away(client, season, health):
    secret = make_venue(name="Heidelbeerkuchen")
    publish_event(venue=secret, networks=[health], visibility=Tier.MEMBERS)
    assert client.get(f"/kalender/ort/heidelbeerkuchen-{secret.pk}.ics").status_code == 404
    assert "Heidelbeerkuchen" not in client.get("/kalender/abonnieren/").content.decode()


NAMES = st.lists(st.from_regex(r"\A[a-z][a-z0-9-]{0,20}\Z"), min_size=1, max_size=3, unique=True).map(tuple)


@hypothesis_settings(deadline=None)
@given(
    chosen=st.dictionaries(st.sampled_from(selection.GROUPS), NAMES), text=st.text(max_size=60), only_held=st.booleans()
)
def test_an_address_says_what_was_chosen(chosen, text, only_held):
    meant = Selection(chosen, selection._words(text), only_held)
    assert selection.parse(meant.address) == meant
    assert reverse("events:feed", args=[meant]).isascii()


def test_a_list_offers_the_calendar_of_what_is_filtered(client, season):
    index = make_index()
    for query, address in {
        "": "alle",
        "?kreis=celle": "kreis/celle",
        "?kreis=celle&kreis=uelzen": "auswahl/kreis/celle,uelzen",
        "?netzwerk=unternehmen-gesundheit&kreis=celle&q=rücken": (
            "auswahl/netzwerk/unternehmen-gesundheit/kreis/celle/suche/r%C3%BCcken"
        ),
        "?zeit=vergangen": "alle",
    }.items():
        page = client.get(f"{index.url}{query}").content.decode()
        assert 'rel="alternate" type="text/calendar" title="' in page
        assert f'href="http://localhost/kalender/{address}.ics"' in page
        assert f'href="webcal://localhost/kalender/{address}.ics"' in page


def test_the_links_have_the_forms_that_the_programs_understand(settings):
    settings.EVENTS_CALENDAR_NAME = "Heide & Co"
    link = FeedLink("Rücken", Selection(text="rücken"))
    assert link.url == "http://localhost/kalender/auswahl/suche/r%C3%BCcken.ics"
    assert link.webcal_url == "webcal://localhost/kalender/auswahl/suche/r%C3%BCcken.ics"
    assert parse_qs(urlsplit(link.google_url).query) == {"cid": [link.webcal_url]}
    for address in (link.outlook_url, link.office_url):
        assert parse_qs(urlsplit(address).query) == {"url": [link.url], "name": ["Heide & Co: Rücken"]}
        assert "+" not in address
    assert link.google_url.startswith("https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F")
    assert link.outlook_url.startswith("https://outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2F")
    assert link.office_url.startswith("https://outlook.office.com/calendar/0/addfromweb?url=")


def test_a_page_explains_a_calendar(client, season):
    page = client.get("/kalender/abonnieren/kreis/celle/").content.decode()
    for words in (
        "<h1>Celle</h1>",
        "Herunterladen ist eine Kopie",
        "8 bis 24 Stunden",
        "Outlook für Mac",
        "http://localhost/kalender/kreis/celle.ics",
        "webcal://localhost/kalender/kreis/celle.ics",
        "https://calendar.google.com/calendar/r?cid=webcal",
        "<svg",
        venue_link(season).page_url,
        "/kalender/abonnieren/auswahl/ohne-abgesagte/kreis/celle/",
    ):
        assert words in page
    assert "webcals:" not in page
    assert "Quittengelee" not in page
    assert "Download" in client.get("/en/kalender/abonnieren/").content.decode()


def test_an_address_that_no_phone_reads_has_no_code(client, season):
    long_names = ",".join(f"{'x' * 100}{number}-{season.pk}" for number in range(30))
    response = client.get(f"/kalender/abonnieren/auswahl/ort/{long_names}/")
    assert response.status_code == 200
    assert (code_of("x" * 300) is None, code_of("x" * 301)) == (False, None)


def test_the_code_is_the_one_that_scanners_read():
    code, reference = code_of("https://example.org/kalender/abonnieren/"), QRCode(border=4)
    reference.add_data("https://example.org/kalender/abonnieren/")
    matrix = reference.get_matrix()
    assert code.size == len(matrix)
    assert code.path.count("M") == sum(map(sum, matrix))
