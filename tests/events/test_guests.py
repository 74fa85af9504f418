"""What staff pastes, and what was understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.guests import as_text, read

LANGUAGES = ["de", "en"]


def people(text, language="de"):
    return [
        (g.line, g.email, g.given_name, g.family_name, g.organisation, g.language)
        for g in read(text, languages=LANGUAGES, language=language).guests
    ]


def reasons(text):
    return {wrong.line: wrong.reason for wrong in read(text, languages=LANGUAGES, language="de").wrong}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Aylin@Example.org", ("aylin@example.org", "", "", "", "de")),
        ("  aylin@example.org ;", ("aylin@example.org", "", "", "", "de")),
        ("mailto:aylin@example.org", ("aylin@example.org", "", "", "", "de")),
        ("Aylin Wacholder <aylin@example.org>", ("aylin@example.org", "Aylin", "Wacholder", "", "de")),
        ('"Wacholder, Aylin" <aylin@example.org>', ("aylin@example.org", "Aylin", "Wacholder", "", "de")),
        ("Dr. Anna Maria Möhlenkolk <a@example.org>", ("a@example.org", "Dr. Anna Maria", "Möhlenkolk", "", "de")),
        ("Aylin\tWacholder\taylin@example.org", ("aylin@example.org", "Aylin", "Wacholder", "", "de")),
        ("aylin@example.org\tAylin\tWacholder\tMöhlenkolk & Töchter\ten",
         ("aylin@example.org", "Aylin", "Wacholder", "Möhlenkolk & Töchter", "en")),
        ("aylin@example.org;Aylin Wacholder", ("aylin@example.org", "Aylin", "Wacholder", "", "de")),
        ("Aylin,Wacholder,a@example.org,Möhlenkolk", ("a@example.org", "Aylin", "Wacholder", "Möhlenkolk", "de")),
    ],
)  # fmt: skip
def test_a_line_is_understood_as_people_write_it(line, expected):
    assert people(line) == [(1, *expected)]


def test_several_in_a_line_as_mail_programs_copy_them():
    assert [p[1] for p in people("a@example.org, b@example.org; c@example.org")] == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    text = "Wacholder, Aylin <a@example.org>; Malte Birke <b@example.org>"
    assert [p[1:4] for p in people(text)] == [
        ("a@example.org", "Aylin", "Wacholder"),
        ("b@example.org", "Malte", "Birke"),
    ]


def test_headings_say_what_stands_where():
    text = "Firma;E-Mail-Adresse;Nachname;Vorname;Sprache;Raum\nMöhlenkolk;a@example.org;Wacholder;Aylin;Englisch;7"
    assert people(text) == [(2, "a@example.org", "Aylin", "Wacholder", "Möhlenkolk", "en")]
    assert people("Name\tMail\nAylin Wacholder\ta@example.org")[0][2:4] == ("Aylin", "Wacholder")


def test_what_is_wrong_is_said_with_its_line():
    text = "a@example.org\n\nAylin Wacholder\nb@\nc@example.org\td@example.org\tx\nE\te@example.org\tO\tP\tQ\tR\tS"
    text += f"\n{'x' * 101}\tW\tf@example.org\ng@example.org\tG\tH\tI\tfr"
    found = reasons(text)
    assert sorted(found) == [3, 4, 5, 6, 7, 8]
    assert found[3] == "In dieser Zeile steht keine E-Mail-Adresse."
    assert found[4] == "„b@“ ist keine E-Mail-Adresse."
    assert found[8].startswith("„fr“ ist keine unserer Sprachen")
    assert len(people(text)) == 1


def test_an_address_that_comes_twice_counts_once():
    found = read("a@example.org\nA <A@example.org>\nb@example.org", languages=LANGUAGES, language="de")
    assert [g.line for g in found.guests] == [1, 3]
    assert [(g.line, g.email) for g in found.doubles] == [(2, "a@example.org")]


def test_a_sheet_as_text_keeps_the_numbers_of_its_rows():
    text = as_text([(1, ("E-Mail", "Vorname")), (4, ("a@example.org", "Ay\nlin"))])
    assert people(text) == [(4, "a@example.org", "Ay lin", "", "", "de")]


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_an_answer_and_no_fault(text):
    found = read(text, languages=LANGUAGES, language="de")
    assert all("@" in guest.email for guest in found.guests)
