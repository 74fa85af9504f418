"""German is complete: every text has a translation, none is a guess, and the compiled catalogues say the same."""

import re

import polib
import pytest

from tests.servers import ROOT

APPS = ["networks", "events", "providers", "home"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# What people write when their keyboard lacks a letter.
SPELLED_OUT = re.compile(r"\b(fuer|ueber|koennen|moechte|muessen|waehlen|aendern|loeschen|naechste|oeffentlich)", re.I)


def catalogue(app):
    return polib.pofile(str(ROOT / app / "locale/de/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("app", APPS)
def test_every_text_is_translated(app):
    assert [entry.msgid for entry in catalogue(app) if not entry.translated() and not entry.obsolete] == []


@pytest.mark.parametrize("app", APPS)
def test_no_translation_is_a_guess(app):
    assert [entry.msgid for entry in catalogue(app) if entry.fuzzy] == []


@pytest.mark.parametrize("app", APPS)
def test_the_compiled_catalogue_is_up_to_date(app):
    compiled = polib.mofile(str(ROOT / app / "locale/de/LC_MESSAGES/django.mo"))
    assert texts(compiled) == texts(entry for entry in catalogue(app) if entry.translated())


def texts(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgstr, *entry.msgstr_plural.values()) for entry in entries}


@pytest.mark.parametrize("app", APPS)
def test_translations_keep_the_placeholders(app):
    translated = [entry for entry in catalogue(app) if entry.translated()]
    assert [
        entry.msgid for entry in translated if not any(keeps_placeholders(entry, text) for text in said(entry))
    ] == []


def said(entry):
    return entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]


def keeps_placeholders(entry, text):
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return set(PLACEHOLDER.findall(text)) == wanted


@pytest.mark.parametrize("app", APPS)
def test_german_is_written_with_its_own_letters_and_marks(app):
    every = [text for entry in catalogue(app) for text in said(entry)]
    assert [text for text in every if SPELLED_OUT.search(text)] == []
    assert [text for text in every if re.search(r"“[^“„”]*”", text)] == []
