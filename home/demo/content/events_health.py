# ruff: noqa: E501 - prose
"""Dates of the network "Unternehmen Gesundheit"."""

from datetime import timedelta

from ..days import Days, moment, span
from ..shapes import Event, Guests, Item, Text
from .networks import HEALTH
from .questions import HEALTH_DAY

MALTE = "malte.quennlage"
TEA = "Ankommen bei Kaffee und Tee"


def events(d: Days):
    return (*_past(d), *_soon(d), *_later(d), *_clock_changes(d))


def _past(d):
    return (
        Event(
            Text(
                "Netzwerktreffen: Gesund führen im Schichtbetrieb",
                "gesund-fuehren-im-schichtbetrieb",
                "Wie führt man Menschen, die man nur jede dritte Woche sieht? Drei Schichtleitungen berichten.",
                """
                Wer im Wechsel arbeitet, sieht seine Leitung selten – und umgekehrt. Federhoop Logistik hat die Übergaben
                verlängert und dafür eine wöchentliche Besprechung gestrichen. Ob das funktioniert hat, erzählen
                diejenigen, die es ausprobiert haben.

                ## Für wen

                Schichtleitungen, Personalverantwortliche, Betriebsräte. Vorkenntnisse brauchen Sie nicht.
                """,
                (
                    Item("15:00", "15:20", TEA),
                    Item("15:20", "16:10", "Rundgang durch Halle 4", "Carsten Federhoop, Federhoop Logistik"),
                    Item("16:10", "17:00", "Drei Schichten, drei Antworten", "Schichtleitungen im Gespräch"),
                    Item("17:00", "17:30", "Was nehmen wir mit?", "Moderation: Malte Quennlage"),
                ),
                "Kostenfrei",
            ),
            "netzwerktreffen",
            (d.at(-26, "tue", "15:00", "17:30"),),
            "wacholder",
            (HEALTH,),
            ("harburg",),
            "federhoop-lager",
            contact=MALTE,
            capacity=35,
        ),
        Event(
            Text(
                "Regionaler Gesundheitstag Celle",
                "gesundheitstag-celle",
                "Ein Tag rund um Rücken, Schlaf und Seele – mit Vorträgen, Messstationen und elf Anbietern aus der Region.",
                """
                Rund 160 Menschen aus 48 Betrieben waren da. Die meistbesuchte Station war keine Messung, sondern das
                Sofa: Wer wollte, konnte zehn Minuten nichts tun.

                Die Folien der Vorträge bekommen Sie auf Anfrage bei der Koordination.
                """,
                (
                    Item("10:00", "10:15", "Begrüßung", "Dr. Henrike Lerchenkolk"),
                    Item("10:15", "11:00", "Was der Rücken von der Werkbank weiß", "Jördis Vardenhoop"),
                    Item("11:15", "12:30", "Mitmachen: Messen, Heben, Hinhören", text="Stationen in der ganzen Halle"),
                    Item("13:30", "14:30", "Schlafen, wenn andere frühstücken", "Dr. Wiebke Elbrausch"),
                    Item("14:30", "16:00", "Markt der Anbieter"),
                ),
                "Kostenfrei, Mittagsimbiss inbegriffen",
            ),
            "gesundheitstag",
            (d.at(-17, "wed", "10:00", "16:00"),),
            "heide-tag",
            (HEALTH,),
            ("celle",),
            "moehlenkolk-werk",
            contact=MALTE,
            capacity=180,
        ),
        Event(
            Text(
                "Webinar: Pausen, die wirken",
                "pausen-die-wirken",
                "Fünf Minuten reichen, wenn man sie richtig legt. Eine Stunde mit Übungen für Büro und Werkbank.",
                """
                Kurze Pausen sind die billigste Gesundheitsmaßnahme, die es gibt – und die erste, die ausfällt. Wir zeigen,
                wann sie am meisten bringen und wie man sie so in den Tag einbaut, dass sie bleiben.
                """,
                (),
                "Kostenfrei",
            ),
            "webinar",
            (d.at(-9, "thu", "11:00", "12:00"),),
            "birkenweg",
            (HEALTH,),
            (),
            attendance="online",
            online_url="https://treffen.heideregion.example.org/pausen",
            contact=MALTE,
        ),
        Event(
            Text(
                "Workshop: Das Gespräch nach der Krankheit",
                "gespraech-nach-der-krankheit",
                "Einladen, zuhören, vereinbaren: BEM-Gespräche üben, bevor es ernst wird.",
                """
                Wer länger als sechs Wochen krank war, soll vom Betrieb ein Gespräch angeboten bekommen. Das steht im
                Gesetz. Wie man es führt, ohne zu drängen und ohne sich herauszureden, steht dort nicht. Wir haben es mit
                verteilten Rollen geübt.

                ## Für wen

                Alle, die solche Gespräche führen oder begleiten: Personalabteilung, Betriebsrat,
                Schwerbehindertenvertretung, Leitungen kleiner Betriebe.
                """,
                (
                    Item("09:00", "09:30", "Was das Gesetz verlangt und was nicht"),
                    Item("09:30", "11:30", "Üben zu dritt: einladen, zuhören, vereinbaren", "Aylin Brisselkamp"),
                    Item("11:45", "13:00", "Schwierige Momente", text="Was tun bei Tränen, Schweigen, Ärger?"),
                ),
                "45 Euro, für Mitglieder des Netzwerks kostenfrei",
            ),
            "workshop",
            (d.at(-5, "wed", "09:00", "13:00"),),
            "birken-herbst",
            (HEALTH,),
            ("gifhorn", "wolfsburg"),
            "forum-muehlenteich",
            contact=MALTE,
            capacity=16,
        ),
        Event(
            Text(
                "Arbeitskreis der Gesundheitsdienstleister: Jahresplan",
                "arbeitskreis-jahresplan",
                "Rückblick auf das Jahr, Standplan für den Gesundheitstag, Wünsche an das Verzeichnis.",
                "Das Protokoll liegt bei der Koordination und wird in der nächsten Sitzung beschlossen.",
            ),
            "arbeitskreis",
            (d.at(-3, "thu", "16:00", "18:00"),),
            "giebel",
            (HEALTH,),
            (),
            "kammerhaus",
            contact=MALTE,
            visibility="group",
            capacity=24,
        ),
    )


