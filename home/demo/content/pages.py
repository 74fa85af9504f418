# ruff: noqa: E501 - prose
"""The other pages: home, networks, calendar, directory, advice, content and law, in German and English."""

from ..shapes import Blocks

SITE_NAME = "Zukunftsinitiative Heideregion – Demo der Beispielkammer"

ADDRESS = "Am Wacholderhang 1\n21335 Lüneburg"
PHONE = "040 66969 100"

HOME = Blocks(
    "Betriebe der Heideregion tun sich zusammen",
    "home",
    "Gesunde Arbeit, gute Ausbildung, Fachkräfte, die bleiben: Hier finden Sie Termine, Netzwerke und Menschen, die weiterhelfen.",
    (
        ("heading", "So kommen Sie weiter"),
        (
            "steps",
            (
                "",
                (
                    "Termin aussuchen",
                    "Netzwerktreffen, Schulungen und Sprechtage in allen acht Landkreisen und Städten, die meisten kostenfrei.",
                ),
                ("Mitglied werden", "Beide Netzwerke sind offen und freiwillig. Ein Anruf genügt."),
                ("Hilfe holen", "Im Verzeichnis stehen rund dreißig Anbieter mit dem, was sie in Betriebe bringen."),
            ),
        ),
        (
            "quote",
            (
                "Beim ersten Treffen dachte ich: Die haben ja dieselben Sorgen wie wir. Beim zweiten hatten wir eine Lösung.",
                "Şule Tollmark",
                "Zimmermeisterin, Tollmark Holzbau",
            ),
        ),
    ),
)

HOME_EN = Blocks(
    "Companies of the heath region join forces",
    "home",
    "Healthy work, good training, skilled people who stay: find dates, networks and people who help.",
    (
        ("heading", "Where to begin"),
        (
            "steps",
            (
                "",
                (
                    "Choose a date",
                    "Meetings, courses and consultation days in all eight districts, most of them free of charge. Some are held in English.",
                ),
                ("Become a member", "Both networks are open and voluntary. A call is enough."),
                ("Get help", "Some thirty providers are in the directory, with what they bring to companies."),
            ),
        ),
    ),
)

NETWORKS = Blocks(
    "Netzwerke",
    "netzwerke",
    "Zwei Netzwerke, in denen Betriebe und Menschen aus der Region voneinander lernen.",
    (
        (
            "text",
            """
            Ein Netzwerk ist kein Verteiler. Es besteht aus Menschen, die sich kennen, einander besuchen und offen sagen, was nicht geklappt hat.

            **Unternehmen Gesundheit** ist für Betriebe, die Arbeit gesund gestalten wollen, gleich wie groß sie sind. **Prüfen und Ausbilden** ist für Menschen, die ehrenamtlich prüfen, im Betrieb ausbilden oder gerade damit anfangen.

            Beide Netzwerke sind freiwillig und kostenfrei und haben mit der gesetzlichen Zugehörigkeit zur Kammer nichts zu tun.
            """,
        ),
        ("heading", "Mitglied werden"),
        (
            "steps",
            (
                "",
                (
                    "Anrufen oder schreiben",
                    "Die Koordination erklärt Ihnen, was Sie erwartet und was von Ihnen erwartet wird.",
                ),
                ("Einmal vorbeikommen", "Zum ersten Treffen kommen Sie als Gast. Danach entscheiden Sie."),
                (
                    "Selbst bestimmen, wer Sie sieht",
                    "Sie sagen uns, ob Ihr Name in der Liste steht: für alle, nur für Mitglieder oder gar nicht.",
                ),
            ),
        ),
        ("contact", "malte.quennlage"),
        ("contact", "nele.torfhagel"),
    ),
)

NETWORKS_EN = Blocks(
    "Networks",
    "networks",
    "Two networks in which companies and people of the region learn from each other.",
    (
        (
            "text",
            "A network is not a mailing list. It is made of people who know and visit each other and say openly what did not work.\n\n**Healthy Companies** is for companies of any size that want to keep work healthy. **Examining and Training** is for people who examine or train, or are about to.\n\nBoth networks are voluntary, free of charge, and independent of membership in the chamber by law.",
        ),
        ("contact", "malte.quennlage"),
        ("contact", "nele.torfhagel"),
    ),
)

