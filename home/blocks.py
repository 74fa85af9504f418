"""The blocks that editors compose pages of. Each has one small template in `templates/home/blocks/`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "home/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "home/blocks/text.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "home/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    person = blocks.CharBlock(label=_("Who says it"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "home/blocks/quote.html"


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"), max_length=80)
    fact = blocks.RichTextBlock(label=_("Fact"), features=INLINE_FEATURES)


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "home/blocks/facts.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES, required=False)


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "home/blocks/steps.html"


class ContactCardBlock(SnippetChooserBlock):
    """Shows the card as it is today: name, phone and mail come from the person, never from this page."""

    def __init__(self, target_model="networks.ContactCard", **kwargs):
        super().__init__(target_model, **kwargs)

    def bulk_to_python(self, values):
        cards = self.target_model.objects.select_related(
            "affiliation__person__photo",
            "affiliation__organisation",
            "deputy__affiliation__person",
            "deputy__affiliation__organisation",
        ).in_bulk(values)
        return [cards.get(pk) for pk in values]

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "home/blocks/contact.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Name of the link"),
        required=False,
        max_length=160,
        help_text=_("The title of the file if left empty. Format and size are added by themselves."),
    )

    class Meta:
        icon = "download"
        label = _("Download")
        template = "home/blocks/download.html"


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Name of the link"), max_length=160)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(label=_("or an address"), required=False)
    text = blocks.CharBlock(label=_("What one finds there"), required=False, max_length=250)


class LinkListBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("List of links")
        template = "home/blocks/links.html"


class NoticeBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Information")), ("success", _("Good news")), ("warning", _("Warning"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "home/blocks/notice.html"


class ContentBlocks(blocks.StreamBlock):
    heading = HeadingBlock(max_length=160)
    text = TextBlock(features=TEXT_FEATURES)
    picture = PictureBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    steps = StepsBlock()
    contact = ContactCardBlock()
    download = DownloadBlock()
    links = LinkListBlock()
    notice = NoticeBlock()

    class Meta:
        required = False
