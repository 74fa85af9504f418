# ruff: noqa: E501 - prose
"""Dates of the initiative itself: recruiting from abroad, places to work, ways into vocational training."""

from ..days import Days
from ..shapes import Event, Guests, Item, Text

OVE, IMKE, TJARK, HENRIKE = "ove.ginsterloh", "imke.brookwinkel", "tjark.wacholm", "henrike.lerchenkolk"
ALL_DISTRICTS = (
    "celle",
    "gifhorn",
    "harburg",
    "heidekreis",
    "luechow-dannenberg",
    "lueneburg",
    "uelzen",
    "wolfsburg",
)


def events(d: Days):
    return (*_past(d), *_abroad(d), *_preparation(d), *_places(d))


def _past(d):
    return (
        Event(
            Text(
                "Projektwerkstatt: Von der Idee zum Antrag",
                "projektwerkstatt",
                "Zwölf Ideen, sechs Stunden, am Ende vier Skizzen, mit denen man sich sehen lassen kann.",
                """
                Nicht jede Idee muss ein Projekt werden. Die Werkstatt half beim Sortieren: Was ist reif, was braucht noch
                einen Partner, was lassen wir?
                """,
                (
                    Item("10:00", "12:30", "Ideen vorstellen, Fragen stellen"),
                    Item("13:30", "16:00", "Schreiben mit Beratung", "Team der Zukunftsinitiative"),
                ),
                "Kostenfrei",
            ),
            "workshop",
            (d.at(-25, "thu", "10:00", "16:00"),),
            "heide-morgen",
            (),
            ALL_DISTRICTS,
            "kammerhaus",
            contact=HENRIKE,
            capacity=40,
        ),
        Event(
            Text(
                "Standortspaziergang: Wo das Wendland arbeitet",
                "standortspaziergang-wendland",
                "Zu Fuß durch Lüchow: leere Läden, volle Ideen und ein Werkhof im Umbau.",
                """
                Vierzig Menschen gingen mit. Am Ende hatten drei von ihnen einen Schreibtisch gemietet.
                """,
                (),
                "Kostenfrei",
            ),
            "besichtigung",
            (d.at(-7, "sat", "11:00", "13:00"),),
            "elbaue",
            (),
            ("luechow-dannenberg",),
            "werkhof-wendland",
            contact=TJARK,
            registration="none",
        ),
    )