PLACES = Blocks(
    "Barrierefrei zu unseren Terminen",
    "barrierefrei-teilnehmen",
    "Was wir tun, damit alle teilnehmen können, und wie Sie uns sagen, was Sie brauchen.",
    (
        (
            "text",
            """
            Bei jedem Termin steht, ob der Ort stufenlos erreichbar ist, ob es eine rollstuhlgerechte Toilette und eine Induktionsschleife gibt. Wo wir etwas nicht wissen, schreiben wir das.

            Gebärdensprachdolmetschen, Schriftdolmetschen und Assistenz organisieren wir auf Wunsch. Bitte melden Sie sich vier Wochen vorher, bei kleineren Dingen reichen drei Tage.
            """,
        ),
        (
            "facts",
            (
                "Gut zu wissen",
                ("Begleitpersonen", "Sie nehmen kostenfrei teil. Eine kurze Nachricht genügt."),
                ("Assistenzhunde", "Sie sind überall willkommen."),
                ("Ruhe", "Im Kammerhaus gibt es einen ruhigen Raum neben dem Empfang."),
                (
                    "Unterlagen",
                    "Auf Wunsch bekommen Sie Unterlagen vorab, in großer Schrift oder als zugängliche Datei.",
                ),
            ),
        ),
        (
            "notice",
            (
                "info",
                "Etwas stimmt nicht?",
                "Wenn Sie vor Ort auf eine Barriere stoßen, die wir nicht genannt haben, sagen Sie es uns bitte. Der Link „Barriere melden“ steht unten auf jeder Seite.",
            ),
        ),
        ("contact", "malte.quennlage"),
    ),
)

EVENTS = Blocks(
    "Veranstaltungen",
    "termine",
    "Treffen, Schulungen, Sprechtage: alles, was Netzwerke und Initiative in der Region anbieten.",
)
EVENTS_EN = Blocks(
    "Events",
    "events",
    "Meetings, courses, consultation days. Where the title is in English, there is help in English; all others are held in German.",
)

DIRECTORY = Blocks(
    "Anbieter",
    "anbieter",
    "Praxen, Beratungen, Vereine und Kassen, die Betriebe der Region dabei unterstützen, gesund zu arbeiten. Suchen Sie nach Stichwort oder grenzen Sie nach Thema, Ort und Format ein.",
    (
        (
            "text",
            "Alle Einträge sind erfunden und gehören zur Demo. **Wie Anbieter ins Verzeichnis kommen:** Sie weisen ihre Qualifikation nach, die Redaktion prüft den Eintrag, einmal im Jahr wird er bestätigt. Einen Platz kaufen kann niemand; sortiert wird nach dem Alphabet.",
        ),
    ),
)
DIRECTORY_EN = Blocks(
    "Providers",
    "providers",
    "Practices, consultants, clubs and insurers that support companies of the region in keeping work healthy. Entries are written in German by the providers.",
    (
        (
            "text",
            "All entries are invented and belong to the demo. Providers prove their qualification, the editors check the entry, and once a year it is confirmed. Nobody can pay for a place; the order is alphabetical.",
        ),
    ),
)

