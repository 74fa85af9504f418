# ruff: noqa: E501 - prose
"""The initiative and its six projects."""

from ..days import Days
from ..shapes import Milestone, Project, Text
from .events_initiative import IMKE, OVE, TJARK
from .networks import HEALTH, TRAINING

INITIATIVE = Text(
    "Die Initiative",
    "initiative",
    "Über 200 Partner, mehr als 90 Ideen, daraus 20 Projekte. Sechs davon sind gestartet – jedes mit einem Ziel, an dem es sich messen lässt.",
    """
    In der Heideregion fehlen Fachkräfte, und zwar nicht irgendwann, sondern jetzt: in der Pflege, in der Werkstatt, hinter dem Tresen. Kein Betrieb löst das allein, keine Schule und kein Amt.

    Darum haben sich Betriebe, Berufsbildende Schulen, Landkreise, Arbeitsagentur und Kammer an einen Tisch gesetzt. Sie haben gesammelt, gestritten, gestrichen. Übrig blieben Vorhaben, für die jemand mit seinem Namen einsteht.

    ## Woran wir arbeiten

    - **Gewinnen:** Menschen aus dem In- und Ausland für die Region begeistern und ihnen das Ankommen leicht machen.
    - **Ausbilden:** Jugendliche in einen Beruf begleiten, auch auf Umwegen, und diejenigen stärken, die ausbilden und prüfen.
    - **Halten:** Arbeit so gestalten, dass man sie gesund und gern bis zur Rente machen kann.
    - **Ermöglichen:** Orte schaffen, an denen gegründet und gearbeitet wird, auch weit weg von der Stadt.

    ## Wie ein Projekt entsteht

    Jede Idee braucht drei Dinge: einen Ort, einen Partner und Geld. Fehlt eines davon, parken wir sie und sagen offen, was fehlt. Einmal im Jahr, beim Zukunftsforum, entscheiden die Partner, was als Nächstes beginnt.
    """,
)

INITIATIVE_EN = Text(
    "The initiative",
    "initiative",
    "More than 200 partners, over 90 ideas, 20 projects. Six of them have started, each with a goal that can be measured.",
    """
    The heath region needs skilled people, and not at some time but now: in care, in workshops, behind the counter. No company solves this alone, and neither does a school or an office.

    So companies, vocational schools, districts, the employment agency and the chamber sat down at one table. What was left after collecting, arguing and crossing out are plans for which somebody stands with their name.

    ## What we work on

    - **Attracting** people from near and far, and making it easy to arrive.
    - **Training** young people, also by roundabout ways, and supporting those who train and examine.
    - **Keeping** people well, so that work can be done gladly until retirement.
    - **Enabling** places to found and to work, even far from the city.
    """,
)


def projects(d: Days):
    return (_abroad(d), _health(d), _coworking(d), _network(d), _gifhorn(d), _uelzen(d))


def _abroad(d):
    return Project(
        Text(
            "Beratung für Fachkräfte aus dem Ausland",
            "fachkraefte-aus-dem-ausland",
            "Eine Stelle, die den ganzen Weg kennt: von der Suche über das Visum bis zum ersten Elternabend.",
            """
            Wer zum ersten Mal jemanden aus dem Ausland einstellt, hat es mit bis zu neun Stellen zu tun. Unsere Beratung kennt sie alle und begleitet kleine und mittlere Betriebe Schritt für Schritt.

            ## Was wir tun

            - prüfen, ob und wie eine Einstellung möglich ist
            - mit Auslandshandelskammern und Schulen im Ausland nach Menschen suchen
            - durch Anerkennung und Verfahren lotsen
            - Betriebe und neue Kolleginnen und Kollegen im ersten Jahr besuchen

            ## Was sich gezeigt hat

            Die meisten Fragen kommen nach der Ankunft: Wohnung, Schule, Führerschein, Heimweh. Deshalb arbeitet das Willkommensbüro von Anfang an mit.
            """,
        ),
        Text(
            "Advice on recruiting from abroad",
            "recruiting-from-abroad",
            "One desk that knows the whole way: from the search through the visa to the first parents' evening.",
            """
            A company that employs somebody from abroad for the first time deals with up to nine offices. Our desk knows them all and goes along, step by step.

            Most questions come after arrival: flat, school, driving licence, homesickness. That is why the welcome office has been part of the project from the beginning.
            """,
        ),
        "running",
        "Nächster Schritt: Sprechtage auch in Celle und Gifhorn.",
        "bruecke",
        d.month(-24),
        d.month(12),
        "Land und Kammer, je zur Hälfte",
        ("lueneburg", "uelzen", "celle", "gifhorn"),
        (
            Milestone("Beratungsstelle eröffnet", d.month(-24), True),
            Milestone("Hundert Betriebe beraten", d.month(-11), True, "Nach 13 Monaten, zwei früher als geplant"),
            Milestone("Erste zwölf Fachkräfte ein Jahr im Betrieb", d.month(-2), True, "Elf sind geblieben"),
            Milestone("Sprechtage in allen Landkreisen", d.month(7), False),
        ),
        (
            "Advice desk opened",
            "A hundred companies advised",
            "First twelve people a year in their company",
            "Consultation days in all districts",
        ),
        (
            ("willkommen-heide", "Begleitung nach der Ankunft", "Support after arrival"),
            ("grauwinkel-pflegehaus", "Patenbetrieb Pflege", "Companion company for care"),
            ("federhoop-logistik", "Patenbetrieb Logistik", "Companion company for logistics"),
        ),
        (OVE,),
    )


