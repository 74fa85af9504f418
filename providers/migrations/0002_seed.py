"""The vocabulary a directory starts with. Adds what is missing and never touches what editors have changed."""

from django.db import migrations

# slug: (German, English, used on, hierarchical, German hint, English hint)
FACETS = {
    "bgf_field": (
        "Handlungsfeld",
        "Field of action",
        "both",
        True,
        "Nach dem Leitfaden Prävention der Krankenkassen, ergänzt um weitere Themen.",
        "After the health insurers' prevention guideline, with further topics.",
    ),
    "bgm_step": (
        "Schritt im Gesundheitsmanagement",
        "Step of health management",
        "both",
        False,
        "Wobei die Unterstützung hilft: vom Aufbau der Strukturen bis zur Auswertung.",
        "What the support helps with: from setting up structures to evaluation.",
    ),
    "provider_type": ("Art des Anbieters", "Kind of provider", "listing", False, "", ""),
    "offer_format": ("Format", "Format", "offer", False, "", ""),
    "target_group": ("Zielgruppe", "Target group", "offer", False, "", ""),
    "price_model": ("Kosten", "Price", "offer", False, "", ""),
    "language": ("Sprache", "Language", "both", False, "", ""),
    "access_feature": (
        "Barrierefreiheit",
        "Accessibility",
        "both",
        False,
        "Nach Angaben der Anbieter.",
        "As stated by the providers.",
    ),
}

