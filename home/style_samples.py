"""What the style page shows: every part in its real states. Nothing of it comes from the database."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from types import SimpleNamespace as Made

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from networks.models import Affiliation, ContactCard, Person
from providers.cards import ListingCard, OfferCard

COMPOUND = "Gefährdungsbeurteilungsverantwortlichenschulung"


def sample_context():
    return {
        "hues": ["initiative", "health", "training"],
        "tones": ["good", "info", "warn", "stop", "quiet"],
        "crumbs": [{"title": "Start", "url": "#"}, {"title": "Unternehmen Gesundheit", "url": "#"}],
        "occurrences": occurrences(),
        "agenda": [{"month": date(2027, 1, 1), "occurrences": occurrences()}],
        **month(),
        **filters(),
        "facts": facts(),
        "steps": steps(),
        "form": SampleForm(auto_id="empty_%s"),
        "wrong_form": wrong_form(),
        "card": contact(),
        "away_card": contact(away=True),
        "places": places(),
        "networks": networks(),
        "members": members(),
        "listings": listings(),
        "offers": offers(),
        "page_obj": Paginator(range(300), 20).page(3),
    }


def at(*when):
    return timezone.make_aware(datetime(*when))  # noqa: DTZ001


def occurrences():
    return [
        occurrence("Regionaler Gesundheitstag Uelzen", at(2027, 1, 14, 10), 6.5, "Gesundheitstag", "health", "Uelzen"),
        occurrence(
            "Mündliche Prüfungen bewerten",
            at(2027, 1, 19, 14),
            3,
            "Prüferschulung",
            "training",
            "Lüneburg",
            [("Noch 3 Plätze", "warn")],
        ),
        occurrence(
            f"{COMPOUND} für kleine Betriebe",
            at(2027, 1, 21, 9),
            56,
            "Schulung",
            "health",
            "Lüchow-Dannenberg",
            [("Warteliste", "warn"), ("Online", "info")],
        ),
        occurrence(
            "Standortspaziergang Coworking",
            at(2027, 1, 28, 16),
            2,
            "Rundgang",
            "initiative",
            "Heidekreis",
            [("Abgesagt", "stop")],
        ),
    ]


def occurrence(title, start, hours, kind, hue, place, chips=()):
    shown = [Made(label=label, tone=tone) for label, tone in chips]
    return Made(
        title=title,
        url="#",
        start=start,
        end=start + timedelta(hours=hours),
        all_day=False,
        zone="",
        kind=Made(label=kind),
        hue=hue,
        place=place,
        is_cancelled=("Abgesagt", "stop") in chips,
        chips_for=lambda user: shown,
    )


def month(first=date(2027, 1, 1)):
    by_day = {}
    for item in occurrences():
        by_day.setdefault(timezone.localtime(item.start).date(), []).append(item)
    days = [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]
    return {
        "month": first,
        "days": [Made(date=day, occurrences=by_day.get(day, []), is_today=day.day == 20) for day in days],
        "previous": {"date": date(2026, 12, 1), "url": "#"},
        "next": {"date": date(2027, 2, 1), "url": "#"},
    }


def filters():
    district = [
        ("uelzen", "Uelzen", 7, True),
        ("lueneburg", "Lüneburg", 5, False),
        ("luechow-dannenberg", "Lüchow-Dannenberg", 2, False),
        ("wolfsburg", "Wolfsburg (Stadt)", 0, False),
    ]
    topic = [
        ("bewegung", "Bewegung und Ergonomie", 9, True),
        ("psyche", "Psychische Gesundheit", 4, False),
        ("schulung", COMPOUND, 1, False),
    ]
    return {
        "groups": [group("kreis", "Landkreis oder Stadt", district), group("thema", "Thema", topic)],
        "chips": [{"label": "Uelzen", "remove_url": "#"}, {"label": "Bewegung und Ergonomie", "remove_url": "#"}],
        "reset_url": "#",
    }


def group(name, label, rows):
    options = [
        {"value": value, "label": text, "count": count, "checked": checked, "disabled": not count}
        for value, text, count, checked in rows
    ]
    return {"name": name, "label": label, "kind": "checkbox", "options": options}


def facts():
    return [
        ("Wann", "Donnerstag, 14. Januar 2027, 10:00–16:30 Uhr"),
        ("Wo", "Stadthalle Uelzen, Am Schützenplatz 1, 29525 Uelzen"),
        ("Für wen", "Alle, die in ihrem Betrieb mit Gesundheit zu tun haben"),
        ("Kosten", "kostenfrei"),
        ("Zugang", "stufenfrei, Induktionsschleife, barrierefreies WC"),
    ]


def steps():
    return [
        {"title": "Anfrage senden", "text": "Das Formular dauert zwei Minuten.", "state": "done"},
        {"title": "Gespräch mit Ihrer Beraterin", "text": "Wir rufen innerhalb von drei Tagen an.", "state": "current"},
        {"title": "Partner finden", "text": "Wir nennen Ihnen passende Netzwerke im Herkunftsland."},
    ]


class SampleForm(forms.Form):
    honeypot = "website"

    given_name = forms.CharField(label="Vorname", widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Dorthin senden wir die Bestätigung und den Link, mit dem Sie absagen können.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = forms.CharField(label="Unternehmen", required=False)
    district = forms.ChoiceField(label="Landkreis", choices=[("", "Bitte wählen"), ("ue", "Uelzen"), ("ce", "Celle")])
    group = forms.ChoiceField(
        label="Wie nehmen Sie teil?",
        choices=[("here", "vor Ort"), ("online", "online")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Welche Foren besuchen Sie?",
        help_text="Sie können mehrere wählen.",
        choices=[("a", "Gesunde Führung"), ("b", COMPOUND), ("c", "Rückengesundheit")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remarks = forms.CharField(label="Was sollen wir wissen?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    privacy = forms.BooleanField(label="Ich habe gelesen, wie meine Angaben verwendet werden.")
    website = forms.CharField(
        label="Bitte leer lassen",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )


def wrong_form():
    return SampleForm({"given_name": "Şule", "email": "sule@", "group": "", "organisation": "Tollmark Holzbau"})


def contact(away=False):
    card = _card("Dr.", "Wiebke", "Elbrausch", "Unternehmen Gesundheit, Gesundheitstage", "elbrausch")
    if away:
        card.away_until = date(2099, 1, 29)
        card.deputy = _card("", "Thees", "O'Hartmann-Weiß", "Vertretung", "ohartmann-weiss")
    return card


def _card(title, given, family, tasks, mailbox):
    person = Person(
        title=title,
        given_name=given,
        family_name=family,
        phone="040 66969-100",
        email=f"{mailbox}@heideregion.example.org",
    )
    return ContactCard(affiliation=Affiliation(person=person), tasks=tasks)


def places():
    rows = [
        ("celle", "Celle", 4),
        ("gifhorn", "Gifhorn", 3),
        ("harburg", "Harburg", 6),
        ("heidekreis", "Heidekreis", 2),
        ("luechow-dannenberg", "Lüchow-Dannenberg", 1),
        ("lueneburg", "Lüneburg", 11),
        ("uelzen", "Uelzen", 7),
        ("wolfsburg", "Wolfsburg (Stadt)", 0),
    ]
    return [
        {"slug": slug, "name": name, "count": count, "url": f"#{slug}", "current": slug == "uelzen"}
        for slug, name, count in rows
    ]


def networks():
    health = Made(
        title="Unternehmen Gesundheit",
        hue="health",
        summary="Betriebe der Region lernen voneinander, wie Arbeit gesund bleibt.",
    )
    training = Made(
        title="Netzwerk der Prüfenden und Ausbildenden",
        hue="training",
        summary="Wer prüft und ausbildet, findet hier Schulungen, Austausch und Vertretung.",
    )
    return [
        {"network": health, "facts": ["14 Unternehmen", "nächstes Treffen am 14. Januar", "12 Angebote"]},
        {"network": training, "facts": ["86 Prüfende, 41 Ausbildende", "nächste Schulung am 19. Januar"]},
    ]


def members():
    rows = [
        ("Federhoop Logistik", "Lager und Verkehr, Celle"),
        ("Grauwinkel Pflegehaus", "Pflege, Uelzen"),
        ("Möhlenkolk Maschinenbau", "Metall, Gifhorn"),
        ("Zwirnhof Software", "IT, Lüneburg"),
        ("Elmsholt Hotelbetriebe", "Hotel und Gastronomie, Heidekreis"),
    ]
    return [{"name": name, "url": "#", "line": line} for name, line in rows]


def listings():
    return [
        ListingCard(
            title="Vardenhoop Bewegungswerkstatt",
            url="#",
            organisation="Vardenhoop Sport GmbH",
            place="Uelzen",
            summary="Rückenkurse und aktive Pausen, bei Ihnen im Betrieb oder bei uns.",
            topics=["Bewegung und Ergonomie", "Ernährung"],
            offer_count=3,
            offers=[{"title": "Aktive Pause", "url": "#"}, {"title": "Rückenkurs für Fahrerinnen", "url": "#"}],
        ),
        ListingCard(
            title="Nordlichtpuls App",
            url="#",
            organisation="",
            place="bundesweit oder online",
            summary="",
            topics=["Schlaf und Schichtarbeit"],
            offer_count=1,
        ),
    ]


def offers():
    return [
        OfferCard(
            title="Aktive Pause",
            summary="Fünfzehn Minuten Bewegung am Arbeitsplatz, acht Wochen lang.",
            essentials=["vor Ort beim Unternehmen", "6 bis 20 Personen", "15 Minuten", "auf Anfrage"],
            facts=[("Zielgruppe", "Büro, Pflege"), ("Nachweis", "Zentrale Prüfstelle Prävention")],
            anchor="sample",
        ),
        OfferCard(title="Rückenkurs", summary="", essentials=["online"], facts=[], anchor="bare"),
    ]