def _soon(d):
    return (
        Event(
            Text(
                "Webinar: Krank zur Arbeit?",
                "krank-zur-arbeit",
                "Wer angeschlagen kommt, steckt andere an und braucht länger, bis es wieder geht. Was Betriebe tun können.",
                """
                Viele Beschäftigte gehen mindestens einmal im Jahr krank zur Arbeit. Meist aus gutem Grund: Es ist
                zu wenig Personal da. Eine Betriebsärztin ordnet ein, was das kostet, welche Regeln helfen und welche nur gut
                gemeint sind.

                Sie können Fragen vorab in das Feld „Bemerkungen“ der Anmeldung schreiben. Wir beantworten sie ohne Namen.
                """,
                (
                    Item("12:15", "12:45", "Was hilft, was nicht", "Aylin Brisselkamp, Fachärztin für Arbeitsmedizin"),
                    Item("12:45", "13:00", "Ihre Fragen"),
                ),
                "Kostenfrei",
            ),
            "webinar",
            (d.at(1, "wed", "12:15", "13:00"),),
            "heide-morgen",
            (HEALTH,),
            (),
            attendance="online",
            online_url="https://treffen.heideregion.example.org/krank-zur-arbeit",
            contact=MALTE,
            guests=(Guests(5, 1),),
        ),
        Event(
            Text(
                "Netzwerktreffen: Psychische Gefährdungsbeurteilung im kleinen Betrieb",
                "psychische-gefaehrdungsbeurteilung",
                "Pflicht ab der ersten Person, die man beschäftigt – und machbar auch ohne Fachabteilung. Möhlenkolk zeigt wie.",
                """
                Viele kleine Betriebe schieben sie vor sich her: die Beurteilung der psychischen Belastung. Zu groß, zu
                heikel, keine Zeit. Möhlenkolk Maschinenbau hat sie an zwei Nachmittagen gemacht, mit einer Stellwand, drei
                Fragen und einer Moderatorin, die nicht zum Betrieb gehört.

                Sie sehen die Stellwand, die Fragen und das Ergebnis. Danach probieren wir das Verfahren in kleinen Gruppen
                an einem erfundenen Betrieb aus.

                ## Für wen

                Inhaberinnen und Inhaber, Personalverantwortliche und Fachkräfte für Arbeitssicherheit in Betrieben bis etwa
                100 Beschäftigte.

                ## Was Sie mitnehmen

                - einen Ablauf für zwei Nachmittage
                - die drei Fragen auf einer Seite
                - eine Liste, wer Sie dabei begleiten kann
                """,
                (
                    Item("14:00", "14:15", TEA),
                    Item(
                        "14:15",
                        "14:45",
                        "Zwei Nachmittage, drei Fragen",
                        "Thees O'Hartmann-Weiß, Möhlenkolk Maschinenbau",
                    ),
                    Item("14:45", "15:15", "Rundgang: die leise Werkstatt"),
                    Item(
                        "15:15",
                        "16:30",
                        "Ausprobieren in Gruppen",
                        "Moderation: Beratung Sandbeerfeld (Demo)",
                        "Jede Gruppe bekommt denselben Betrieb und kommt zu anderen Ergebnissen. Das ist Absicht.",
                    ),
                    Item("16:30", "17:00", "Austausch und Termine"),
                ),
                "Kostenfrei",
            ),
            "netzwerktreffen",
            (d.at(2, "thu", "14:00", "17:00"),),
            "giebel",
            (HEALTH,),
            ("celle",),
            "moehlenkolk-werk",
            contact=MALTE,
            capacity=30,
            guests=(Guests(9, 2, group=3, with_account=("mitglied",)),),
            english=Text(
                "Network meeting: assessing mental strain in a small company",
                "assessing-mental-strain",
                "A duty from the first employee on, and feasible without a department of its own. Möhlenkolk shows how.",
                """
                Many small companies put it off: too large, too delicate, no time. Möhlenkolk Maschinenbau did it on two
                afternoons, with a pin board, three questions and a facilitator from outside.

                You will see the board, the questions and the result. Then we try the method in small groups.

                The meeting is held in German. Somebody at each table is glad to help in English.
                """,
                (
                    Item("14:00", "14:15", "Arrival, coffee and tea"),
                    Item(
                        "14:15",
                        "14:45",
                        "Two afternoons, three questions",
                        "Thees O'Hartmann-Weiß, Möhlenkolk Maschinenbau",
                    ),
                    Item("14:45", "15:15", "Tour: the quiet workshop"),
                    Item("15:15", "16:30", "Trying it out in groups"),
                    Item("16:30", "17:00", "Exchange and dates"),
                ),
                "Free of charge",
            ),
        ),
        Event(
            Text(
                "Besichtigung: Ergonomie am Packplatz",
                "ergonomie-am-packplatz",
                "Höhenverstellbare Tische, Rollenbahnen, Licht: ein Rundgang mit Maßband.",
                """
                Unser Gastgeber hat zwölf Packplätze umgebaut. Sie sehen vorher und nachher nebeneinander und
                können selbst messen.
                """,
                (),
                "Kostenfrei",
            ),
            "besichtigung",
            (d.at(3, "tue", "15:00", "16:30"),),
            "stoppelfeld",
            (HEALTH,),
            ("celle",),
            "moehlenkolk-werk",
            contact=MALTE,
            capacity=15,
            cancelled="Die Halle wird früher umgebaut als geplant. Einen neuen Termin nennen wir, sobald die Tische stehen.",
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Gefährdungsbeurteilungsverantwortlichenschulung",
                "gefaehrdungsbeurteilungsverantwortlichenschulung",
                "Zwei Tage für alle, die in ihrem Betrieb die Gefährdungsbeurteilung zu verantworten haben. Mit Übung vor Ort.",
                """
                Der Name ist lang, die Aufgabe auch: Gefahren erkennen, bewerten, Maßnahmen festlegen, prüfen, ob sie
                wirken, und alles so aufschreiben, dass es jemand liest.

                Am ersten Tag lernen Sie das Handwerkszeug, am zweiten gehen Sie in kleinen Gruppen durch eine echte
                Werkstatt. Sie fahren mit einem ausgefüllten Bogen und einem Plan für den eigenen Betrieb nach Hause.

                ## Voraussetzung

                Bitte bringen Sie den Grundriss eines Arbeitsplatzes mit, den Sie gut kennen. Eine Skizze genügt.
                """,
                (
                    Item(
                        "09:00",
                        "10:30",
                        "Tag 1: Sieben Schritte, ein Bogen",
                        "Wenke Hagenbrook, Sicherheitsingenieurin",
                    ),
                    Item("10:45", "12:30", "Belastungen erkennen, Risiken bewerten"),
                    Item("13:30", "16:30", "Maßnahmen: erst die Technik, dann die Regeln, dann die Person"),
                    Item("09:00", "12:30", "Tag 2: Begehung in Gruppen", "Ottersiek Zulieferung"),
                    Item("13:30", "15:30", "Ergebnisse und eigener Plan"),
                ),
                "180 Euro einschließlich Mittagessen an beiden Tagen",
            ),
            "workshop",
            (d.at(7, "tue", "09:00", "16:30", days=2),),
            "giebel-nacht",
            (HEALTH,),
            ("wolfsburg", "gifhorn"),
            "werkforum",
            contact=MALTE,
            capacity=12,
            waiting_list_limit=10,
            closes_at=d.at(6, "fri", "12:00", "13:00").starts_at,
            rules={"moving_up": "offer", "moves_until_hours": 24},
            guests=(Guests(17, 3),),
        ),
        Event(
            Text(
                "Aktive Mittagspause",
                "aktive-mittagspause",
                "20 Minuten bewegen, dehnen, durchatmen – jeden Dienstag mit Kamera oder ohne.",
                """
                Kein Sportzeug, kein Umziehen, kein Schweiß. Eine Physiotherapeutin leitet an, Sie machen mit, wo Sie gerade
                sind: im Büro, im Pausenraum, am Küchentisch. Jede Woche ist eine andere Körperstelle dran.

                Sie melden sich für einzelne Dienstage an. Der Link ist immer derselbe.
                """,
                (),
                "Kostenfrei für Beschäftigte aus Mitgliedsbetrieben, sonst 5 Euro",
            ),
            "webinar",
            d.each((3, 8, 9, 10, 11, 12), "tue", "12:30", "12:50"),
            "birkenweg",
            (HEALTH,),
            (),
            attendance="online",
            online_url="https://treffen.heideregion.example.org/mittagspause",
            contact=MALTE,
            capacity=60,
            guests=(Guests(4), Guests(3, date=1)),
        ),
    )


