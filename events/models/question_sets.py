from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from ..admin_forms import QuestionSetForm
from ..question_blocks import QuestionsBlock


class QuestionSet(TranslatableMixin, models.Model):
    """Questions that several events ask in the same words; whoever changes them changes them for all of these."""

    name = models.CharField(_("name"), max_length=120, help_text=_("Seen by editors only."))
    questions = StreamField(QuestionsBlock(), verbose_name=_("questions"))

    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("questions")], base_form_class=QuestionSetForm)

    class Meta(TranslatableMixin.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("set of questions")
        verbose_name_plural = _("sets of questions")

    def __str__(self):
        return self.name
