"""What events of the demo ask those who register."""

from ..shapes import Ask

LUNCH = "Essen Sie mittags mit uns?"

HEALTH_DAY = (
    Ask(
        "choice",
        "Welches Forum am Vormittag?",
        "Which forum in the morning?",
        (
            ("Forum 1 – Anfangen", "Forum 1 – Beginning", 80),
            ("Forum 2 – Seele", "Forum 2 – Mind", 2),
            ("Keines", "None"),
        ),
    ),
    Ask(
        "choice",
        "Welches Forum am Nachmittag?",
        "Which forum in the afternoon?",
        (("Forum 3 – Körper", "Forum 3 – Body", 60), ("Forum 4 – Nacht", "Forum 4 – Night", 60), ("Keines", "None")),
    ),
    Ask(
        "choice",
        LUNCH,
        "Will you have lunch with us?",
        (("Ja", "Yes"), ("Nein", "No")),
        required=True,
        purpose="Damit wir die richtige Zahl an Essen bestellen.",
        purpose_en="To order the right number of meals.",
    ),
    Ask(
        "text",
        "Was dürfen oder möchten Sie nicht essen?",
        "What do you not eat?",
        purpose="Die Küche bekommt die Angaben ohne Namen.",
        purpose_en="The kitchen gets this without names.",
        special_need=True,
        only_if=(LUNCH, "Ja"),
    ),
    Ask(
        "long_text",
        "Welche Unterstützung brauchen Sie vor Ort?",
        "What support do you need on site?",
        purpose="Zum Beispiel Gebärdensprache, einen Platz für den Rollstuhl, eine Begleitperson.",
        purpose_en="For example sign language, a place for a wheelchair, somebody who comes with you.",
        special_need=True,
    ),
    Ask(
        "consent",
        "Fotos, auf denen ich zu erkennen bin, dürfen veröffentlicht werden.",
        "Photos that show me may be published.",
        hint="Die Kammer zeigt Fotos vom Gesundheitstag höchstens drei Jahre auf ihrer Website. Sie können jederzeit"
        " per E-Mail an die Kontaktperson widerrufen.",
        hint_en="The chamber shows photos of the health day on its website for three years at most. You can withdraw at"
        " any time by a mail to the contact person.",
    ),
)
