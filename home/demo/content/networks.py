# ruff: noqa: E501 - prose
"""The two networks: what their pages say, who belongs to them, and what members say of themselves."""

from ..shapes import Membership, MemberText, Text

HEALTH, TRAINING = "unternehmen-gesundheit", "pruefen-und-ausbilden"

HEALTH_TEXT = Text(
    "Unternehmen Gesundheit",
    HEALTH,
    "Betriebe aus der Region tauschen aus, was Beschäftigte gesund hält: beim Netzwerktreffen, am Gesundheitstag und "
    "mit einem Verzeichnis der Fachleute vor Ort.",
    """
    Krankenstand, Schichtarbeit, Fachkräfte, die länger bleiben sollen: Vor denselben Fragen stehen die Molkerei in
    Bad Bevensen und das Softwarebüro in Lüneburg. In diesem Netzwerk sprechen sie miteinander, statt jede für sich zu
    suchen.

    ## Was Mitglieder davon haben

    - **Sechs Netzwerktreffen im Jahr**, jedes in einem anderen Betrieb. Wer einlädt, zeigt, was funktioniert hat – und
      was nicht.
    - **Zwei regionale Gesundheitstage** mit Vorträgen, Prüfstationen und einem Markt der Anbieter.
    - **Ein Verzeichnis** von Praxen, Beratungen und Vereinen, die in Betriebe kommen, mit ihren Angeboten.
    - **Kurze Wege:** eine Ansprechperson in der Kammer, die weiß, wer in der Nachbarschaft die gleiche Aufgabe hat.

    ## Wer mitmachen kann

    Jeder Betrieb in der Region, vom Ein-Personen-Büro bis zum Werk mit tausend Beschäftigten. Die Mitgliedschaft ist
    freiwillig und kostet nichts. Erwartet wird nur eines: dass Sie einmal im Jahr etwas beitragen – eine Führung, einen
    Erfahrungsbericht, einen Raum.
    """,
)

HEALTH_TEXT_EN = Text(
    "Healthy Companies",
    "healthy-companies",
    "Companies of the region share what keeps people well at work: at network meetings, at health days and with a "
    "directory of experts nearby.",
    """
    Sick leave, shift work, skilled people who should stay longer: a dairy in Bad Bevensen and a software office in
    Lüneburg have the same questions. In this network they talk to each other.

    ## What members get

    - **Six meetings a year**, each in another company. The host shows what worked, and what did not.
    - **Two regional health days** with talks, check-ups and a market of providers.
    - **A directory** of practices, consultants and clubs that come to companies, with what they offer.
    - **Somebody to call** at the chamber, who knows which neighbour has the same task.

    ## Who can join

    Any company of the region, from one person to a thousand. Membership is voluntary and free of charge. We ask for one
    thing: that you contribute something once a year, such as a tour, a report or a room.
    """,
)

TRAINING_TEXT = Text(
    "Prüfen und Ausbilden",
    TRAINING,
    "Wer ehrenamtlich prüft oder im Betrieb ausbildet, findet hier Schulungen, Austausch und Rückhalt – fachlich und "
    "menschlich.",
    """
    Ohne Menschen, die nach Feierabend Klausuren lesen und samstags Fachgespräche führen, gäbe es keinen
    Berufsabschluss. Ohne Ausbilderinnen und Ausbilder, die geduldig erklären, auch nicht. Das Netzwerk gibt ihnen,
    was sie für diese Aufgabe brauchen.

    ## Was wir anbieten

    - **Schulungen für Prüfende:** Aufgaben erstellen, Fachgespräche führen, mündliche Prüfungen fair bewerten.
    - **Ausbildungsfrühstück:** einmal im Monat anderthalb Stunden zu einem Thema, das gerade drückt.
    - **Ausbildungstag:** das große Treffen im Frühjahr mit Werkstätten und einer kleinen Messe.
    - **Beratung** zu Freistellung, Entschädigung und allem, was im Prüfungsausschuss schwierig werden kann.

    ## Wer mitmachen kann

    Alle, die auf einer der drei Bänke eines Prüfungsausschusses sitzen oder es sich vorstellen können, dazu Ausbilderinnen,
    Ausbilder und Ausbildungsbeauftragte. Betriebe können als Förderer beitreten: Sie stellen Räume oder geben ihren
    Leuten Zeit.
    """,
)

