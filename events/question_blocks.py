"""What an editor asks the people who register: a stream with one block a question.

The ids of the blocks and of their options are the keys by which answers find their question again.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

CONDITION = ["only_if_question", "only_if_answer"]
SETTINGS = ["purpose", "special_need", "retention_days", *CONDITION]


class AskedBlock(blocks.StructBlock):
    """What all questions have."""

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help_text = blocks.CharBlock(label=_("Hint"), max_length=300, required=False)
    purpose = blocks.CharBlock(
        label=_("Why we ask"),
        max_length=200,
        required=False,
        help_text=_("Stands beside the question: “To order the right number of meals.”"),
    )
    only_if_question = blocks.CharBlock(
        label=_("Ask only if this question …"),
        max_length=200,
        required=False,
        help_text=_("The words or the number of a choice further up. Empty: ask always."),
    )
    only_if_answer = blocks.CharBlock(
        label=_("… has this answer"),
        max_length=200,
        required=False,
        help_text=_("One of its choices, as it is written."),
    )

    class Meta:
        label_format = "{label}"


class QuestionBlock(AskedBlock):
    required = blocks.BooleanBlock(label=_("An answer is needed"), required=False)
    special_need = blocks.BooleanBlock(
        label=_("About a special need, such as diet or access"),
        required=False,
        help_text=_("Seen by the organisers only: the answer stands in no mail."),
    )
    retention_days = blocks.IntegerBlock(
        label=_("Delete the answer after"),
        required=False,
        min_value=0,
        max_value=3650,
        help_text=_("So many days after the date. Empty: with the registration, about a special need after a week."),
    )

    class Meta:
        form_layout = blocks.BlockGroup(children=["label", "help_text", "required"], settings=SETTINGS)


class ConsentBlock(AskedBlock):
    """Never needed, so that nobody has to agree to something in order to take part."""

    label = blocks.CharBlock(
        label=_("Consent"), max_length=200, help_text=_("One sentence: “I agree that photos of me are published.”")
    )
    help_text = blocks.TextBlock(
        label=_("What exactly is agreed to"),
        max_length=1000,
        rows=3,
        help_text=_(
            "Who does what with it, for how long, and how to withdraw it. These words are kept with the answer."
        ),
    )

    class Meta:
        form_layout = blocks.BlockGroup(children=["label", "help_text"], settings=["purpose", *CONDITION])


class NumberQuestionBlock(QuestionBlock):
    minimum = blocks.IntegerBlock(label=_("At least"), required=False, min_value=-1_000_000, max_value=1_000_000)
    maximum = blocks.IntegerBlock(label=_("At most"), required=False, min_value=-1_000_000, max_value=1_000_000)

    def clean(self, value):
        value = super().clean(value)
        least, most = value["minimum"], value["maximum"]
        if least is not None and most is not None and most < least:
            wrong = gettext("Nothing is at least %(least)s and at most %(most)s.") % {"least": least, "most": most}
            raise StructBlockValidationError(block_errors={"maximum": ValidationError(wrong)})
        return value

    class Meta:
        form_layout = blocks.BlockGroup(
            children=["label", "help_text", "required", "minimum", "maximum"], settings=SETTINGS
        )


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Choice"), max_length=200)
    places = blocks.IntegerBlock(
        label=_("Places of its own"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("For each date. Empty: whoever has a place at the event may choose it."),
    )


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Choices"), min_num=2, max_num=60)

    class Meta:
        form_layout = blocks.BlockGroup(children=["label", "help_text", "options", "required"], settings=SETTINGS)


class QuestionsBlock(blocks.StreamBlock):
    """The names are those of `Question.Kind`."""

    text = QuestionBlock(label=_("Short text"), icon="edit")
    long_text = QuestionBlock(label=_("Long text"), icon="pilcrow")
    number = NumberQuestionBlock(label=_("Number"), icon="decimal")
    choice = ChoiceQuestionBlock(label=_("One of several"), icon="radio-full")
    choices = ChoiceQuestionBlock(label=_("Several of several"), icon="list-ul")
    date = QuestionBlock(label=pgettext_lazy("kind of answer", "Date"), icon="date")
    consent = ConsentBlock(label=_("Consent"), icon="check")
    file = QuestionBlock(label=_("File"), icon="doc-full")

    class Meta:
        required = False
        max_num = 60


class EventQuestionsBlock(QuestionsBlock):
    """Questions of one event, and sets of questions that several events ask."""

    set = SnippetChooserBlock("events.QuestionSet", label=_("Set of questions"), icon="list-ol")
