# ruff: noqa: E501 - prose
"""Dates of the network "Prüfen und Ausbilden"."""

from datetime import timedelta

from ..days import Days
from ..shapes import Event, Guests, Item, Text
from .networks import TRAINING

NELE = "nele.torfhagel"
BREAKFAST = """
Anderthalb Stunden, ein Thema, frische Brötchen. Beim Ausbildungsfrühstück treffen sich Ausbilderinnen, Ausbilder und
Ausbildungsbeauftragte, bevor der Arbeitstag richtig losgeht.

{topics}

Sie melden sich für einzelne Termine an und können auch nur einmal kommen.
"""


def events(d: Days):
    return (*_past(d), *_soon(d), *_later(d))


def _past(d):
    return (
        Event(
            Text(
                "Schulung für Prüfende: Schriftliche Aufgaben erstellen",
                "schriftliche-aufgaben-erstellen",
                "Eindeutig fragen, fair bewerten: ein Nachmittag mit alten Klausuren und rotem Stift.",
                """
                Eine gute Aufgabe hat genau eine Frage, genug Angaben und einen Maßstab, den auch eine zweite Person versteht.
                Wir haben zehn alte Aufgaben auseinandergenommen und sechs davon wieder zusammengesetzt.
                """,
                (
                    Item("14:00", "15:30", "Was macht eine Aufgabe unklar?", "Gesche Rispelgrund"),
                    Item("15:45", "17:30", "Werkstatt: zehn alte Aufgaben"),
                ),
                "Kostenfrei für ehrenamtlich Prüfende; Fahrtkosten werden erstattet",
            ),
            "prueferschulung",
            (d.at(-22, "fri", "14:00", "17:30"),),
            "giebel",
            (TRAINING,),
            ("lueneburg",),
            "kammerhaus",
            contact=NELE,
            capacity=20,
        ),
        Event(
            Text(
                "Ausbildungsfrühstück: Die ersten hundert Tage",
                "die-ersten-hundert-tage",
                "Neue Auszubildende gut ankommen lassen: was in den ersten Wochen zählt.",
                BREAKFAST.format(
                    topics="""Diesmal ging es um Patenschaften, um den ersten Fehler und um die Frage, wer eigentlich
                zeigt, wo die Toiletten sind."""
                ),
                (),
                "Kostenfrei",
            ),
            "ausbildertreff",
            (d.at(-12, "thu", "07:30", "09:00"),),
            "birkenweg",
            (TRAINING,),
            ("lueneburg", "harburg"),
            "kammerhaus",
            contact=NELE,
            capacity=25,
        ),
        Event(
            Text(
                "Infoabend: Prüferin oder Prüfer werden",
                "pruefer-werden",
                "Was kommt auf mich zu, wie viele Tage sind es, und was habe ich davon?",
                """
                Gesucht wurden vor allem Arbeitnehmerinnen und Arbeitnehmer aus Lager, Handel und IT. Wenn Sie nicht dabei
                sein konnten: Nele Torfhagel erklärt Ihnen alles auch am Telefon.
                """,
                (
                    Item("18:00", "18:20", "Wie ein Prüfungsausschuss arbeitet", "Nele Torfhagel"),
                    Item("18:20", "19:00", "Drei Prüfende erzählen", "Mehmet Haferkolk, Gesche Rispelgrund, Xi Zwirn"),
                    Item("19:00", "19:30", "Ihre Fragen"),
                ),
                "Kostenfrei",
            ),
            "infoveranstaltung",
            (d.at(-3, "wed", "18:00", "19:30"),),
            "giebel-nacht",
            (TRAINING,),
            (),
            "kammerhaus",
            attendance="hybrid",
            online_url="https://treffen.heideregion.example.org/pruefen",
            contact=NELE,
        ),
    )