TRAINING_TEXT_EN = Text(
    "Examining and Training",
    "examining-and-training",
    "Volunteers in examination boards and trainers in companies find courses, exchange and support here.",
    """
    Without people who mark papers after work and hold oral examinations on Saturdays, there would be no vocational
    qualification. Without patient trainers there would be none either. The network gives them what they need.

    ## What we offer

    - **Courses for examiners:** writing tasks, leading a professional discussion, marking fairly.
    - **Trainers' breakfast:** an hour and a half each month on a topic that is pressing.
    - **Trainers' day:** the large meeting in spring, with workshops and a small fair.
    - **Advice** on release from work, expenses and whatever may become difficult in an examination board.

    ## Who can join

    Examiners, trainers, those who help with training, and everybody who thinks of it. Companies can join as supporters:
    they give rooms, or time to their people.
    """,
)

MEMBERS_INTRO = {
    HEALTH: "Diese Betriebe sind dabei und zeigen es gern. Weitere Mitglieder sind nur für das Netzwerk sichtbar.",
    TRAINING: "Mitglieder entscheiden selbst, ob sie hier stehen. Namen aus Prüfungsausschüssen veröffentlichen wir nicht.",
}
MEMBERS_INTRO_EN = {
    HEALTH: "These companies take part and are glad to say so. Further members are visible to the network only.",
    TRAINING: "Members decide for themselves whether they are listed. We publish no names of examination boards.",
}


def memberships(days):
    start = days.month(-22)
    many = [
        "grauwinkel-pflegehaus",
        "moehlenkolk-maschinenbau",
        "birkquast-gastro",
        "zwirnhof-software",
        "tollmark-holzbau",
        "elmsholt-hotelbetriebe",
        "ilmenhoop-druck",
        "quarrbeek-molkerei",
        "sandhasel-elektro",
        "ottersiek-zulieferung",
        "wendkorn-saatzucht",
    ]
    examiners = ["gesche.rispelgrund", "mehmet.haferkolk", "bogdan.quellholz", "thees.ohartmann-weiss"]
    return (
        *(Membership(HEALTH, slug, starts_on=start) for slug in many),
        *(Membership(TRAINING, person=key, starts_on=start) for key in examiners),
        Membership(HEALTH, "federhoop-logistik", starts_on=days.month(-22), ends_on=days.ahead(24)),
        Membership(HEALTH, "rabenkuhl-einzelhandel", starts_on=days.month(-16), ends_on=days.ago(12)),
        Membership(HEALTH, "brunsfleth-pflege", starts_on=days.month(-11), visibility="members"),
        Membership(HEALTH, "kreienmoor-verpackungen", starts_on=days.month(-9), visibility="staff"),
        Membership(HEALTH, "hasselbuelt-tiefbau", starts_on=days.month(-14), visibility="group"),
        Membership(HEALTH, "seevkamp-baustoffe", starts_on=days.month(1)),
        Membership(HEALTH, "dreihuus-architektur", decision="applied"),
        Membership(HEALTH, "priellicht-optik", decision="declined", reason="Betrieb zieht in eine andere Region um."),
        # The same company in both networks: it also sends trainers.
        Membership(TRAINING, "moehlenkolk-maschinenbau", starts_on=days.month(-12)),
        Membership(TRAINING, "ottersiek-zulieferung", starts_on=days.month(-6)),
        Membership(TRAINING, person="xi.zwirn", starts_on=days.month(-18)),
        Membership(TRAINING, person="levke.duenensiek", starts_on=days.month(-7), visibility="members"),
        Membership(TRAINING, person="ida.pfeifgras", starts_on=days.month(-10), visibility="staff"),
        Membership(
            TRAINING,
            person="antje.birkenlo",
            starts_on=days.month(-30),
            ends_on=days.month(-2),
            decision="resigned",
            reason="Eigener Wunsch, Ruhestand.",
        ),
        Membership(TRAINING, person="samuel.kornbuelt", decision="applied", visibility="members"),
    )


