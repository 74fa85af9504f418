# ruff: noqa: E501 - prose
"""Press releases, newest first."""

from ..days import Days
from ..shapes import Release, Text


def releases(d: Days):
    uelzen = d.at(20, "thu", "10:00", "16:30").starts_at
    return (
        Release(
            Text(
                "Gesundheitstag kommt nach Uelzen",
                "gesundheitstag-kommt-nach-uelzen",
                "Vier Foren, zwanzig Stände und ein Sofa zum Nichtstun: Der regionale Gesundheitstag macht in der Stadthalle Station.",
                f"""
                Am {uelzen.day}. {MONTHS[uelzen.month - 1]} {uelzen.year} öffnet die Stadthalle an der Ilmenau von 10 bis 16:30 Uhr für alle, die Arbeit gesünder machen wollen. Erwartet werden rund 200 Gäste aus Betrieben der ganzen Region.

                „Die meisten kommen mit einer Frage und gehen mit drei Telefonnummern“, sagt Malte Quennlage, der das Netzwerk Unternehmen Gesundheit koordiniert. In diesem Jahr geht es um das Anfangen, um die Seele, den Körper und die Nacht.

                Der Besuch ist kostenfrei, das Mittagessen auch. Plätze vergibt das Netzwerk online.
                """,
            ),
            d.day(-1, "tue"),
            "Uelzen",
            "heide-abend",
            Text(
                "Health day comes to Uelzen",
                "health-day-comes-to-uelzen",
                "Four forums, twenty stands and a sofa for doing nothing: the regional health day stops at the town hall.",
                """
                The town hall on the Ilmenau opens for everybody who wants to make work healthier. Some 200 guests are expected from companies of the whole region.

                “Most people come with a question and leave with three phone numbers”, says Malte Quennlage, who coordinates the network. Entry and lunch are free of charge.
                """,
            ),
        ),
        Release(
            Text(
                "Elf von zwölf sind geblieben",
                "elf-von-zwoelf",
                "Ein Jahr nach dem Start: Fachkräfte aus drei Ländern arbeiten in der Heideregion – und fühlen sich hier zu Hause.",
                """
                Zwölf Fachkräfte sind vor einem Jahr mit Hilfe der Beratungsstelle in die Region gekommen. Elf von ihnen sind noch da. „Die Zwölfte haben wir an die Liebe verloren“, sagt Berater Ove Ginsterloh. „Sie lebt jetzt in Bremen.“

                Das Grauwinkel Pflegehaus in Uelzen hat drei Kolleginnen aus Rumänien eingestellt. Pflegedienstleiter Ionuț Grauwinkel rät anderen Betrieben, früh an die Familien zu denken: „Wer seine Kinder gut in der Schule weiß, bleibt.“

                Betriebe, die ähnliche Pläne haben, können am nächsten Sprechtag mit Kammer, Arbeitsagentur und Willkommensbüro an einem Tisch sprechen.
                """,
            ),
            d.day(-6, "tue"),
            "Lüneburg",
            "bruecke",
        ),
        Release(
            Text(
                "Arbeitshafen in Soltau hat abgelegt",
                "arbeitshafen-soltau",
                "Im alten Güterschuppen am Bahnhof stehen jetzt zwölf Schreibtische. Der erste war nach einer Stunde vermietet.",
                """
                Wo früher Stückgut lagerte, wird heute programmiert, gezeichnet und telefoniert. Der Arbeitshafen Böhme bietet Plätze für Tage, Wochen oder länger.

                Das Haus ist Teil des Projekts „Coworking und Gründerzentren“. Der zweite Standort, der Werkhof Wendland in Lüchow, wird noch umgebaut.
                """,
            ),
            d.day(-21, "thu"),
            "Soltau",
            "elbaue",
        ),
        Release(
            Text(
                "Wer prüft, hat Zukunft: Neues Programm für Ehrenamtliche",
                "programm-fuer-pruefende",
                "Schauspiel statt Folien: Die Schulungen für Prüferinnen und Prüfer arbeiten mit gespielten Prüfungen.",
                """
                412 Prüferinnen und Prüfer haben geantwortet, als die Kammer fragte, was ihnen fehlt. Die häufigste Antwort: Übung. Das neue Programm setzt auf gespielte Fachgespräche, kleine Gruppen und Wiederholungen.

                „Ich habe zwanzig Jahre geprüft und zum ersten Mal gehört, wie ich klinge“, sagt ein Teilnehmer.
                """,
            ),
            d.day(-38, "mon"),
            "Lüneburg",
            "giebel",
        ),
        Release(
            Text(
                "Sechs Projekte der Zukunftsinitiative starten",
                "sechs-projekte-starten",
                "Aus mehr als 90 Ideen wurden 20 Projekte. Die ersten sechs haben jetzt Ort, Partner und Geld.",
                """
                Beratung für Fachkräfte aus dem Ausland, ein Netzwerk für gesunde Betriebe, Orte zum Arbeiten im Wendland und im Heidekreis, ein Netzwerk für Prüfende und Ausbildende sowie zwei Modellprojekte in Gifhorn und Uelzen: Mit diesen sechs Vorhaben geht die Zukunftsinitiative Heideregion in die Umsetzung.

                Mehr als 200 Partner haben mitgearbeitet. „Wir haben gestrichen, was niemand mit seinem Namen vertreten wollte“, sagt Dr. Henrike Lerchenkolk, die die Initiative leitet. „Deshalb glauben wir an das, was übrig ist.“
                """,
            ),
            d.day(-104, "wed"),
            "Lüneburg",
            "heide-tag",
        ),
    )


MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
