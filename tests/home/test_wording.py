"""German says Sie, in our texts and in those of the libraries we show to visitors."""

import re
from pathlib import Path

import allauth
import polib
import pytest
from django.utils import translation

import home

DU = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b")
OURS = Path(home.__file__).parent
SHOWN = ("account/", "mfa/", "templates/account", "templates/mfa", "templates/allauth")


def catalogue(path):
    return polib.pofile(path / "de/LC_MESSAGES/django.po")


def test_what_allauth_says_with_du_we_say_with_sie():
    wording = {entry.msgid: entry.msgstr for entry in catalogue(OURS / "wording")}
    for entry in catalogue(Path(allauth.__file__).parent / "locale"):
        places = [place for place, _line in entry.occurrences]
        if DU.search(entry.msgstr) and any(place.startswith(SHOWN) for place in places):
            assert entry.msgid in wording, entry.msgid


def test_no_text_of_ours_says_du():
    for folder in ("wording", "locale"):
        assert not [entry.msgid for entry in catalogue(OURS / folder) if DU.search(entry.msgstr)]


def test_every_text_of_ours_is_translated():
    entries = [entry for entry in catalogue(OURS / "locale") if not entry.obsolete]
    assert entries
    assert not [entry.msgid for entry in entries if not entry.translated()]


def test_compiled_catalogues_are_up_to_date():
    for folder in ("wording", "locale"):
        compiled = {e.msgid: e.msgstr for e in polib.mofile(OURS / folder / "de/LC_MESSAGES/django.mo")}
        written = {e.msgid: e.msgstr for e in catalogue(OURS / folder) if e.translated()}
        assert compiled == written


@pytest.mark.parametrize(("theirs", "said"), [("Cancel", "Abbrechen"), ("Move up", "Nach oben"), ("View", "Anzeigen")])
def test_our_catalogue_changes_no_button_of_others(theirs, said):
    with translation.override("de"):
        assert translation.gettext(theirs) == said
