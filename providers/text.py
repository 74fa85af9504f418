"""Words as people type them, brought to one form: pure functions, alike for what is stored and what is asked.

SQLite has no German stemming and PostgreSQL none for ü/ue or compounds, so neither does the work: `Müller` is kept as
`mueller` and `muller`, `Kurse` also as `kurs`, and both databases only compare plain strings.
"""

import re
import unicodedata

LONGEST_QUERY = 200
MOST_WORDS = 8
LONG_ENOUGH_FOR_COMPOUNDS = 6

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
LETTERS_WITHOUT_ACCENT = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
ENDING = re.compile(r"(?<=\w{4})(ern|em|en|er|es|e|n|(?<!s)s)$")


def _words(text):
    folded = unicodedata.normalize("NFC", text.casefold())
    return re.findall(r"[^\W_]+", folded)


def _without_accents(word):
    decomposed = unicodedata.normalize("NFKD", word.translate(LETTERS_WITHOUT_ACCENT))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def spellings(word):
    """Both ways to write a word without umlauts: `rücken` gives `ruecken` and `rucken`."""
    return {_without_accents(word.translate(UMLAUTS)), _without_accents(word)}


def stem(word):
    """The word without one German ending, if four letters are left."""
    return ENDING.sub("", word)


def searchable(*texts):
    """The text that is stored: each word once, in every spelling and without ending, between spaces."""
    forms = {form for text in texts for word in _words(text) for form in spellings(word)}
    return f" {' '.join(sorted(forms | {stem(form) for form in forms}))} "


def sort_key(text):
    """As German dictionaries sort: ä as a, ß as ss, signs not at all."""
    return " ".join(_without_accents(word) for word in _words(text))[:250]


def wanted(query):
    """For each word of a query the strings of which the stored text must contain one.

    A word is found where one begins with it, where it stands with another ending, and, if it is long enough to mean
    something by itself, within a compound.
    """
    return [_alternatives(word) for word in _words(query[:LONGEST_QUERY])[:MOST_WORDS]]


def begun_in_title(query):
    """How words of a `sort_key` begin that stand for the words of a query, with whatever ending."""
    return [stem(_without_accents(word)) for word in _words(query[:LONGEST_QUERY])[:MOST_WORDS]]


def _alternatives(word):
    forms = spellings(word)
    begun = {form if len(form) >= LONG_ENOUGH_FOR_COMPOUNDS else f" {form}" for form in forms}
    return sorted(begun | {f" {stem(form)} " for form in forms})