def _soon(d):
    return (
        Event(
            Text(
                "Schulung für Prüfende: Mündliche Prüfungen bewerten",
                "muendliche-pruefungen-bewerten",
                "Fair, nachvollziehbar und ruhig: Bewerten üben an echten Fachgesprächen, gespielt von Profis.",
                """
                Zwei Prüfende hören dasselbe Gespräch und kommen auf 68 und auf 84 Punkte. Wie kann das sein? In dieser
                Schulung spielen Schauspielerinnen und Schauspieler drei Prüflinge: die Nervöse, den Redner, den Stillen. Sie
                bewerten, vergleichen und finden heraus, wo Ihr Maßstab verrutscht.

                ## Inhalte

                - Bewertungsbogen: was hineingehört und was nicht
                - Beobachten, notieren, erst dann werten
                - typische Fallen: der erste Eindruck, die eigene Lieblingsfrage, Mitleid
                - Niederschrift, die auch einem Widerspruch standhält

                ## Für wen

                Mitglieder der Prüfungsausschüsse und alle, die zum ersten Mal prüfen. Für die Teilnahme muss Ihr Betrieb Sie
                freistellen; eine Bescheinigung stellen wir aus.
                """,
                (
                    Item("09:00", "09:30", "Ankommen und drei Fragen zum Start"),
                    Item(
                        "09:30",
                        "12:00",
                        "Drei Prüflinge, drei Fachgespräche",
                        "Thees O'Hartmann-Weiß mit dem Ensemble Heidebühne",
                    ),
                    Item("13:00", "14:30", "Bewertungen vergleichen"),
                    Item("14:45", "16:00", "Niederschrift und Recht", "Nele Torfhagel"),
                ),
                "Kostenfrei für ehrenamtlich Prüfende; Fahrtkosten werden erstattet",
            ),
            "prueferschulung",
            (d.at(2, "fri", "09:00", "16:00"), d.at(8, "fri", "09:00", "16:00")),
            "giebel",
            (TRAINING,),
            ("uelzen",),
            "aula-ilmenau",
            contact=NELE,
            capacity=16,
            guests=(Guests(20, 1), Guests(14, date=1)),
        ),
        Event(
            Text(
                "Ausbildungsfrühstück Gifhorn",
                "ausbildungsfruehstueck-gifhorn",
                "Anderthalb Stunden, ein Thema, frische Brötchen – einmal im Monat am Mühlenteich.",
                BREAKFAST.format(
                    topics="""
## Die Themen

- erster Termin: Handy, Pausen, Regeln – was darf ich, was bringt es?
- zweiter Termin: Beurteilungsgespräche, nach denen beide wissen, wie es weitergeht
- dritter Termin: Prüfungsangst erkennen und ansprechen
- vierter Termin: Übernahme oder Abschied
"""
                ),
                (),
                "Kostenfrei",
            ),
            "ausbildertreff",
            d.each((3, 9, 13, 17), "thu", "07:30", "09:00"),
            "muehle",
            (TRAINING,),
            ("gifhorn",),
            "forum-muehlenteich",
            contact=NELE,
            capacity=25,
            guests=(Guests(5), Guests(3, date=1)),
        ),
        Event(
            Text(
                "Webinar: Berichtsheft digital",
                "berichtsheft-digital",
                "Führen, prüfen, freigeben: So sparen Betriebe, Schule und Auszubildende Papier und Ärger.",
                """
                Das Berichtsheft ist Pflicht, das Papier nicht. Eine Stunde mit drei Beispielen – vom einfachen Formular bis
                zum Programm – und den Fragen, die Sie vorher klären sollten.
                """,
                (),
                "Kostenfrei",
            ),
            "webinar",
            (d.at(6, "thu", "10:00", "11:00"),),
            "birkenweg",
            (TRAINING,),
            (),
            attendance="online",
            online_url="https://treffen.heideregion.example.org/berichtsheft",
            contact=NELE,
            capacity=100,
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Workshop: Wenn es in der Ausbildung knirscht",
                "wenn-es-knirscht",
                "Konflikte früh ansprechen, fair austragen, Abbrüche vermeiden.",
                """
                Mehr als jeder vierte Ausbildungsvertrag wird vorzeitig gelöst. Oft war Monate vorher zu spüren, dass etwas nicht stimmt. Wir
                üben Gespräche, die niemand gern führt: über Fehlzeiten, über Noten, über den Ton im Team.

                Die Gruppe ist klein, es gibt keine Warteliste. Der Workshop wird im Herbst und im Frühjahr wiederholt.
                """,
                (
                    Item("13:00", "14:30", "Hinschauen: Signale und Ursachen"),
                    Item("14:45", "17:00", "Gespräche üben", "Jannes Ruhlebarg, Konfliktberater"),
                ),
                "60 Euro",
            ),
            "workshop",
            (d.at(4, "wed", "13:00", "17:00"),),
            "birken-herbst",
            (TRAINING,),
            ("heidekreis",),
            "arbeitshafen",
            contact=NELE,
            capacity=10,
            waiting_list=False,
            guests=(Guests(10),),
        ),
        Event(
            Text(
                "Auszubildendenabschlussprüfungsvorbereitungsauftaktworkshops",
                "pruefungsvorbereitung",
                "Ein Nachmittag für Auszubildende im letzten Jahr: planen, lernen, schlafen – in dieser Reihenfolge.",
                """
                An drei Nachmittagen, für drei Gruppen: Auszubildende machen sich einen Lernplan bis zur Abschlussprüfung und
                probieren Techniken aus, die mehr bringen als Markieren. Prüfende beantworten Fragen zum Ablauf.

                Die Anmeldung läuft über das Portal der Berufsbildenden Schulen, weil diese die Freistellung regeln.
                """,
                (),
                "Kostenfrei",
            ),
            "workshop",
            (d.at(10, "mon", "14:00", "17:00"), d.at(10, "tue", "14:00", "17:00"), d.at(10, "wed", "14:00", "17:00")),
            "muehle-abend",
            (TRAINING,),
            ("uelzen",),
            "aula-ilmenau",
            contact=NELE,
            registration="external",
            external_url="https://bbs.heideregion.example.org/pruefungsvorbereitung",
        ),
    )