MEMBER_TEXTS = (
    MemberText(
        HEALTH,
        "federhoop-logistik",
        "Federhoop Logistik",
        "Drei Schichten, 410 Menschen, ein Ziel: mit gesundem Rücken in den Feierabend.",
        """
        Bei uns wird gehoben, gefahren und kommissioniert – rund um die Uhr. Seit wir die Packplätze in der Höhe
        verstellen können, ist die Zahl der Rückentage um ein Fünftel gesunken. Wie wir das ausgerechnet haben, zeigen
        wir gern.

        **Das bringen wir ins Netzwerk ein:** Führungen durch die Nachtschicht, unsere Erfahrung mit Hebehilfen und den
        großen Schulungsraum in Winsen.
        """,
        organisation="federhoop-logistik",
    ),
    MemberText(
        HEALTH,
        "grauwinkel-pflegehaus",
        "Grauwinkel Pflegehaus",
        "Pflege ist Teamarbeit in fünf Sprachen. Kolleginnen und Kollegen aus Rumänien sind seit Jahren dabei.",
        """
        In unserem Haus leben 96 Menschen, um die sich 70 Beschäftigte kümmern. Ein Drittel von ihnen hat in einem
        anderen Land gelernt. Gesund bleiben heißt bei uns: verlässliche Dienstpläne, Zeit zum Ankommen und jemand, der
        beim Sprechen hilft.

        Wer ähnliche Wege plant, kann uns anrufen. Wir erzählen auch, was wir beim ersten Mal falsch gemacht haben.
        """,
        organisation="grauwinkel-pflegehaus",
    ),
    MemberText(
        HEALTH,
        "moehlenkolk-maschinenbau",
        "Möhlenkolk Maschinenbau",
        "Wir bauen Sortieranlagen – und haben unsere eigene Werkstatt leiser gemacht.",
        """
        Lärm war in unserer Gefährdungsbeurteilung immer der dickste Punkt. Mit drei Auszubildenden und einer Messreihe
        haben wir die lautesten Ecken gefunden und gedämmt. Aus dem Projekt wurde eine Abschlussarbeit und ein
        Netzwerktreffen.
        """,
        organisation="moehlenkolk-maschinenbau",
    ),
    MemberText(
        HEALTH,
        "birkquast-gastro",
        "Birkquast Gastro",
        "Zwei Gasthäuser, ein Hofcafé und der Versuch, Wochenenden gerecht zu verteilen.",
        """
        In der Gastronomie ist Erholung die knappste Zutat. Wir planen seit einem Jahr mit festen freien Wochenenden und
        einer Springerin, die sich drei Betriebe teilen.
        """,
        organisation="birkquast-gastro",
    ),
    MemberText(
        HEALTH,
        "zwirnhof-software",
        "Zwirnhof Software",
        "Sieben Menschen, vier Wohnorte, ein Rechner zum Stehen.",
        """
        Wir arbeiten verteilt und treffen uns dienstags. Unser Thema im Netzwerk: Wie merkt man über eine
        Videokonferenz, dass es jemandem nicht gut geht?
        """,
        organisation="zwirnhof-software",
    ),
    MemberText(
        HEALTH,
        "tollmark-holzbau",
        "Tollmark Holzbau",
        "Zimmerei im Wendland: schwere Balken, kluge Hilfsmittel, Meisterin mit Sinn für Pausen.",
        """
        Auf der Baustelle gibt es keinen Aufzug. Darum planen wir Hebezeuge ein, bevor das Gerüst steht, und rechnen die
        Zeit dafür in jedes Angebot ein. Unsere Lehrlinge lernen Heben und Tragen wie Sägen und Stemmen.
        """,
        organisation="tollmark-holzbau",
    ),
    MemberText(
        HEALTH,
        "elmsholt-hotelbetriebe",
        "Elmsholt Hotelbetriebe",
        "Gastgeber in der Heide mit eigener Frühstücksküche für das Team.",
        """
        Drei Häuser, 120 Beschäftigte, viele mit Schichten rund um die Mahlzeiten der Gäste. Bei uns isst das Team
        dasselbe wie die Gäste – nur in Ruhe und eine Stunde früher.
        """,
        organisation="elmsholt-hotelbetriebe",
    ),
    MemberText(
        HEALTH,
        "quarrbeek-molkerei",
        "Quarrbeek Molkerei",
        "Kühlhaus, Nässe, frühe Stunden: Wir haben die Pausenräume dorthin verlegt, wo es warm ist.",
        """
        Die beste Maßnahme der letzten Jahre kam aus der Spätschicht: zwei kleine Aufwärmräume statt einer großen
        Kantine am anderen Ende des Geländes.
        """,
        organisation="quarrbeek-molkerei",
    ),
    MemberText(
        HEALTH,
        "wendkorn-saatzucht",
        "Wendkorn Saatzucht",
        "Saisonarbeit in Hitze und Staub – mit Schattenplan und Trinkpausen.",
        """
        Von Mai bis September arbeiten bei uns doppelt so viele Menschen wie im Winter. Der Schattenplan hängt neben
        dem Wetterbericht.
        """,
        organisation="wendkorn-saatzucht",
    ),
    MemberText(
        HEALTH,
        "ottersiek-zulieferung",
        "Ottersiek Zulieferung",
        "Montage im Takt: Wir wechseln alle zwei Stunden den Platz.",
        """
        Wer immer dieselbe Bewegung macht, wird krank. Unser Rotationsplan hat zwölf Stationen und passt auf eine
        Seite. Sie bekommen ihn, wenn Sie uns besuchen.
        """,
        organisation="ottersiek-zulieferung",
    ),
    # A page of a member who wants to be seen by staff alone: it must appear nowhere else.
    MemberText(
        HEALTH,
        "kreienmoor-verpackungen",
        "Kreienmoor Verpackungen",
        "Wellpappe aus der Südheide.",
        "Dieses Mitglied hat sich noch nicht entschieden, wem es sich zeigen möchte.",
        organisation="kreienmoor-verpackungen",
    ),
    MemberText(
        TRAINING,
        "gesche-rispelgrund",
        "Gesche Rispelgrund",
        "Prüft Kaufleute für Büromanagement, seit es den Beruf gibt.",
        """
        Ich unterrichte an einer Berufsbildenden Schule und sitze für die Lehrkräfte im Prüfungsausschuss. Mein Rat an
        Neue: Stellen Sie die erste Frage so, dass der Prüfling sie sicher beantworten kann.
        """,
        person="gesche.rispelgrund",
    ),
    MemberText(
        TRAINING,
        "mehmet-haferkolk",
        "Mehmet Haferkolk",
        "Leitet die Ausbildung in der Fahrzeugmontage und prüft in der Mechatronik.",
        """
        Vierzig Auszubildende im Jahr, davon die Hälfte im ersten Lehrjahr: Da lernt man, Dinge dreimal verschieden zu
        erklären. Im Netzwerk gebe ich die Schulung „Praktische Aufgaben mit wenig Material“.
        """,
        person="mehmet.haferkolk",
    ),
    MemberText(
        TRAINING,
        "bogdan-quellholz",
        "Bogdan Quellholz",
        "Elektromeister, bildet in einem kleinen Betrieb aus und hat das Prüfen von der Pike auf gelernt.",
        """
        Als Betrieb mit zwölf Leuten spürt man jeden Prüfungstag, an dem der Meister fehlt. Ich mache es trotzdem, weil
        ich sehe, was unsere Lehrlinge können müssen.
        """,
        person="bogdan.quellholz",
    ),
    MemberText(
        TRAINING,
        "thees-ohartmann-weiss",
        "Thees O'Hartmann-Weiß",
        "Ausbildungsleiter und Prüfer für Industriemechanik, spricht gern über Fachgespräche.",
        """
        Ein gutes Fachgespräch ist kein Verhör. Wie man es führt, üben wir mit Leuten vom Theater – das ist lustiger, als es
        klingt.
        """,
        person="thees.ohartmann-weiss",
    ),
    MemberText(
        TRAINING,
        "xi-zwirn",
        "Xi Zwirn",
        "Bildet in der Softwareentwicklung aus und prüft, auch mit Prüflingen, die noch Deutsch lernen.",
        """
        Auch kleine Betriebe können gut ausbilden. Wie wir es mit sieben Leuten organisieren und wie unsere Auszubildenden
        ihre Projekte vorstellen, erzähle ich gern – auf Deutsch oder Englisch.
        """,
        person="xi.zwirn",
    ),
)
