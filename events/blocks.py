from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "events/blocks/picture.html"
        label = _("Picture")


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()

    class Meta:
        required = False


class ProgrammeItemBlock(blocks.StructBlock):
    starts = blocks.TimeBlock(label=_("From"), required=False)
    ends = blocks.TimeBlock(label=_("Until"), required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    speaker = blocks.CharBlock(label=_("Who"), max_length=160, required=False)
    text = blocks.TextBlock(label=_("Text"), max_length=600, required=False, rows=2)

    class Meta:
        icon = "time"
        label = _("Item")


class ProgrammeBlock(blocks.StreamBlock):
    item = ProgrammeItemBlock()

    class Meta:
        required = False