def _later(d):
    fair = d.at(16, "fri", "10:00", "17:00", days=2)
    return (
        Event(
            Text(
                "Schulung für Prüfende: Das Fachgespräch führen",
                "fachgespraech-fuehren",
                "Fragen, die zeigen, was jemand kann. Mit Videoaufnahmen, die nur Sie selbst sehen.",
                """
                Das Fachgespräch ist keine Abfrage. Wer gut fragt, erfährt, wie ein Prüfling denkt. Sie führen zwei Gespräche
                zu einer betrieblichen Aufgabe, werden aufgenommen und schauen sich das Ergebnis erst einmal allein an.
                """,
                (
                    Item("09:00", "12:30", "Fragetechnik und erste Aufnahme", "Thees O'Hartmann-Weiß"),
                    Item("13:30", "16:00", "Zweite Aufnahme und Rückmeldung"),
                ),
                "Kostenfrei für ehrenamtlich Prüfende; Fahrtkosten werden erstattet",
            ),
            "prueferschulung",
            (d.at(11, "wed", "09:00", "16:00"),),
            "giebel-nacht",
            (TRAINING,),
            ("celle",),
            "moehlenkolk-werk",
            contact=NELE,
            capacity=8,
            guests=(Guests(12, 2),),
        ),
        Event(
            Text(
                "Ausbildungstag Heideregion",
                "ausbildungstag",
                "Zwei Tage Werkstätten, Vorträge und eine kleine Messe für alle, die ausbilden oder prüfen.",
                """
                Am Freitag geht es um die Jugendlichen: Was bringen sie mit, was suchen sie, was brauchen sie von uns? Am
                Samstag geht es um uns selbst: Wie bleibt man gern Ausbilderin oder Ausbilder?

                Sie können einen Tag oder beide besuchen; bitte vermerken Sie es in der Anmeldung. Für Kinder von drei bis
                zehn Jahren gibt es am Samstag eine Betreuung.
                """,
                (
                    Item("10:00", "10:45", "Freitag: Eröffnung", "Dr. Henrike Lerchenkolk"),
                    Item("11:00", "12:30", "Was Auszubildende sich wünschen", "Acht Auszubildende auf dem Podium"),
                    Item(
                        "13:30",
                        "17:00",
                        "Sechs Werkstätten",
                        text="Unter anderem: Lernen mit wenig Deutsch, Projekte statt Unterweisung, Prüfen ohne Angst",
                    ),
                    Item("10:00", "12:00", "Samstag: Gern ausbilden, lange ausbilden", "Şule Tollmark"),
                    Item("13:00", "15:00", "Markt der Möglichkeiten"),
                ),
                "Freitag 35 Euro, Samstag kostenfrei",
            ),
            "messe",
            (fair,),
            "rueben",
            (TRAINING,),
            ("wolfsburg",),
            "werkforum",
            contact=NELE,
            capacity=150,
            guests=(Guests(5),),
            english=Text(
                "Trainers' day",
                "trainers-day",
                "Two days of workshops, talks and a small fair for all who train or examine.",
                """
                Friday is about young people: what do they bring, what are they looking for, what do they need from us?
                Saturday is about ourselves: how does one stay a trainer gladly?

                Two of the six workshops are held in English. Come for one day or both.
                """,
                (
                    Item("10:00", "10:45", "Friday: opening", "Dr. Henrike Lerchenkolk"),
                    Item("11:00", "12:30", "What trainees wish for", "Eight trainees on stage"),
                    Item("13:30", "17:00", "Six workshops"),
                    Item("10:00", "12:00", "Saturday: training gladly, training long", "Şule Tollmark"),
                    Item("13:00", "15:00", "Market of possibilities"),
                ),
                "Friday 35 euros, Saturday free of charge",
            ),
        ),
        Event(
            Text(
                "Auffrischung: Ausbildereignung kompakt",
                "ausbildereignung-kompakt",
                "Drei Tage für alle, deren Prüfung schon lange her ist: neues Recht, neue Methoden, neue Generation.",
                """
                Vier Handlungsfelder, drei Tage, keine Prüfung am Ende. Wir gehen durch, was sich seit Ihrer Ausbildereignung
                geändert hat, und überlegen, was davon in Ihrem Betrieb ankommen soll.
                """,
                (),
                "240 Euro, mit Mittagessen",
            ),
            "workshop",
            (d.at(22, "mon", "09:00", "16:00", days=3),),
            "elbaue",
            (TRAINING,),
            ("luechow-dannenberg",),
            "werkhof-wendland",
            contact=NELE,
            capacity=15,
            guests=(Guests(3),),
        ),
        Event(
            Text(
                "Dankeschön-Abend für das Ehrenamt",
                "dankeschoen-abend",
                "Essen, Musik und ein paar Urkunden: ein Abend nur für Mitglieder des Netzwerks.",
                "Sie dürfen eine Begleitung mitbringen. Bitte melden Sie beide Personen an.",
                (),
                "Kostenfrei",
            ),
            "netzwerktreffen",
            (d.at(29, "fri", "18:00", "22:00"),),
            "elbe-abend",
            (TRAINING,),
            ("heidekreis",),
            "birkquast-saal",
            contact=NELE,
            visibility="group",
            capacity=80,
        ),
        Event(
            Text(
                "Schulung für Prüfende: Prüfen in einer zweiten Sprache",
                "pruefen-in-zweiter-sprache",
                "Wenn Deutsch nicht die erste Sprache ist: verständlich fragen, Leistung erkennen, fair bleiben.",
                """
                Prüfungen sind auf Deutsch. Trotzdem soll nicht die Sprache geprüft werden, sondern der Beruf. Wie formuliert
                man verständlich, ohne es leichter zu machen? Was darf man erklären, was nicht?
                """,
                (),
                "Kostenfrei für ehrenamtlich Prüfende; Fahrtkosten werden erstattet",
            ),
            "prueferschulung",
            (d.at(39, "fri", "09:00", "15:00"),),
            "elbaue",
            (TRAINING,),
            ("lueneburg",),
            "kammerhaus",
            attendance="hybrid",
            online_url="https://treffen.heideregion.example.org/zweite-sprache",
            contact=NELE,
            capacity=20,
            opens_at=fair.starts_at + timedelta(weeks=8),
        ),
        Event(
            Text(
                "Entwurf: Exkursion zu einer Lernwerkstatt",
                "exkursion-lernwerkstatt",
                "Noch in Planung, das Datum ist nicht bestätigt.",
                "Busabfahrt und Ziel müssen noch geklärt werden.",
            ),
            "besichtigung",
            (d.at(33, "tue", "08:00", "18:00"),),
            "bruecke",
            (TRAINING,),
            (),
            contact=NELE,
            draft=True,
        ),
    )