def _health(d):
    return Project(
        Text(
            "Unternehmen Gesundheit",
            "unternehmen-gesundheit",
            "Aus einem Projekt wurde ein Netzwerk: Betriebe lernen voneinander, wie Arbeit gesund bleibt.",
            """
            Es begann mit sieben Betrieben und einer Kaffeekanne. Heute treffen sich Mitglieder aus allen Landkreisen, zweimal im Jahr gibt es einen regionalen Gesundheitstag, und im Verzeichnis stehen rund dreißig Fachleute.

            ## Warum es geblieben ist

            Große Betriebe haben eigene Abteilungen für Gesundheit, kleine haben meist eine Person, die das nebenbei macht. Für diese Person ist das Netzwerk da.

            ## Was es nicht ist

            Keine Werbeplattform. Anbieter stehen im Verzeichnis nach klaren Regeln und können sich keinen Platz kaufen.
            """,
        ),
        Text(
            "Healthy Companies",
            "healthy-companies",
            "A project became a network: companies learn from each other how work stays healthy.",
            """
            It began with seven companies and a pot of coffee. Today members from all districts meet, there is a regional health day twice a year, and some thirty experts are in the directory.

            Large companies have departments for health; in small ones somebody does it on the side. The network is for that person.
            """,
        ),
        "permanent",
        "Das Netzwerk ist ein fester Teil der Kammerarbeit.",
        "heide-morgen",
        d.month(-30),
        d.month(-6),
        "Kammer; Gesundheitstage mit Krankenkassen",
        ("celle", "gifhorn", "harburg", "heidekreis", "luechow-dannenberg", "lueneburg", "uelzen", "wolfsburg"),
        (
            Milestone("Erstes Netzwerktreffen", d.month(-29), True, "Sieben Betriebe"),
            Milestone("Erster regionaler Gesundheitstag", d.month(-20), True),
            Milestone("Verzeichnis der Anbieter veröffentlicht", d.month(-13), True),
            Milestone("Vom Projekt zum dauerhaften Netzwerk", d.month(-6), True),
        ),
        (
            "First network meeting",
            "First regional health day",
            "Directory of providers published",
            "From project to permanent network",
        ),
        (
            ("moehlenkolk-maschinenbau", "Gründungsbetrieb", "Founding company"),
            ("quarrbeek-molkerei", "Gründungsbetrieb", "Founding company"),
            ("sandbeerfeld", "Fachliche Begleitung", "Professional support"),
        ),
        ("malte.quennlage",),
        HEALTH,
    )


