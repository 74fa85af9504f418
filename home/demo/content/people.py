"""The invented people, companies and contacts. Phone numbers come from the range kept for films and books."""

from ..shapes import Affiliation, Card, Organisation, Person

MAIL_DOMAIN = "heideregion.example.org"
CHAMBER = "beispielkammer"

ORGANISATIONS = (
    Organisation(
        CHAMBER,
        "Beispielkammer",
        "Lüneburg",
        "lueneburg",
        "Industrie- und Handelskammer",
        "50-249",
        "Am Wacholderhang 1",
        "21335",
        "BK",
        phone="040 66969 100",
    ),  # fmt: skip
    Organisation(
        "federhoop-logistik",
        "Federhoop Logistik",
        "Winsen (Luhe)",
        "harburg",
        "Lager und Logistik",
        "250+",
        "Luhekamp 18",
        "21423",
        "FL",
        phone="040 66969 201",
    ),  # fmt: skip
    Organisation(
        "grauwinkel-pflegehaus",
        "Grauwinkel Pflegehaus",
        "Uelzen",
        "uelzen",
        "Pflege",
        "50-249",
        "Ilmenauwinkel 7",
        "29525",
        "GP",
        phone="040 66969 202",
    ),  # fmt: skip
    Organisation(
        "moehlenkolk-maschinenbau",
        "Möhlenkolk Maschinenbau",
        "Celle",
        "celle",
        "Maschinenbau",
        "50-249",
        "Fuhseweg 33",
        "29221",
        "MM",
        phone="040 66969 203",
    ),  # fmt: skip
    Organisation(
        "birkquast-gastro",
        "Birkquast Gastro",
        "Soltau",
        "heidekreis",
        "Gastronomie",
        "10-49",
        "Böhmegasse 2",
        "29614",
        "BG",
        phone="040 66969 204",
    ),  # fmt: skip
    Organisation(
        "zwirnhof-software",
        "Zwirnhof Software",
        "Lüneburg",
        "lueneburg",
        "Software",
        "1-9",
        "Weberhof 5",
        "21335",
        "ZS",
        phone="040 66969 205",
    ),  # fmt: skip
    Organisation(
        "tollmark-holzbau",
        "Tollmark Holzbau",
        "Lüchow (Wendland)",
        "luechow-dannenberg",
        "Holzbau",
        "10-49",
        "Rundlingsweg 9",
        "29439",
        "TH",
        phone="040 66969 206",
    ),  # fmt: skip
    Organisation(
        "rabenkuhl-einzelhandel",
        "Rabenkuhl Einzelhandel",
        "Gifhorn",
        "gifhorn",
        "Einzelhandel",
        "10-49",
        "Allergasse 21",
        "38518",
        "RE",
        phone="040 66969 207",
    ),  # fmt: skip
    Organisation(
        "elmsholt-hotelbetriebe",
        "Elmsholt Hotelbetriebe",
        "Bispingen",
        "heidekreis",
        "Hotellerie",
        "50-249",
        "Luheufer 12",
        "29646",
        "EH",
        phone="040 66969 208",
    ),  # fmt: skip
    Organisation(
        "ilmenhoop-druck",
        "Ilmenhoop Druck und Medien",
        "Lüneburg",
        "lueneburg",
        "Druck und Medien",
        "10-49",
        "Setzergang 4",
        "21337",
        "ID",
        phone="040 66969 209",
    ),  # fmt: skip
    Organisation(
        "quarrbeek-molkerei",
        "Quarrbeek Molkerei",
        "Bad Bevensen",
        "uelzen",
        "Lebensmittel",
        "50-249",
        "Molkereistieg 3",
        "29549",
        "QM",
        phone="040 66969 210",
    ),  # fmt: skip
    Organisation(
        "sandhasel-elektro",
        "Sandhasel Elektrotechnik",
        "Gifhorn",
        "gifhorn",
        "Elektrotechnik",
        "10-49",
        "Isewinkel 14",
        "38518",
        "SE",
        phone="040 66969 211",
    ),  # fmt: skip
    Organisation(
        "ottersiek-zulieferung",
        "Ottersiek Zulieferung",
        "Wolfsburg",
        "wolfsburg",
        "Fahrzeugbau",
        "250+",
        "Am Hehlengraben 40",
        "38440",
        "OZ",
        phone="040 66969 212",
    ),  # fmt: skip
    Organisation(
        "wendkorn-saatzucht",
        "Wendkorn Saatzucht",
        "Dannenberg (Elbe)",
        "luechow-dannenberg",
        "Landwirtschaft und Saatgut",
        "50-249",
        "Jeetzelwiesen 1",
        "29451",
        "WS",
        phone="040 66969 213",
    ),  # fmt: skip
    Organisation(
        "seevkamp-baustoffe",
        "Seevkamp Baustoffe",
        "Buchholz in der Nordheide",
        "harburg",
        "Baustoffhandel",
        "10-49",
        "Kieselkamp 6",
        "21244",
        "SB",
        phone="040 66969 214",
    ),  # fmt: skip
    Organisation(
        "brunsfleth-pflege",
        "Brunsfleth Pflege daheim",
        "Celle",
        "celle",
        "Pflege",
        "10-49",
        "Aschaugang 8",
        "29223",
        "BP",
        phone="040 66969 215",
    ),  # fmt: skip
    Organisation(
        "hasselbuelt-tiefbau",
        "Hasselbült Tiefbau",
        "Walsrode",
        "heidekreis",
        "Bau",
        "50-249",
        "Böhmekehre 25",
        "29664",
        "HT",
        phone="040 66969 216",
    ),  # fmt: skip
    Organisation(
        "kreienmoor-verpackungen",
        "Kreienmoor Verpackungen",
        "Bergen",
        "celle",
        "Verpackungen",
        "50-249",
        "Meißewiesen 17",
        "29303",
        "KV",
        phone="040 66969 217",
    ),  # fmt: skip
    Organisation(
        "dreihuus-architektur",
        "Dreihuus Architektur",
        "Hitzacker (Elbe)",
        "luechow-dannenberg",
        "Architektur",
        "1-9",
        "Inselgang 2",
        "29456",
        "DA",
        website=False,
    ),  # fmt: skip
    Organisation(
        "priellicht-optik",
        "Priellicht Optik",
        "Buchholz in der Nordheide",
        "harburg",
        "Augenoptik",
        "1-9",
        "Linsengasse 11",
        "21244",
        "PO",
        phone="040 66969 218",
    ),  # fmt: skip
    # Partners of the projects.
    Organisation(
        "bbs-aller",
        "Berufsbildende Schulen an der Aller",
        "Gifhorn",
        "gifhorn",
        "Berufsbildende Schulen",
        "50-249",
        "Schulstieg 1",
        "38518",
        "BA",
    ),  # fmt: skip
    Organisation(
        "bbs-ilmenau",
        "Berufsbildende Schulen an der Ilmenau",
        "Uelzen",
        "uelzen",
        "Berufsbildende Schulen",
        "50-249",
        "Esterholzer Kamp 30",
        "29525",
        "BI",
    ),  # fmt: skip
    Organisation(
        "lernwerk-suedheide",
        "Lernwerk Südheide",
        "Gifhorn",
        "gifhorn",
        "Sozialpädagogische Begleitung",
        "10-49",
        "Heidschnuckenhof 3",
        "38518",
        "LS",
    ),  # fmt: skip
    Organisation(
        "werkhof-wendland",
        "Werkhof Wendland",
        "Lüchow (Wendland)",
        "luechow-dannenberg",
        "Coworking und Gründung",
        "1-9",
        "Alte Färberei 4",
        "29439",
        "WW",
    ),  # fmt: skip
    Organisation(
        "hafen-soltau",
        "Arbeitshafen Böhme",
        "Soltau",
        "heidekreis",
        "Coworking und Gründung",
        "1-9",
        "Am alten Güterschuppen 2",
        "29614",
        "AB",
    ),  # fmt: skip
    Organisation(
        "willkommen-heide",
        "Willkommensbüro Heide",
        "Lüneburg",
        "lueneburg",
        "Beratung für Zugewanderte",
        "1-9",
        "Lünerpforte 10",
        "21335",
        "WH",
    ),  # fmt: skip
)