def _later(d):
    return (
        Event(
            Text(
                "Arbeitskreis der Gesundheitsdienstleister",
                "arbeitskreis-gesundheitsdienstleister",
                "Wer im Verzeichnis steht, gestaltet mit: Qualität, Preise für Netzwerkbetriebe, Stände in Uelzen.",
                """
                Der Arbeitskreis tagt dreimal im Jahr. Er ist offen für alle Mitglieder des Netzwerks, nicht für Gäste.

                ## Tagesordnung

                1. Protokoll der letzten Sitzung
                1. Was im Verzeichnis gesucht und nicht gefunden wird
                1. Gesundheitstag Uelzen: Foren und Stände
                1. Verschiedenes
                """,
            ),
            "arbeitskreis",
            (d.at(9, "mon", "16:00", "18:00"),),
            "giebel",
            (HEALTH,),
            (),
            "kammerhaus",
            attendance="hybrid",
            online_url="https://treffen.heideregion.example.org/arbeitskreis",
            contact=MALTE,
            visibility="group",
            capacity=24,
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Seminar für Mitglieder: Gesund führen, auch sich selbst",
                "gesund-fuehren-seminar",
                "Ein Tag für Leitungen, die merken, dass sie selbst zu kurz kommen. Nur für Mitglieder unserer Netzwerke.",
                """
                Führungskräfte prägen die Gesundheit ihres Teams stärker als jeder Obstkorb. Dabei sind viele von ihnen die
                Ersten, die ihre Pausen streichen. Der Tag beginnt darum bei Ihnen selbst und endet mit zwei Verabredungen:
                einer mit Ihrem Team, einer mit sich.
                """,
                (
                    Item("09:30", "12:30", "Wo bleibt meine Kraft?", "Tidenruh Stressprävention (Demo)"),
                    Item("13:30", "16:30", "Was mein Team von mir braucht"),
                ),
                "90 Euro",
            ),
            "workshop",
            (d.at(12, "fri", "09:30", "16:30"),),
            "heide-winter",
            (HEALTH,),
            (),
            "elmsholt-hof",
            contact=MALTE,
            visibility="members",
            capacity=14,
            rules={"needs_approval": True, "minimum": 10, "decide_days": 90},
            guests=(Guests(5, undecided=2),),
        ),
        Event(
            Text(
                "Workshop: Gute Kantine mit kleinem Budget",
                "gute-kantine",
                "Kochen für 20 bis 60 Menschen: planen, einkaufen, probieren. Mit Schürze.",
                """
                Gesünder heißt nicht teurer. In der Schulküche kochen wir drei Gerichte, die sich am Vortag vorbereiten
                lassen, und rechnen nach, was sie kosten. Für Betriebe ohne Küche geht es um Automaten, Kühlschränke und
                Absprachen mit dem Bäcker nebenan.
                """,
                (
                    Item("14:00", "14:30", "Was kostet eine Portion?", "Quellmoor Ernährung (Demo)"),
                    Item("14:30", "17:00", "Kochen in drei Gruppen"),
                    Item("17:00", "18:00", "Gemeinsam essen"),
                ),
                "25 Euro für Zutaten",
            ),
            "workshop",
            (d.at(14, "tue", "14:00", "18:00"),),
            "rueben",
            (HEALTH,),
            ("uelzen", "luechow-dannenberg"),
            "aula-ilmenau",
            contact=MALTE,
            capacity=18,
            rules={"minimum": 8},
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Regionaler Gesundheitstag Uelzen",
                "gesundheitstag-uelzen",
                "Vier Foren, zwanzig Stände, ein Tag: Der Gesundheitstag für Betriebe und alle, die dort arbeiten.",
                """
                Zweimal im Jahr kommt der Gesundheitstag in eine andere Stadt. In Uelzen geht es um das, was Betriebe am
                häufigsten fragen: Wie fangen wir an? Was bringt es? Und wie halten wir durch?

                Sie können den ganzen Tag bleiben oder nur ein Forum besuchen. Bringen Sie Ihre Kolleginnen und Kollegen
                mit – jede Person meldet sich bitte einzeln an, damit das Essen reicht.

                ## Die Foren

                - **Forum 1 – Anfangen:** Struktur schaffen, ohne einen Ordner zu füllen
                - **Forum 2 – Seele:** psychische Belastung ansprechen, bevor es brennt
                - **Forum 3 – Körper:** heben, tragen, sitzen, stehen
                - **Forum 4 – Nacht:** Schichtarbeit und Schlaf

                ## Anreise und Zugang

                Die Stadthalle ist stufenlos erreichbar. Wenn Sie Gebärdensprachdolmetschen oder andere Unterstützung
                brauchen, sagen Sie es uns bitte bis vier Wochen vorher bei der Anmeldung.
                """,
                (
                    Item("10:00", "10:20", "Eröffnung", "Dr. Henrike Lerchenkolk, Zukunftsinitiative Heideregion"),
                    Item("10:20", "11:00", "Was gesunde Betriebe anders machen", "Dr. Wiebke Elbrausch"),
                    Item("11:15", "12:15", "Foren 1 und 2", text="Parallel in Saal A und im kleinen Saal"),
                    Item("12:15", "13:30", "Mittag und Markt der Anbieter"),
                    Item("13:30", "14:30", "Foren 3 und 4", text="Parallel in Saal A und im kleinen Saal"),
                    Item("14:45", "15:45", "Betriebe berichten", "Ionuț Grauwinkel, Şule Tollmark, Carsten Federhoop"),
                    Item("15:45", "16:30", "Ausklang am Markt"),
                ),
                "Kostenfrei, Mittagsimbiss inbegriffen",
            ),
            "gesundheitstag",
            (d.at(20, "thu", "10:00", "16:30"),),
            "heide-abend",
            (HEALTH,),
            ("uelzen",),
            "stadthalle-ilmenau",
            contact=MALTE,
            capacity=200,
            rules={"confirm_address": True},
            guests=(Guests(6, 2, undecided=1),),
            questions=HEALTH_DAY,
            english=Text(
                "Regional health day in Uelzen",
                "health-day-uelzen",
                "Four forums, twenty stands, one day: the health day for companies and everybody who works there.",
                """
                Twice a year the health day comes to another town. In Uelzen it is about what companies ask most often: how
                do we begin, what does it bring, and how do we keep going?

                Stay all day or come for one forum. Please register each person on their own, so that there is enough to eat.
                Talks are in German; forum 4 is interpreted into English.
                """,
                (
                    Item("10:00", "10:20", "Opening", "Dr. Henrike Lerchenkolk"),
                    Item("10:20", "11:00", "What healthy companies do differently", "Dr. Wiebke Elbrausch"),
                    Item("11:15", "12:15", "Forums 1 and 2"),
                    Item("12:15", "13:30", "Lunch and market of providers"),
                    Item("13:30", "14:30", "Forums 3 and 4", text="Forum 4 with English interpretation"),
                    Item("14:45", "16:30", "Companies report, market"),
                ),
                "Free of charge, lunch included",
            ),
        ),
        Event(
            Text(
                "Betriebsgesundheitsmanagementbeauftragtenerfahrungsaustausch",
                "bgm-beauftragte",
                "Für alle mit diesem Titel auf der Visitenkarte – und alle, die die Arbeit ohne Titel machen.",
                """
                Halbjährlich, ohne Vorträge, ohne Folien. Jede und jeder bringt eine Frage mit, die Runde antwortet.
                """,
                (),
                "Kostenfrei",
            ),
            "netzwerktreffen",
            (d.at(24, "wed", "15:00", "17:00"), d.at(46, "wed", "15:00", "17:00")),
            "birken-herbst",
            (HEALTH,),
            (),
            "kammerhaus",
            attendance="hybrid",
            online_url="https://treffen.heideregion.example.org/bgm",
            contact=MALTE,
            capacity=20,
            guests=(Guests(4),),
        ),
        Event(
            Text(
                "Sommertreffen auf dem Hof",
                "sommertreffen",
                "Grillen, spazieren, reden: das Treffen ohne Tagesordnung.",
                """
                Kommen Sie, wie Sie sind, und bringen Sie jemanden mit, der das Netzwerk noch nicht kennt. Eine Anmeldung ist
                nicht nötig. Bei Regen sitzen wir in der Tenne.
                """,
                (),
                "Kostenfrei, Getränke zahlt jede und jeder selbst",
            ),
            "netzwerktreffen",
            (d.next(6, "fri", "16:00", "20:00"),),
            "schnucken",
            (HEALTH,),
            ("heidekreis",),
            "elmsholt-hof",
            contact=MALTE,
            registration="none",
        ),
        Event(
            Text(
                "Hitze, Staub und Ernte: Arbeitsschutz im Freien",
                "arbeitsschutz-im-freien",
                "Netzwerktreffen auf dem Feld: Schattenplan, Trinkpausen und was der Körper bei 34 Grad kann.",
                """
                Wendkorn Saatzucht zeigt, wie Saisonarbeit im Sommer geplant wird. Wir gehen ein Stück, bitte denken Sie an
                Kopfbedeckung und feste Schuhe. Für alle, die nicht gut zu Fuß sind, fährt ein Wagen mit.
                """,
                (
                    Item("08:00", "09:30", "Rundgang über die Versuchsfelder", "Samuel Kornbült, Wendkorn Saatzucht"),
                    Item("09:30", "11:00", "Frühstück und Gespräch"),
                ),
                "Kostenfrei",
            ),
            "netzwerktreffen",
            (d.next(7, "wed", "08:00", "11:00"),),
            "stoppelfeld",
            (HEALTH,),
            ("luechow-dannenberg",),
            "werkhof-wendland",
            contact=MALTE,
            capacity=25,
            opens_at=d.next(7, "wed", "08:00", "11:00").starts_at - timedelta(weeks=10),
            rules={
                "opens_for_members_at": d.next(7, "wed", "08:00", "11:00").starts_at - timedelta(weeks=36),
                "held_for_members": 10,
            },
        ),
        Event(
            Text(
                "Markt der Gesundheitsanbieter",
                "markt-der-gesundheitsanbieter",
                "Zwei Tage lang zeigen dreißig Praxen, Beratungen und Vereine, was sie in Betriebe bringen.",
                """
                Kommen, ausprobieren, Termine machen. Eine Anmeldung ist nicht nötig. Anbieter, die einen Stand möchten,
                schreiben bitte an die Koordination.
                """,
                (),
                "Eintritt frei",
            ),
            "messe",
            (d.whole(42, "fri", days=2),),
            "heide-tag",
            (HEALTH,),
            ("lueneburg", "harburg"),
            "kammerhaus",
            contact=MALTE,
            registration="none",
        ),
    )