def _coworking(d):
    return Project(
        Text(
            "Coworking und Gründerzentren",
            "coworking-und-gruenderzentren",
            "Arbeitsplätze, wo bisher keine waren: in Lüchow-Dannenberg und im Heidekreis.",
            """
            Wer im Wendland wohnt und in Hamburg arbeitet, fährt bis zu vier Stunden am Tag. Zwei Häuser sollen das ändern: der **Werkhof Wendland** in einer alten Färberei und der **Arbeitshafen Böhme** am Bahnhof Soltau.

            ## Für wen

            Für Pendlerinnen und Pendler, die zwei Tage in der Woche näher am Zuhause arbeiten. Für Menschen, die gründen und keinen Mietvertrag über fünf Jahre unterschreiben wollen. Und für Betriebe, die ihren Leuten einen Platz auf halbem Weg anbieten.

            ## Was schon geht, was noch fehlt

            In Soltau ist geöffnet: zwölf Tische, zwei Kabinen, ein Besprechungsraum. In Lüchow wird noch gebaut; das Erdgeschoss ist nutzbar, die rollstuhlgerechte Toilette folgt.
            """,
        ),
        Text(
            "Coworking and founders' centres",
            "coworking-and-founders-centres",
            "Places to work where there were none: in Lüchow-Dannenberg and Heidekreis.",
            """
            People who live in the Wendland and work in Hamburg travel up to four hours a day. Two houses are to change that: the Werkhof Wendland in an old dye works, and the Arbeitshafen Böhme at the station of Soltau.

            Soltau is open, with twelve desks, two booths and a meeting room. In Lüchow the ground floor can be used while building goes on.
            """,
        ),
        "launched",
        "Soltau hat geöffnet, Lüchow wird umgebaut.",
        "elbaue",
        d.month(-15),
        d.month(18),
        "Europäischer Fonds für regionale Entwicklung, Landkreise, Kammer",
        ("luechow-dannenberg", "heidekreis"),
        (
            Milestone("Machbarkeitsstudie", d.month(-15), True, "Acht Orte geprüft, zwei ausgewählt"),
            Milestone("Arbeitshafen Böhme öffnet", d.month(-5), True),
            Milestone("Werkhof Wendland öffnet ganz", d.month(5), False, "Erdgeschoss schon nutzbar"),
            Milestone("Erste Gründung zieht aus, weil sie zu groß wird", d.month(16), False),
        ),
        (
            "Feasibility study",
            "Arbeitshafen Böhme opens",
            "Werkhof Wendland opens fully",
            "First start-up moves out because it has grown",
        ),
        (
            ("werkhof-wendland", "Betreibt das Haus in Lüchow", "Runs the house in Lüchow"),
            ("hafen-soltau", "Betreibt das Haus in Soltau", "Runs the house in Soltau"),
            ("dreihuus-architektur", "Umbau in Lüchow", "Conversion in Lüchow"),
        ),
        (TJARK,),
    )


def _network(d):
    return Project(
        Text(
            "Netzwerk der Prüfenden und Ausbildenden",
            "netzwerk-pruefende-ausbildende",
            "Schulen, stärken, danken: damit genug Menschen prüfen und gern ausbilden.",
            """
            Rund ein Drittel aller Prüferinnen und Prüfer hört in den nächsten fünf Jahren auf. Neue zu finden ist schwer, sie zu halten noch schwerer. Das Projekt setzt darum beim Alltag an: bessere Schulungen, kürzere Wege, mehr Anerkennung.

            ## Was wir tun

            - Schulungen, die mit echten Fällen arbeiten statt mit Paragrafen
            - ein Frühstück im Monat, bei dem Ausbildende unter sich sind
            - Infoabende für alle, die überlegen, selbst zu prüfen
            - Gespräche mit Betrieben über Freistellung
            """,
        ),
        Text(
            "Network of examiners and trainers",
            "network-of-examiners-and-trainers",
            "Courses, support and thanks, so that enough people examine and like to train.",
            """
            About a third of all examiners will stop within the next five years. It is hard to find new ones and harder to keep them. So the project begins with everyday life: better courses, shorter ways, more recognition.
            """,
        ),
        "running",
        "Die Schulungen sind meist nach wenigen Tagen ausgebucht.",
        "giebel",
        d.month(-20),
        None,
        "Kammer",
        ("celle", "gifhorn", "lueneburg", "uelzen", "wolfsburg"),
        (
            Milestone("Befragung unter Prüfenden", d.month(-20), True, "412 Antworten"),
            Milestone("Neues Schulungsprogramm", d.month(-14), True),
            Milestone("Ausbildungsfrühstück in vier Landkreisen", d.month(-3), True),
            Milestone("Erster Ausbildungstag", d.month(4), False),
        ),
        (
            "Survey among examiners",
            "New programme of courses",
            "Trainers' breakfast in four districts",
            "First trainers' day",
        ),
        (
            ("bbs-ilmenau", "Räume und Lehrkräfte", "Rooms and teachers"),
            ("ottersiek-zulieferung", "Stellt Prüfende frei", "Releases examiners from work"),
            ("sandhasel-elektro", "Stimme der kleinen Betriebe", "Voice of small companies"),
        ),
        ("nele.torfhagel",),
        TRAINING,
    )


