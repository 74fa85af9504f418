"""A list of participants in Excel: everybody on it, numbers and umlauts intact, nothing that runs."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from .dates import make_date, make_page, register

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
EVIL = ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", " =HYPERLINK(1)"]


@pytest.fixture
def as_eve(client, eve):
    client.force_login(eve)
    return client


def export(client, kind, query=""):
    response = client.get(f"{LIST}?export={kind}{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(client, query=""):
    sheet = load_workbook(BytesIO(export(client, "xlsx", query))).active
    heading, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rest]


def test_the_spreadsheet_holds_everybody_with_what_they_wrote(as_eve):
    date = make_date(make_page("Gesundheitstag"), capacity=1)
    register(date, "Jördis", phone="+49 40 66969 100", organisation="Möhlenkolk & Töchter", remarks="vegan")
    register(date, "Malte")
    jördis, malte = rows(as_eve, "&ordering=created_at")
    assert (jördis["Veranstaltung"], jördis["Status"], jördis["Telefon"]) == (
        "Gesundheitstag",
        "bestätigt",
        "+49 40 66969 100",
    )
    assert (jördis["Unternehmen oder Organisation"], jördis["Bemerkung"]) == ("Möhlenkolk & Töchter", "vegan")
    assert jördis["Termin"] == date.local_start.replace(tzinfo=None)
    assert (malte["Status"], malte["Nummer auf der Warteliste"]) == ("auf der Warteliste", 1)


def test_the_export_holds_what_the_filter_shows(as_eve):
    first, second = make_date(), make_date()
    register(first, "Malte")
    register(second, "Aylin")
    assert [row["Vorname"] for row in rows(as_eve, f"&occurrence={second.pk}")] == ["Aylin"]


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_is_a_formula(as_eve, evil):
    register(make_date(), given_name=evil, organisation=evil, remarks=evil)
    sheet = load_workbook(BytesIO(export(as_eve, "xlsx"))).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert evil in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_csv_opens_in_a_german_excel(as_eve):
    register(make_date(), "Jördis", phone="+49 40 66969 100", organisation='Tür "auf"; zu')
    text = export(as_eve, "csv")
    assert text.startswith(b"\xef\xbb\xbf")
    heading, row = text.decode("utf-8-sig").splitlines()
    assert heading.count(";") == 16
    assert ";+49 40 66969 100;" in row
    assert '"Tür ""auf""; zu"' in row


def test_an_export_of_many_rows_asks_in_pieces(as_eve, django_assert_max_num_queries):
    date = make_date()
    for number in range(30):
        register(date, f"P{number}")
    with django_assert_max_num_queries(30):
        assert len(rows(as_eve)) == 30


def test_yes_and_no_stand_in_the_csv_in_german(as_eve):
    date = make_date()
    register(date, "Malte", as_member=True)
    register(date, "Aylin")
    lines = export(as_eve, "csv", "&ordering=created_at").decode("utf-8-sig").splitlines()
    column = lines[0].split(";").index("Als Mitglied")
    assert [line.split(";")[column] for line in lines[1:]] == ["ja", "nein"]


def test_the_headings_of_the_spreadsheet_stay_in_sight_and_nothing_is_cut_off(as_eve):
    register(make_date())
    sheet = load_workbook(BytesIO(export(as_eve, "xlsx"))).active
    assert sheet.freeze_panes == "A2"
    for cell in sheet[1]:
        assert sheet.column_dimensions[cell.column_letter].width >= min(len(cell.value), 40)
