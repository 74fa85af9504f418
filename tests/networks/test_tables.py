"""Spreadsheets from outside: what Excel writes is read, what would hurt is refused in a sentence."""

import io
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from networks import tables
from networks.exports import defused

HEADINGS = ("Vorname", "Nachname", "Telefon")
NINE = datetime.fromisoformat("2027-01-14 09:00")
PERSON = ("Jördis", "Möhlenkolk", "+49 40 66969 100")


def uploaded(content):
    return SimpleUploadedFile("liste", content)


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(content):
    return [(row.line, row.cells) for row in tables.read(uploaded(content))]


def refusal(content):
    with pytest.raises(tables.Unreadable) as error:
        tables.read(uploaded(content))
    return str(error.value)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_of_any_kind(separator, encoding, end):
    text = end.join(separator.join(row) for row in (HEADINGS, PERSON)) + end
    assert read(text.encode(encoding)) == [(1, HEADINGS), (2, PERSON)]


def test_quotes_line_breaks_and_empty_lines_keep_the_numbers_of_lines():
    assert read(b'a;b\n\n"x\ny";"z;""w"""\nq;\n') == [(1, ("a", "b")), (3, ("x\ny", 'z;"w"')), (5, ("q", ""))]


def test_the_line_that_excel_alone_understands():
    assert read(b"sep=;\na;b,c\n") == [(2, ("a", "b,c"))]


def test_an_xlsx_as_one_typed_it():
    content = xlsx(HEADINGS, ("Jördis", 7.0, 4940), (None, None, None), (date(2027, 1, 14), NINE, True))
    assert read(content) == [
        (1, HEADINGS),
        (2, ("Jördis", "7", "4940")),
        (4, ("14.01.2027", "14.01.2027 09:00", "True")),
    ]


def test_a_formula_is_not_run_and_not_shown():
    assert read(xlsx(("a", '=HYPERLINK("https://example.org")'))) == [(1, ("a", ""))]


@pytest.mark.parametrize("text", ["=1+1", "@cmd", "-2", "\t=1"])
def test_what_our_export_defused_comes_back_as_it_was(text):
    assert tables.undefused(defused(text)) == text
    assert tables.undefused("'s Hertogenbosch") == "'s Hertogenbosch"


def test_two_thousand_rows_and_no_more():
    rows = b"a\n" + b"x\n" * tables.MOST_ROWS
    assert len(read(rows)) == tables.MOST_ROWS + 1
    assert "2000" in refusal(rows + b"x\n")
    assert "2000" in refusal(xlsx(*[("x",)] * (tables.MOST_ROWS + 2)))


def test_a_file_that_is_too_large_is_not_read():
    assert "5 MB" in refusal(b"x" * (5 * tables.MEGABYTE + 1))


@pytest.mark.parametrize("content", [b"", b"\n\n;;\n", b"PK\x03\x04 no archive", b"\x89PNG\x00\x00", b"\x00\x01"])
def test_what_is_no_table_is_refused_in_a_sentence(content):
    assert refusal(content).endswith(".")


def changed(content, **parts):
    """The same archive with other parts."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.pop(name, None) or before.read(name))
        for name, part in parts.items():
            after.writestr(name, part)
    return target.getvalue()


def test_a_bomb_is_not_unpacked():
    bomb = changed(xlsx(("a",)), **{"xl/worksheets/sheet1.xml": b" " * (tables.MOST_UNPACKED + 1)})
    assert len(bomb) < tables.MEGABYTE
    assert "Entpacken" in refusal(bomb)
    assert "Entpacken" in refusal(changed(xlsx(("a",)), **{f"x{number}": b"1" for number in range(600)}))


def test_a_document_that_declares_entities_is_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert "nicht lesen" in refusal(changed(xlsx(("a",)), **{"xl/worksheets/sheet1.xml": laughs}))


def test_a_row_at_the_end_of_the_sheet_does_not_stop_the_house():
    book = Workbook()
    book.active["A1"] = "a"
    book.active["A1048576"] = "b"
    target = io.BytesIO()
    book.save(target)
    assert "2000" in refusal(target.getvalue())