ADVICE = Blocks(
    "Fachkräfte aus dem Ausland",
    "beratung",
    "Sie möchten Menschen aus dem Ausland einstellen? Wir begleiten Sie von der ersten Frage bis zum ersten Arbeitstag – und darüber hinaus.",
    (
        (
            "steps",
            (
                "So begleiten wir Sie",
                (
                    "Erstgespräch",
                    "Wir klären, was Sie suchen und ob der Weg ins Ausland passt. Das dauert eine Stunde und kostet nichts.",
                ),
                ("Suche", "Mit Partnern im Ausland finden wir Menschen, deren Beruf zu Ihrer Stelle passt."),
                (
                    "Anerkennung und Visum",
                    "Wir sagen, welche Stelle zuständig ist, welche Unterlagen fehlen und wie lange es dauert.",
                ),
                ("Ankommen", "Wohnung, Sprachkurs, Patenschaft: Das Willkommensbüro kümmert sich mit Ihnen darum."),
            ),
        ),
        (
            "text",
            """
            ### Was Sie mitbringen sollten

            Geduld und einen Plan für die ersten drei Monate. Zwischen der ersten Idee und dem ersten Arbeitstag liegen oft acht bis vierzehn Monate.
            """,
        ),
        (
            "notice",
            (
                "info",
                "Pflegeberufe",
                "Für Pflegeberufe ist nicht die Kammer zuständig, sondern eine Behörde des Landes. Wir nennen Ihnen die richtige Stelle und begleiten Sie trotzdem.",
            ),
        ),
    ),
)
ADVICE_EN = Blocks(
    "Recruiting from abroad",
    "advice",
    "Would you like to employ people from abroad? We go along from the first question to the first day at work, and beyond.",
    (
        (
            "steps",
            (
                "How we support you",
                (
                    "First talk",
                    "We find out what you need and whether recruiting abroad suits you. One hour, free of charge.",
                ),
                ("Search", "With partners abroad we look for people whose profession fits."),
                (
                    "Recognition and visa",
                    "We tell you which office decides, which papers are missing and how long it takes.",
                ),
                ("Arriving", "Flat, language course, a companion: the welcome office helps."),
            ),
        ),
    ),
)
ADVICE_TOPICS = (
    "Erstberatung",
    "Suche und Auswahl",
    "Anerkennung eines Abschlusses",
    "Visum und Einreise",
    "Sprache und Ankommen",
    "Etwas anderes",
)
ADVICE_TOPICS_EN = (
    "First advice",
    "Search and selection",
    "Recognition of a qualification",
    "Visa and entry",
    "Language and arriving",
    "Something else",
)

PRESS = Blocks(
    "Presse",
    "presse",
    "Mitteilungen der Zukunftsinitiative, Bilder zum Abdruck und eine Ansprechpartnerin, die zurückruft.",
)
PRESS_EN = Blocks("Press", "press", "News of the initiative, most of it in German.")