# slug: (German, English, synonyms[, parent])
TERMS = {
    "bgf_field": {
        "arbeitsgestaltung": (
            "Gesundheitsförderliche Arbeitsgestaltung",
            "Healthy work design",
            "Verhältnisprävention, work design",
        ),
        "arbeitsbedingungen": (
            "Arbeitstätigkeit und Arbeitsbedingungen",
            "Tasks and working conditions",
            "Arbeitsplatz, Lärm, Licht, Raumklima",
            "arbeitsgestaltung",
        ),
        "fuehrung": (
            "Gesundheitsgerechte Führung",
            "Healthy leadership",
            "Führungskräfte, gesund führen, leadership",
            "arbeitsgestaltung",
        ),
        "rahmen": (
            "Betriebliche Rahmenbedingungen",
            "Conditions in the company",
            "Steuerkreis, Betriebsvereinbarung, Kantine",
            "arbeitsgestaltung",
        ),
        "lebensstil": (
            "Gesundheitsförderlicher Arbeits- und Lebensstil",
            "Healthy work and life style",
            "Verhaltensprävention, lifestyle",
        ),
        "stress": (
            "Stressbewältigung und Ressourcenstärkung",
            "Coping with stress, building resources",
            "Stress, Burnout, Resilienz, Achtsamkeit, Entspannung, Meditation",
            "lebensstil",
        ),
        "bewegung": (
            "Bewegung und Ergonomie",
            "Exercise and ergonomics",
            "Rücken, Rückenschule, Rückenkurs, Sport, Fitness, Yoga, aktive Pause, back",
            "lebensstil",
        ),
        "ernaehrung": (
            "Gesunde Ernährung im Arbeitsalltag",
            "Healthy food at work",
            "Essen, Kantine, Verpflegung, nutrition",
            "lebensstil",
        ),
        "sucht": (
            "Suchtprävention im Betrieb",
            "Prevention of addiction",
            "Alkohol, Rauchen, Nichtraucher, Medikamente, smoking",
            "lebensstil",
        ),
        "vernetzung": (
            "Überbetriebliche Vernetzung und Beratung",
            "Networks between companies",
            "Netzwerk, Kooperation, Erfahrungsaustausch",
        ),
        "arbeitsschutz": (
            "Arbeitsschutz und Gefährdungsbeurteilung",
            "Safety at work and risk assessment",
            "Sicherheit, Betriebsarzt, Arbeitsmedizin, ArbSchG, Unterweisung",
        ),
        "bem": (
            "Betriebliches Eingliederungsmanagement (BEM)",
            "Return to work after illness",
            "Wiedereingliederung, Hamburger Modell, Langzeiterkrankung",
        ),
        "psyche": (
            "Psychische Gesundheit",
            "Mental health",
            "EAP, Mitarbeiterberatung, Depression, psychische Belastung, Krise",
        ),
        "schlaf": (
            "Schlaf und Schichtarbeit",
            "Sleep and shift work",
            "Nachtschicht, Nachtarbeit, Erholung, Müdigkeit",
        ),
        "diversity": (
            "Demografie und Vereinbarkeit",
            "Age, family and work",
            "Alter, Pflege von Angehörigen, Familie, Vielfalt, diversity",
        ),
    },
    "bgm_step": {
        "struktur": ("Strukturen schaffen", "Set up structures", "Steuerkreis, Einführung, Konzept"),
        "analyse": ("Analyse", "Analysis", "Befragung, Fehlzeiten, Gefährdungsbeurteilung"),
        "planung": ("Maßnahmen planen", "Plan measures", "Ziele, Gesundheitszirkel"),
        "umsetzung": ("Umsetzung", "Put into practice", "Kurse, Aktionen, Training"),
        "evaluation": ("Auswertung", "Evaluation", "Evaluation, Wirkung, Kennzahlen"),
    },
    "provider_type": {
        "einzelperson": (
            "Einzelanbieterin oder Einzelanbieter",
            "Sole provider",
            "selbstständig, Freiberufler, Trainer",
        ),
        "praxis": (
            "Physio- oder Ergotherapiepraxis",
            "Physiotherapy or occupational therapy practice",
            "Physiotherapie, Krankengymnastik, Ergotherapie",
        ),
        "arztpraxis": (
            "Arbeitsmedizin und Betriebsarztpraxis",
            "Occupational physician",
            "Betriebsarzt, Betriebsärztin, Ärztin, Arzt",
        ),
        "fitness": ("Fitness- oder Gesundheitsstudio", "Fitness or health studio", "Sportstudio, Training, gym"),
        "beratung": (
            "Beratung zum Gesundheitsmanagement",
            "Health management consultancy",
            "BGM, Unternehmensberatung",
        ),
        "psych": ("Psychologische Beratung", "Psychological counselling", "EAP, Psychologie, Therapie, Coaching"),
        "ernaehrung": ("Ernährungsberatung", "Nutrition counselling", "Ökotrophologie, Diät"),
        "catering": ("Betriebsverpflegung", "Company catering", "Kantine, Küche, Mittagessen"),
        "sportverein": ("Verein oder Volkshochschule", "Club or adult education centre", "Sportverein, VHS"),
        "klinik": ("Klinik oder Rehabilitation", "Clinic or rehabilitation", "Krankenhaus, Reha, Kur"),
        "kasse": ("Krankenkasse", "Health insurer", "Krankenversicherung, GKV"),
        "uv": ("Unfallversicherungsträger", "Accident insurer", "Berufsgenossenschaft, BG, DGUV"),
        "ergonomie": ("Ergonomie-Ausstattung", "Ergonomic equipment", "Büromöbel, Stuhl, Stehtisch"),
        "digital": ("Digitale Plattform", "Digital platform", "App, online, Software"),
        "bildung": ("Bildungsträger", "Training institution", "Weiterbildung, Akademie, Schulung"),
    },
    "offer_format": {
        "vortrag": ("Vortrag", "Talk", "Referat, Impuls, lecture"),
        "workshop": ("Workshop", "Workshop", "Arbeitsgruppe"),
        "kurs": ("Kurs mit mehreren Terminen", "Course of several sessions", "Training, Rückenkurs, Gruppe"),
        "seminar": ("Seminar", "Seminar", "Schulung, Fortbildung"),
        "beratung": ("Beratung", "Consulting", "Begehung, Konzept"),
        "analyse": ("Befragung oder Analyse", "Survey or analysis", "Mitarbeiterbefragung, Mitarbeitendenbefragung"),
        "checkup": ("Check-up oder Screening", "Check-up or screening", "Untersuchung, Messung, Vorsorge, Impfung"),
        "aktion": ("Aktionsstand oder Mitmachaktion", "Stand or activity", "Messestand, Challenge"),
        "gesundheitstag": ("Paket für Gesundheitstage", "Package for health days", "Gesundheitstag, Aktionstag"),
        "coaching": ("Einzelcoaching", "Individual coaching", "Einzelberatung, Gespräch"),
        "app": ("Digitales Angebot", "Digital offer", "App, Online-Kurs, Video, Plattform"),
        "ausbildung": ("Schulung von Multiplikatorinnen und Multiplikatoren", "Training of multipliers", "Gesundheitslotsen, Ausbildung"),
    },
    "target_group": {
        "beschaeftigte": ("Beschäftigte", "Employees", "Mitarbeiter, Mitarbeitende, Belegschaft, Personal"),
        "fuehrungskraefte": ("Führungskräfte", "Managers", "Chef, Leitung, Vorgesetzte, Meister"),
        "auszubildende": ("Auszubildende", "Trainees", "Azubi, Lehrlinge, Ausbildung"),
        "schichtarbeitende": ("Schichtarbeitende", "Shift workers", "Nachtschicht, Wechselschicht"),
        "homeoffice": ("Beschäftigte im Homeoffice", "People working from home", "mobiles Arbeiten, Telearbeit"),
        "pflege": ("Pflege", "Care", "Altenpflege, Krankenpflege, Pflegekräfte, nurses"),
        "produktion": ("Produktion", "Production", "Fertigung, Lager, gewerblich, Handwerk"),
        "buero": ("Büro", "Office", "Verwaltung, Bildschirmarbeit"),
        "aussendienst": ("Außendienst und Fahrdienst", "Field staff and drivers", "Fahrer, Vertrieb, Montage"),
        "aeltere": ("Ältere Beschäftigte", "Older employees", "50plus, Demografie"),
        "betriebsrat": ("Betriebsrat", "Works council", "Personalrat, Interessenvertretung"),
        "bgm": (
            "Verantwortliche für Gesundheit",
            "People in charge of health",
            "BGM-Verantwortliche, Personalabteilung",
        ),
    },
    "price_model": {
        "kostenfrei": ("Kostenfrei", "Free of charge", "kostenlos, gratis, umsonst"),
        "anfrage": ("Auf Anfrage", "On request", "Angebot"),
        "je_person": ("Preis je Person", "Price per person", "Teilnahmegebühr"),
        "je_termin": ("Preis je Termin", "Price per session", "Pauschale, Tagessatz"),
        "kassenzuschuss": (
            "Kassenzuschuss möglich",
            "Subsidy of health insurers possible",
            "Krankenkasse, Förderung, ZPP",
        ),
        "paragraf3": (
            "Steuerfrei möglich (§ 3 Nr. 34 EStG)",
            "Tax exemption possible (section 3 no. 34 EStG)",
            "Steuer, 600 Euro, steuerfrei",
        ),
    },
    "language": {
        "de": ("Deutsch", "German", ""),
        "en": ("Englisch", "English", ""),
        "ro": ("Rumänisch", "Romanian", ""),
        "pl": ("Polnisch", "Polish", ""),
        "uk": ("Ukrainisch", "Ukrainian", ""),
        "tr": ("Türkisch", "Turkish", ""),
        "ar": ("Arabisch", "Arabic", ""),
        "dgs": ("Deutsche Gebärdensprache", "German Sign Language", "DGS, gehörlos"),
        "leicht": ("Leichte Sprache", "Easy language", "einfache Sprache"),
    },
    "access_feature": {
        "rollstuhl": ("Rollstuhlgerecht", "Wheelchair accessible", "Rollstuhl, stufenlos, barrierefrei"),
        "induktion": ("Induktionsschleife", "Hearing loop", "Hörgeräte, schwerhörig"),
        "gebaerdensprache": (
            "Gebärdensprachdolmetschen auf Anfrage",
            "Sign language interpreting on request",
            "DGS, gehörlos",
        ),
        "leichte_sprache": ("Unterlagen in Leichter Sprache", "Material in easy language", "einfache Sprache"),
        "ruhiger_raum": ("Ruhiger Raum", "Quiet room", "Rückzugsraum, Pause"),
    },
}


def sow(apps, schema_editor):
    for order, (slug, facet) in enumerate(FACETS.items()):
        sow_facet(apps, slug, facet, order * 10)


def sow_facet(apps, slug, values, order):
    name, name_en, used_on, hierarchical, hint, hint_en = values
    facet, _ = apps.get_model("providers", "Facet").objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "name_en": name_en,
            "used_on": used_on,
            "hierarchical": hierarchical,
            "help_text": hint,
            "help_text_en": hint_en,
            "multi": slug != "provider_type",
            "sort_order": order,
        },
    )
    for place, (term, values) in enumerate(TERMS[slug].items()):
        sow_term(apps.get_model("providers", "Term"), facet, term, values, place * 10)


def sow_term(Term, facet, slug, values, order):
    name, name_en, synonyms, *parent = values
    Term.objects.get_or_create(
        facet=facet,
        slug=slug,
        defaults={
            "name": name,
            "name_en": name_en,
            "synonyms": synonyms,
            "parent": Term.objects.filter(facet=facet, slug=parent[0]).first() if parent else None,
            "sort_order": order,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_initial")]
    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
