import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers import text


def finds(query, *texts):
    stored = text.searchable(*texts)
    return all(any(form in stored for form in alternatives) for alternatives in text.wanted(query))


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("rücken", "Rückenkurs"),
        ("ruecken", "Rückenkurs"),
        ("rucken", "Rückenkurs"),
        ("RÜCKEN", "rückenkurs"),
        ("Mueller", "Müller"),
        ("Müller", "Mueller"),
        ("strasse", "Straße"),
        ("Straße", "STRASSE"),
        ("Kurse", "Kurs"),
        ("Kurs", "Kurse"),
        ("Prüfungen", "Prüfung"),
        ("Häuser", "Haus"),
        ("Haus", "Häuser"),
        ("betriebliches", "betrieblicher Ablauf"),
        ("Küche", "Betriebsküche"),
        ("cafe", "Café"),
        ("sule", "Şule"),
        ("Ionut", "Ionuț"),
        ("O'Hartmann-Weiß", "Thees O’Hartmann-Weiß"),
        ("§ 3 Nr. 34", "§ 3 Nr. 34 EStG"),
        ("догляд", "Догляд"),
        ("kurs uelzen", "Kurs in Uelzen"),
    ],
)
def test_what_people_type_finds_what_is_written(query, stored):
    assert finds(query, stored)


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("rat", "Beratung"),  # too short to mean a part of a compound
        ("sucht", "gesucht"),
        ("Rücken", "Rückblick"),
        ("kurs celle", "Kurs in Uelzen"),
        ("%", "100 Prozent %"),
    ],
)
def test_what_is_not_meant_is_not_found(query, stored):
    assert not finds(query, stored) or not text.wanted(query)


def test_words_are_sorted_as_in_a_german_dictionary():
    names = ["Zwirn", "Ödland", "Oder", "Ohm", "straßen", "Strasse", "Ärzte", "Arzt", "Azur"]
    assert sorted(names, key=text.sort_key) == [
        "Arzt", "Ärzte", "Azur", "Oder", "Ödland", "Ohm", "Strasse", "straßen", "Zwirn",
    ]  # fmt: skip


def test_a_query_is_cut_to_what_somebody_would_type():
    assert len(text.wanted("wort " * 1000)) == text.MOST_WORDS
    assert len(text.wanted("x" * 1_000_000)) == 1


@given(st.text())
def test_every_word_finds_itself(anything):
    assert finds(anything, anything)


@given(st.text())
def test_only_words_are_stored_and_asked(anything):
    forms = text.searchable(anything) + "".join(form for word in text.wanted(anything) for form in word)
    assert not set(forms) & set("\x00%_'\"*()\\")