PEOPLE = (
    # The chamber's desks.
    Person("henrike.lerchenkolk", "Henrike", "Lerchenkolk", "Dr.", phone="040 66969 101"),
    Person("malte.quennlage", "Malte", "Quennlage", phone="040 66969 102"),
    Person("nele.torfhagel", "Nele", "Torfhagel", phone="040 66969 103"),
    Person("ove.ginsterloh", "Ove", "Ginsterloh", phone="040 66969 104"),
    Person("imke.brookwinkel", "Imke", "Brookwinkel", phone="040 66969 105"),
    Person("tjark.wacholm", "Tjark", "Wacholm", phone="040 66969 106"),
    Person("femke.moorwisch", "Femke", "Moorwisch", phone="040 66969 107"),
    Person("rike.immenstock", "Rike", "Immenstock", phone="040 66969 108"),
    # People in companies.
    Person("joerdis.vardenhoop", "Jördis", "Vardenhoop", phone="040 66969 301"),
    Person("aylin.brisselkamp", "Aylin", "Brisselkamp", phone="040 66969 304"),
    Person("ionut.grauwinkel", "Ionuț", "Grauwinkel", phone="040 66969 220"),
    Person("wiebke.elbrausch", "Wiebke", "Elbrausch", "Dr.", phone="040 66969 308"),
    Person("thees.ohartmann-weiss", "Thees", "O'Hartmann-Weiß", phone="040 66969 221"),
    Person("sule.tollmark", "Şule", "Tollmark", phone="040 66969 222"),
    Person("xi.zwirn", "Xi", "Zwirn", phone="040 66969 223", language="en"),
    Person("carsten.federhoop", "Carsten", "Federhoop", phone="040 66969 224"),
    Person("merle.rodenkiel", "Merle", "Rodenkiel", phone="040 66969 225"),
    Person("jannis.birkquast", "Jannis", "Birkquast", phone="040 66969 226"),
    Person("marit.rabenkuhl", "Marit", "Rabenkuhl", phone="040 66969 227"),
    Person("luis.elmsholt", "Luis", "Elmsholt", phone="040 66969 228"),
    Person("dorte.quarrbeek", "Dörte", "Quarrbeek", phone="040 66969 229"),
    # People in the examiners' and trainers' network.
    Person("gesche.rispelgrund", "Gesche", "Rispelgrund", phone="040 66969 240"),
    Person("mehmet.haferkolk", "Mehmet", "Haferkolk", phone="040 66969 241"),
    Person("ida.pfeifgras", "Ida", "Pfeifgras"),
    Person("bogdan.quellholz", "Bogdan", "Quellholz", phone="040 66969 243"),
    Person("antje.birkenlo", "Antje", "Birkenlo"),
    Person("levke.duenensiek", "Levke", "Dünensiek", phone="040 66969 245"),
    Person("samuel.kornbuelt", "Samuel", "Kornbült"),
)