def _abroad(d):
    return (
        Event(
            Text(
                "Sprechtag: Fachkräfte aus dem Ausland",
                "sprechtag-fachkraefte",
                "45 Minuten nur für Ihren Betrieb: vom ersten Gedanken bis zum Visum.",
                """
                Sie möchten jemanden aus dem Ausland einstellen und wissen nicht, wo Sie anfangen sollen? Oder Sie haben
                angefangen und kommen nicht weiter? Am Sprechtag sitzen Kammer, Arbeitsagentur und Willkommensbüro an einem
                Tisch.

                ## So läuft es ab

                Nach der Anmeldung rufen wir Sie an und vereinbaren die Uhrzeit zwischen 9 und 15 Uhr. Hilfreich sind eine
                Stellenbeschreibung und – wenn es schon jemanden gibt – der Lebenslauf.
                """,
                (),
                "Kostenfrei",
            ),
            "infoveranstaltung",
            d.each((2, 8, 12, 16, 20, 25), "mon", "09:00", "15:00"),
            "bruecke",
            (),
            (),
            "kammerhaus",
            contact=OVE,
            capacity=6,
            waiting_list_limit=4,
            guests=(Guests(8, 1), Guests(4, date=1)),
            english=Text(
                "Consultation day: recruiting from abroad",
                "consultation-day",
                "45 minutes for your company alone: from the first thought to the visa.",
                """
                You would like to employ somebody from abroad and do not know where to begin? Or you have begun and are
                stuck? On this day the chamber, the employment agency and the welcome office sit at one table.

                After you register we call you and agree on a time between 9 a.m. and 3 p.m. Consultations can be held in
                English.
                """,
                (),
                "Free of charge",
            ),
        ),
        Event(
            Text(
                "Webinar: Das beschleunigte Verfahren verstehen",
                "beschleunigtes-verfahren",
                "Wer muss was wann einreichen? Eine Stunde zum Fachkräfteverfahren, mit Beispiel und Zeitplan.",
                """
                Das beschleunigte Fachkräfteverfahren kostet Geld und spart Zeit – wenn alle Unterlagen da sind. Wir gehen den
                Weg eines Lagerlogistikers aus Indien Schritt für Schritt durch, mit allen Stellen, die beteiligt sind.

                Fristen und Gebühren ändern sich. Wir nennen den Stand des Tages und sagen, wo Sie ihn nachprüfen.
                """,
                (
                    Item("11:00", "11:25", "Der Weg auf einer Seite", "Ove Ginsterloh"),
                    Item("11:25", "11:45", "Ein Betrieb erzählt", "Ionuț Grauwinkel"),
                    Item("11:45", "12:00", "Fragen"),
                ),
                "Kostenfrei",
            ),
            "webinar",
            (d.at(4, "tue", "11:00", "12:00"), d.at(27, "tue", "11:00", "12:00")),
            "bruecke",
            (),
            ALL_DISTRICTS,
            attendance="online",
            online_url="https://treffen.heideregion.example.org/verfahren",
            contact=OVE,
            guests=(Guests(4),),
            english=Text(
                "Webinar: the fast-track procedure for skilled workers",
                "fast-track-procedure",
                "Who has to hand in what, and when? One hour with an example and a timetable.",
                """
                The fast-track procedure costs money and saves time, if all papers are there. We follow a warehouse logistics
                specialist from India step by step, with every office involved.

                The webinar is in German with English slides; questions in English are welcome.
                """,
                (
                    Item("11:00", "11:25", "The way on one page", "Ove Ginsterloh"),
                    Item("11:25", "11:45", "A company reports", "Ionuț Grauwinkel"),
                    Item("11:45", "12:00", "Questions"),
                ),
                "Free of charge",
            ),
        ),
        Event(
            Text(
                "Workshop: Ankommen im Team",
                "ankommen-im-team",
                "Der Vertrag ist unterschrieben, der Koffer ausgepackt. Und dann? Einarbeiten über Sprachgrenzen hinweg.",
                """
                Die ersten drei Monate entscheiden, ob jemand bleibt. Fachkräfte, die aus Rumänien, Vietnam und Brasilien in die
                Region gekommen sind, erzählen, was geholfen hat. Danach plant jede Gruppe die erste Woche für eine neue
                Kollegin.
                """,
                (
                    Item("09:30", "11:00", "Drei Wege, drei Geschichten", "Moderation: Ove Ginsterloh"),
                    Item("11:15", "13:00", "Die erste Woche planen"),
                ),
                "Kostenfrei, gefördert",
            ),
            "workshop",
            (d.at(10, "thu", "09:30", "13:00"),),
            "elbaue",
            (),
            ("uelzen", "lueneburg"),
            "stadthalle-ilmenau",
            contact=OVE,
            capacity=24,
            guests=(Guests(5),),
            english=Text(
                "Workshop: arriving in the team",
                "arriving-in-the-team",
                "The contract is signed, the suitcase unpacked. And then? Settling in across languages.",
                """
                The first three months decide whether somebody stays. Skilled people who came from Romania, Vietnam and Brazil
                tell what helped. Then each group plans the first week of a new colleague.

                We speak German and English, as the group needs it.
                """,
                (
                    Item("09:30", "11:00", "Three ways, three stories"),
                    Item("11:15", "13:00", "Planning the first week"),
                ),
                "Free of charge",
            ),
        ),
    )