def _clock_changes(d):
    spring, autumn = d.clock_change(3), d.clock_change(10)
    return (
        Event(
            Text(
                "Ausstellung: Die verlorene Stunde",
                "die-verlorene-stunde",
                "Was die Zeitumstellung mit dem Körper macht: eine Ausstellung zum Hören, Fühlen und Dösen.",
                """
                In der letzten Märznacht fehlt eine Stunde. Schichtbetriebe spüren das eine ganze Woche. Die
                Wanderausstellung der Elbrausch Schlafwerkstatt (Demo) beginnt vor der Umstellung und endet danach – Sie
                können an beiden Seiten vorbeikommen und vergleichen.

                Täglich geöffnet, solange das Kammerhaus geöffnet ist. Führungen für Gruppen vereinbaren Sie mit der
                Koordination.
                """,
                (),
                "Eintritt frei",
            ),
            "messe",
            (span(spring - timedelta(days=4), "10:00", spring + timedelta(days=3), "16:00"),),
            "heide-nacht",
            (HEALTH,),
            ("lueneburg",),
            "kammerhaus",
            contact=MALTE,
            registration="none",
        ),
        Event(
            Text(
                "Frühsport am Bildschirm",
                "fruehsport",
                "Vier Wochen lang montags um halb acht. Wer nach der Zeitumstellung noch kommt, bekommt Applaus.",
                "Zehn Minuten wecken, zehn Minuten bewegen. Alles im Stehen, alles leise, auch für Großraumbüros geeignet.",
            ),
            "webinar",
            tuple(
                span(day, "07:30", day, "07:50") for day in (spring + timedelta(days=days) for days in (-13, -6, 2, 8))
            ),
            "birkenweg",
            (HEALTH,),
            (),
            attendance="online",
            online_url="https://treffen.heideregion.example.org/fruehsport",
            contact=MALTE,
        ),
        Event(
            Text(
                "Die Nacht mit der Stunde extra",
                "nacht-mit-der-stunde-extra",
                "Rundgang durch eine Nachtschicht, die neun Stunden dauert, obwohl die Uhr acht zeigt.",
                """
                In der Nacht der Umstellung auf Winterzeit arbeitet die Nachtschicht eine Stunde länger. Wie bezahlt man die?
                Wie plant man die Pause? Und wie bleiben Menschen um drei Uhr wach, wenn es gleich noch einmal zwei Uhr wird?

                Federhoop Logistik öffnet für diese eine Nacht die Tore. Sie können bis Mitternacht bleiben oder bis zum
                Frühstück.

                ## Hinweis

                Der letzte Bus fährt vor Mitternacht. Ein Sammeltaxi zum Bahnhof ist bestellt.
                """,
                (
                    Item("22:00", "22:30", "Schichtbeginn und Übergabe", "Carsten Federhoop"),
                    Item("22:30", "00:30", "Rundgang in kleinen Gruppen"),
                    Item(
                        "02:00",
                        "02:30",
                        "Pause und Zeitumstellung",
                        "Dr. Wiebke Elbrausch",
                        "Um drei Uhr wird es wieder zwei Uhr. Wir essen Suppe.",
                    ),
                    Item("05:30", "06:00", "Frühstück"),
                ),
                "Kostenfrei",
            ),
            "besichtigung",
            (span(autumn - timedelta(days=1), "22:00", autumn, "06:00"),),
            "heide-nacht",
            (HEALTH,),
            ("harburg",),
            "federhoop-lager",
            contact=MALTE,
            capacity=24,
            closes_at=moment(autumn - timedelta(days=4), "18:00"),
        ),
    )