LEGAL = {
    "imprint": Blocks(
        "Impressum",
        "impressum",
        "Wer diese Demo anbietet – und warum hier niemand Echtes steht.",
        (
            ("notice", ("warning", "Demo", "Diese Website zeigt ein Programm. Die Beispielkammer gibt es nicht; alle Personen, Betriebe und Termine sind erfunden.")),
            (
                "facts",
                (
                    "Angaben nach § 5 DDG",
                    ("Anbieterin", "Beispielkammer, Am Wacholderhang 1, 21335 Lüneburg"),
                    ("Rechtsform", "Körperschaft des öffentlichen Rechts (erfunden)"),
                    ("Vertreten durch", "die Präsidentin und die Hauptgeschäftsführerin der Beispielkammer"),
                    ("Kontakt", "Telefon 040 66969 100, E-Mail info@heideregion.example.org"),
                    ("Aufsicht", "Hier nennt eine echte Kammer das zuständige Ministerium ihres Landes."),
                ),
            ),
            (
                "facts",
                (
                    "Verantwortlich nach § 18 Abs. 2 MStV",
                    ("Redaktion", "Femke Moorwisch, Anschrift wie oben"),
                ),
            ),
            ("text", "### Bilder\n\nAlle Landschaften und Zeichen sind vom Programm selbst gezeichnet. Sie dürfen mit der Demo frei verwendet werden."),
        ),
    ),
    "privacy": Blocks(
        "Datenschutz",
        "datenschutz",
        "Welche Daten diese Website braucht, wozu und wie lange. Kurz, weil es wenig ist.",
        (
            ("notice", ("warning", "Demo", "Dieser Text ist ein Beispiel. Vor einem echten Betrieb muss ihn die Datenschutzbeauftragte oder der Datenschutzbeauftragte der Kammer prüfen.")),
            ("heading", "Beim Lesen"),
            ("text", "Wenn Sie unsere Seiten nur lesen, speichern wir keine Angaben über Sie. Es werden keine Dienste anderer Anbieter eingebunden, und es gibt keine Cookies, denen Sie zustimmen müssten. Der Webserver führt für kurze Zeit ein Protokoll, um Störungen und Angriffe zu erkennen."),
            ("heading", "Wenn Sie sich anmelden"),
            (
                "facts",
                (
                    "Anmeldung zu einem Termin",
                    ("Welche Angaben", "Vorname, Nachname, E-Mail-Adresse; freiwillig Betrieb, Telefon und Bemerkungen"),
                    ("Wozu", "Um den Platz zu vergeben und Sie über Änderungen zu informieren"),
                    ("Grundlage", "Aufgabe der Kammer im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO)"),
                    ("Wie lange", "Bis wenige Wochen nach dem Termin; danach zählen wir nur noch, wie viele da waren"),
                ),
            ),
            ("heading", "Wenn Sie uns fragen"),
            ("text", "Anfragen an die Beratung speichern wir, bis sie beantwortet sind, höchstens aber ein halbes Jahr. Eine Kopie bekommen Sie per E-Mail."),
            ("heading", "Ihre Rechte"),
            (
                "text",
                """
                - Auskunft darüber, was wir über Sie gespeichert haben
                - Berichtigung, wenn etwas falsch ist
                - Löschung, wenn wir es nicht mehr brauchen
                - Widerspruch, wenn Ihre Lage dagegenspricht
                - Beschwerde bei der Aufsichtsbehörde für den Datenschutz Ihres Landes

                Schreiben Sie dazu an datenschutz@heideregion.example.org.
                """,
            ),
        ),
    ),
    "accessibility": Blocks(
        "Erklärung zur Barrierefreiheit",
        "barrierefreiheit",
        "Wie zugänglich diese Website ist, was noch fehlt und wie Sie uns Barrieren melden.",
        (
            ("notice", ("warning", "Demo", "Diese Erklärung ist ein Beispiel. Eine echte beruht auf einer Prüfung der echten Seiten.")),
            ("text", "Auf Meldungen antworten wir innerhalb von zwei Wochen. Sie erreichen uns auch telefonisch unter 040 66969 100."),
            ("heading", "Schlichtung"),
            ("text", "Sind Sie mit unserer Antwort nicht zufrieden, können Sie sich an die Schlichtungsstelle Ihres Landes wenden. Das Verfahren ist kostenfrei, einen Rechtsbeistand brauchen Sie nicht."),
        ),
    ),
}  # fmt: skip
LEGAL_EN = {
    "imprint": Blocks(
        "Imprint",
        "imprint",
        "Who offers this demo, and why nobody real is named here.",
        (
            ("notice", ("warning", "Demo", "This website shows a program. The Beispielkammer does not exist; all people, companies and dates are invented.")),
            (
                "facts",
                (
                    "",
                    ("Provider", "Beispielkammer, Am Wacholderhang 1, 21335 Lüneburg, Germany"),
                    ("Contact", "Phone 040 66969 100, e-mail info@heideregion.example.org"),
                    ("Responsible for content", "Femke Moorwisch, address as above"),
                ),
            ),
        ),
    ),
    "privacy": Blocks(
        "Privacy notice",
        "privacy",
        "Which data this website needs, what for and how long.",
        (
            ("notice", ("warning", "Demo", "This text is an example and must be checked before real use. The German text is binding.")),
            ("text", "If you only read, we store nothing about you. No services of others are embedded, and there are no cookies to agree to. If you register for a date, we store your name and e-mail address to give you the place and to tell you of changes, until a few weeks after the date. Write to datenschutz@heideregion.example.org to learn what we have stored, or to have it corrected or deleted."),
        ),
    ),
    "accessibility": Blocks(
        "Accessibility statement",
        "accessibility",
        "How accessible this website is, what is missing, and how to report barriers.",
        (
            ("notice", ("warning", "Demo", "This statement is an example.")),
            ("text", "Have you met a barrier? The link “Report a barrier” is at the foot of every page. You get an answer within two weeks. If you are not content with it, you can turn to the conciliation office of your state, free of charge."),
        ),
    ),
}  # fmt: skip
GAPS = (
    (
        "Die Karte der Landkreise ist beim Zoomen auf 400 Prozent sehr klein",
        "Sie wird als Zeichnung geliefert.",
        "Die Liste neben der Karte enthält dieselben Angaben.",
    ),
    (
        "Ältere PDF-Dateien von Anbietern sind nicht immer zugänglich",
        "Wir haben sie nicht selbst erstellt.",
        "Auf Anfrage schicken wir den Inhalt als Text.",
    ),
)
GAPS_EN = (
    (
        "The map of the districts is very small at 400 percent zoom",
        "It is delivered as a drawing.",
        "The list beside the map says the same.",
    ),
    (
        "Older PDF files of providers are not always accessible",
        "We did not make them ourselves.",
        "We send the content as text on request.",
    ),
)