def affiliations(days):
    since = days.month(-30)
    desk = [
        ("henrike.lerchenkolk", "Leitung Zukunftsinitiative"),
        ("malte.quennlage", "Koordination Unternehmen Gesundheit"),
        ("nele.torfhagel", "Koordination Prüfen und Ausbilden"),
        ("ove.ginsterloh", "Beratung Fachkräfte aus dem Ausland"),
        ("imke.brookwinkel", "Übergang Schule und Beruf"),
        ("tjark.wacholm", "Gründung und neue Arbeitsorte"),
        ("femke.moorwisch", "Presse und Öffentlichkeit"),
        ("rike.immenstock", "Redaktion der Website"),
    ]
    return (
        *(Affiliation(person, CHAMBER, "member", job, since) for person, job in desk),
        Affiliation("carsten.federhoop", "federhoop-logistik", "main_contact", "Personalleitung", since),
        # Two people edited this company's entry; one of them has left it.
        Affiliation("merle.rodenkiel", "federhoop-logistik", "editor", "Gesundheitsbeauftragte", since, days.ago(48)),
        Affiliation("ionut.grauwinkel", "grauwinkel-pflegehaus", "main_contact", "Pflegedienstleitung", since),
        Affiliation("thees.ohartmann-weiss", "moehlenkolk-maschinenbau", "main_contact", "Ausbildungsleitung", since),
        Affiliation("jannis.birkquast", "birkquast-gastro", "main_contact", "Inhaber", since),
        Affiliation("xi.zwirn", "zwirnhof-software", "main_contact", "Geschäftsführung", since),
        Affiliation("sule.tollmark", "tollmark-holzbau", "main_contact", "Zimmermeisterin", since),
        Affiliation("marit.rabenkuhl", "rabenkuhl-einzelhandel", "main_contact", "Inhaberin", since),
        Affiliation("luis.elmsholt", "elmsholt-hotelbetriebe", "main_contact", "Hoteldirektion", since),
        Affiliation("dorte.quarrbeek", "quarrbeek-molkerei", "main_contact", "Personalreferentin", since),
        # One person who acts for two organisations.
        Affiliation("dorte.quarrbeek", "wendkorn-saatzucht", "deputy", "Personalreferentin", days.month(-8)),
        Affiliation("samuel.kornbuelt", "wendkorn-saatzucht", "main_contact", "Werkleitung", since),
        Affiliation("gesche.rispelgrund", "bbs-ilmenau", "member", "Lehrkraft Wirtschaft und Verwaltung", since),
        Affiliation("mehmet.haferkolk", "ottersiek-zulieferung", "member", "Ausbildungsleitung", since),
        Affiliation("bogdan.quellholz", "sandhasel-elektro", "main_contact", "Elektromeister", since),
        Affiliation("levke.duenensiek", "ilmenhoop-druck", "member", "Ausbilderin Mediengestaltung", since),
        Affiliation("joerdis.vardenhoop", "vardenhoop", "main_contact", "Physiotherapeutin, Inhaberin", since),
        Affiliation("aylin.brisselkamp", "brisselkamp", "main_contact", "Fachärztin für Arbeitsmedizin", since),
        Affiliation("wiebke.elbrausch", "elbrausch", "main_contact", "Schlafforscherin, Inhaberin", since),
    )