def _preparation(d):
    return (
        Event(
            Text(
                "Infoabend: Duale Berufsausbildungsvorbereitung Gifhorn",
                "infoabend-gifhorn",
                "Ein Jahr Schule und Betrieb für junge Menschen, die noch keinen Ausbildungsplatz haben.",
                """
                Drei Tage im Betrieb, zwei Tage in der Schule, dazu eine Begleitung, die immer erreichbar ist: So sieht die
                Woche im Modellprojekt aus. Wir erklären, wie Betriebe mitmachen, was die Jugendlichen mitbringen und was der
                Alltag verlangt.

                ## Für wen

                Betriebe aus dem Landkreis Gifhorn, Eltern, Jugendliche, Lehrkräfte. Es wird in einfacher Sprache erklärt und
                auf Wunsch ins Ukrainische und Arabische übersetzt.
                """,
                (
                    Item("18:00", "18:30", "So läuft das Jahr", "Imke Brookwinkel"),
                    Item("18:30", "19:00", "Wir waren dabei", "Drei Jugendliche und ihre Betriebe"),
                    Item("19:00", "20:00", "Gespräche an Tischen"),
                ),
                "Kostenfrei",
            ),
            "infoveranstaltung",
            (d.at(3, "wed", "18:00", "20:00"),),
            "muehle-abend",
            (),
            ("gifhorn",),
            "forum-muehlenteich",
            contact=IMKE,
            capacity=60,
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Infoabend: Duale Berufsausbildungsvorbereitung Uelzen",
                "infoabend-uelzen",
                "Das Modell aus Gifhorn, angepasst an kleine Betriebe auf dem Land.",
                """
                In Uelzen teilen sich zwei Betriebe eine Person: ein halbes Jahr hier, ein halbes Jahr dort. Das entlastet und
                gibt Jugendlichen zwei Berufe zum Vergleichen.
                """,
                (),
                "Kostenfrei",
            ),
            "infoveranstaltung",
            (d.at(15, "tue", "18:00", "19:30"),),
            "rueben",
            (),
            ("uelzen",),
            "aula-ilmenau",
            contact=IMKE,
            capacity=60,
            guests=(Guests(5),),
        ),
    )


def _places(d):
    return (
        Event(
            Text(
                "Coworking kennenlernen: ein Tag zur Probe",
                "coworking-probetag",
                "Laptop mitbringen, Platz aussuchen, arbeiten. Mittags gibt es Suppe und Auskunft.",
                """
                Zweimal im Arbeitshafen am Bahnhof Soltau. Das Team zeigt Ihnen die Räume, erklärt die Preise und stellt Ihnen
                vor, wer sonst noch da sitzt. Termine im Werkhof Wendland folgen, sobald die Toilette fertig ist.

                Eine Anmeldung ist nicht nötig.
                """,
                (),
                "Kostenfrei",
            ),
            "besichtigung",
            d.each((3, 10), "wed", "09:00", "17:00"),
            "elbaue",
            (),
            ("heidekreis",),
            "arbeitshafen",
            contact=TJARK,
            registration="none",
        ),
        Event(
            Text(
                "Gründungsfrühstück Heidekreis",
                "gruendungsfruehstueck",
                "Wer gründet oder gerade gegründet hat, trifft hier andere – und jemanden, der sich mit Anträgen auskennt.",
                "Kein Vortrag, nur Tische: Steuern, Förderung, Kundschaft, Mut. Sie wechseln, wann Sie wollen.",
                (),
                "5 Euro für das Frühstück",
            ),
            "netzwerktreffen",
            d.each((4, 10, 18, 28), "fri", "08:30", "10:30"),
            "heide-morgen",
            (),
            ("heidekreis",),
            "arbeitshafen",
            contact=TJARK,
            capacity=30,
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Zukunftsforum Heideregion",
                "zukunftsforum",
                "Sechs Projekte, ein Tag, viele Beteiligte: Was ist gelungen, was kommt als Nächstes?",
                """
                Einmal im Jahr legen alle Projekte Rechenschaft ab, in je zwölf Minuten und mit genau drei Folien. Am
                Nachmittag entscheiden die Partner, welche neue Idee im nächsten Jahr begleitet wird.
                """,
                (
                    Item("10:00", "10:30", "Wo wir stehen", "Dr. Henrike Lerchenkolk"),
                    Item("10:30", "12:15", "Sechs Projekte in je zwölf Minuten"),
                    Item("13:15", "15:00", "Neue Ideen an sechs Tischen"),
                    Item("15:00", "16:00", "Entscheidung und Ausklang"),
                ),
                "Kostenfrei",
            ),
            "infoveranstaltung",
            (d.at(37, "thu", "10:00", "16:00"),),
            "heide-abend",
            (),
            ALL_DISTRICTS,
            "stadthalle-ilmenau",
            attendance="hybrid",
            online_url="https://treffen.heideregion.example.org/zukunftsforum",
            contact=HENRIKE,
            capacity=250,
            english=Text(
                "Future forum of the heath region",
                "future-forum",
                "Six projects, one day, many partners: what worked, and what comes next?",
                """
                Once a year all projects give an account of themselves, in twelve minutes each and with exactly three slides.
                In the afternoon the partners decide which new idea will be supported next year.
                """,
                (),
                "Free of charge",
            ),
        ),
    )
