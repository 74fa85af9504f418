"""What is to be seen in each landscape, for those who do not see it."""

ALT = {
    "heide-abend": "Abendhimmel über blühender Heide, ein Sandweg führt zwischen Wacholdern zum Horizont (Zeichnung)",
    "heide-morgen": "Morgenlicht über blühender Heide mit Birken und grasenden Schafen (Zeichnung)",
    "heide-tag": "Blühende Heide unter hohem blauem Himmel (Zeichnung)",
    "birkenweg": "Birken in jungem Grün an einem Weg (Zeichnung)",
    "birken-herbst": "Birken mit gelbem Laub im Herbst (Zeichnung)",
    "heide-nacht": "Vollmond und Sterne über der Heide (Zeichnung)",
    "heide-winter": "Verschneite Heide mit Wacholdern (Zeichnung)",
    "elbaue": "Ein Fluss windet sich durch Wiesen und Schilf (Zeichnung)",
    "elbe-abend": "Abendrot spiegelt sich im Fluss (Zeichnung)",
    "bruecke": "Eine Bogenbrücke führt über den Fluss (Zeichnung)",
    "rueben": "Feldreihen laufen auf den Horizont zu (Zeichnung)",
    "stoppelfeld": "Stoppelfelder im Spätsommer (Zeichnung)",
    "muehle": "Windmühle auf einer Wiese, davor Schafe (Zeichnung)",
    "muehle-abend": "Windmühle vor Abendhimmel (Zeichnung)",
    "giebel": "Eine Reihe von Backsteingiebeln (Zeichnung)",
    "giebel-nacht": "Backsteingiebel bei Nacht, in einigen Fenstern brennt Licht (Zeichnung)",
    "schnucken": "Heidschnucken in blühender Heide (Zeichnung)",
    "wacholder": "Wacholder in herbstlicher Heide (Zeichnung)",
}