def cards(days):
    return (
        Card(
            "henrike.lerchenkolk",
            CHAMBER,
            "Zukunftsinitiative, Projekte und Partnerschaften",
            "the initiative, its projects and partners",
        ),  # fmt: skip
        Card("nele.torfhagel", CHAMBER, "Netzwerk Prüfen und Ausbilden", "the network of examiners and trainers"),
        Card("malte.quennlage", CHAMBER, "Netzwerk Unternehmen Gesundheit", "the workplace health network"),
        Card("ove.ginsterloh", CHAMBER, "Fachkräfte aus dem Ausland", "recruiting from abroad"),
        Card("imke.brookwinkel", CHAMBER, "Modellprojekte Gifhorn und Uelzen", "pilot projects in Gifhorn and Uelzen"),
        Card(
            "tjark.wacholm",
            CHAMBER,
            "Coworking und Gründerzentren",
            "coworking and founders' centres",
            away_until=days.ahead(9),
            deputy="imke.brookwinkel",
        ),  # fmt: skip
        Card("femke.moorwisch", CHAMBER, "Presse", "press"),
        Card("joerdis.vardenhoop", "vardenhoop", "Kurse und aktive Pausen"),
        Card("aylin.brisselkamp", "brisselkamp", "Arbeitsmedizin und Vorsorge"),
        Card("wiebke.elbrausch", "elbrausch", "Vorträge zu Schlaf und Schicht"),
    )
