from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class WordsForm(forms.Form):
    """What staff writes into a mail, for each language in which it is read."""

    LABEL = _("Your words to the participants (%(language)s)")
    HELP = ""

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        for code in self.languages:
            self.fields[self.name_in(code)] = self._field(code)

    def name_in(self, code: str) -> str:
        return f"text_{code}"

    def suggestion(self, code: str) -> str:
        """Override it to begin with a text."""
        return ""

    def _field(self, code):
        return forms.CharField(
            label=self.LABEL % {"language": get_language_info(code)["name_translated"]},
            initial=self.suggestion(code),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=self.HELP,
        )

    @property
    def texts(self) -> dict[str, str]:
        """By language. Browsers end lines in two characters; one is enough."""
        texts = {code: self.cleaned_data[self.name_in(code)].strip() for code in self.languages}
        return {code: text.replace("\r\n", "\n") for code, text in texts.items()}