def _gifhorn(d):
    return Project(
        Text(
            "Modellprojekt Gifhorn: Duale Berufsausbildungsvorbereitung",
            "modellprojekt-gifhorn",
            "Drei Tage Betrieb, zwei Tage Schule, ein Jahr Zeit: ein Weg in die Ausbildung für Jugendliche, die mehr Anlauf brauchen.",
            """
            Manche Jugendliche finden nach der Schule keinen Ausbildungsplatz – nicht, weil sie nichts können, sondern weil ihnen Zeugnisse, Sprache oder Selbstvertrauen fehlen. Im Modellprojekt lernen sie ein Jahr lang dort, wo sie später arbeiten könnten.

            ## So sieht die Woche aus

            Montag bis Mittwoch im Betrieb, Donnerstag und Freitag in der Schule. Eine sozialpädagogische Fachkraft ist immer erreichbar, auch für die Betriebe. Gelernt wird in Bausteinen, für die es am Ende ein Zeugnis gibt.

            ## Was Betriebe brauchen

            Eine Person, die anleitet, und einen Arbeitsplatz, an dem man Fehler machen darf. Kosten entstehen Ihnen nicht.
            """,
        ),
        Text(
            "Pilot project Gifhorn: preparing for vocational training",
            "pilot-gifhorn",
            "Three days in a company, two at school, for one year: a way into training for young people who need a longer run-up.",
            """
            Some young people find no training place after school, not because they can do nothing, but because they lack certificates, language or confidence. In this project they learn for a year where they might work later.
            """,
        ),
        "running",
        "Der dritte Jahrgang hat begonnen.",
        "muehle",
        d.month(-26),
        d.month(10),
        "Land, Landkreis und Agentur für Arbeit",
        ("gifhorn",),
        (
            Milestone("Erster Jahrgang", d.month(-26), True, "18 Jugendliche, 14 Betriebe"),
            Milestone("Auswertung des ersten Jahres", d.month(-13), True, "13 Jugendliche sind in Ausbildung"),
            Milestone("Dritter Jahrgang", d.month(-2), True),
            Milestone("Entscheidung über die Fortführung", d.month(8), False),
        ),
        ("First year group", "Review of the first year", "Third year group", "Decision on continuing"),
        (
            ("bbs-aller", "Unterricht an zwei Tagen", "School on two days"),
            ("lernwerk-suedheide", "Sozialpädagogische Begleitung", "Social workers"),
            ("rabenkuhl-einzelhandel", "Lernort Verkauf", "Place to learn: shop"),
            ("sandhasel-elektro", "Lernort Handwerk", "Place to learn: craft"),
        ),
        (IMKE,),
    )


def _uelzen(d):
    return Project(
        Text(
            "Modellprojekt Uelzen: Zwei Betriebe, ein Weg",
            "modellprojekt-uelzen",
            "Das Modell aus Gifhorn, angepasst an das Land: Zwei kleine Betriebe teilen sich eine Person.",
            """
            Auf dem Land sind die Betriebe klein und die Wege weit. Ein Jahr lang jemanden anzuleiten, schaffen viele nicht allein. In Uelzen tun sich deshalb zwei Betriebe zusammen: ein halbes Jahr hier, ein halbes dort.

            ## Was noch fehlt

            Die Fahrten. Ohne Führerschein kommt man morgens um sechs nicht in jedes Dorf. Mit dem Landkreis suchen wir eine Lösung; der Förderantrag wird gerade geschrieben.
            """,
        ),
        Text(
            "Pilot project Uelzen: two companies, one way",
            "pilot-uelzen",
            "The model from Gifhorn, fitted to the country: two small companies share one young person.",
            """
            In the country companies are small and distances long. Few can guide somebody for a whole year alone. In Uelzen two companies join: half a year here, half a year there. What is missing are the journeys; the application for funding is being written.
            """,
        ),
        "funding",
        "Es fehlt noch das Geld für die Fahrten.",
        "rueben",
        d.month(-8),
        None,
        "Antrag beim Land in Vorbereitung",
        ("uelzen",),
        (
            Milestone("Zehn Betriebspaare gefunden", d.month(-4), True),
            Milestone("Förderantrag eingereicht", d.month(2), False),
            Milestone("Erster Jahrgang", d.month(9), False),
        ),
        ("Ten pairs of companies found", "Application handed in", "First year group"),
        (
            ("bbs-ilmenau", "Unterricht", "School"),
            ("quarrbeek-molkerei", "Lernort", "Place to learn"),
            ("grauwinkel-pflegehaus", "Lernort", "Place to learn"),
        ),
        (IMKE,),
    )
