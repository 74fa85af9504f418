"""What events of the demo ask those who register."""

from ..shapes import Ask

LUNCH = "Essen Sie mittags mit uns?"

HEALTH_DAY = (
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
)
