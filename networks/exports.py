"""Spreadsheets that open in an office program without running anything."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def without_formula(value) -> str:
    """Text that a spreadsheet shows as it is: an apostrophe stands before what it would take for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class SafeExportMixin:
    """For index views: CSV cells are never formulas (Wagtail's XLSX cells are none), and Excel reads them as UTF-8."""

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and value is not None:
            return without_formula(value)
        return value if isinstance(value, (int, float)) or hasattr(value, "isoformat") else _text(value)

    def stream_csv(self, queryset):
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)


def _text(value):
    return "" if value is None else str(value)
