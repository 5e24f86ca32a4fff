"""Makes what students wrote harmless on the pages that nbgrader renders: formgrader's and feedback's.

nbgrader puts prose and names into its pages as they are, so a script in a remark would run in the browser of
whoever grades it. ``settings.configure`` puts these two into nbconvert's HTML exporter, which makes both pages.
"""

import html
import re
from typing import Any

import bleach
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TAGS = bleach.ALLOWED_TAGS | HEADINGS | {"br", "dd", "del", "details", "div", "dl", "dt", "hr", "img", "kbd", "p"}
TAGS |= {"pre", "s", "span", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u"}
PICTURE = re.compile(
    r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,"
    r"|(?!.*\.\.)\w[\w ./-]*\.(png|jpe?g|gif|webp|svg)\Z"
)
"""A picture in the notebook or beside it: no page asks another address because a student wants it to."""
LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
CLASS = re.compile(r"highlight|anchor-link|[a-z][a-z0-9]?")
"""What nbconvert and Pygments give to code and headings; others could dress up as a part of the page."""


class Renderer(IPythonRenderer):
    """nbconvert's own, for which a picture that got lost is no error."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("attachment:") and url.removeprefix("attachment:") not in self.attachments:
            return html.escape(text)
        return str(super().image(text, url, title))


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Render markdown with formulas, code, tables and folded hints, and nothing that could run."""
    attachments = (context.get("cell") or {}).get("attachments") or {}
    rendered = MarkdownWithMath(renderer=Renderer(escape=False, attachments=attachments)).render(source)
    schemes = {"http", "https", "mailto", "data"}
    return str(bleach.clean(rendered, tags=TAGS, attributes=_is_allowed, protocols=schemes, strip=True))


def _is_allowed(tag: str, name: str, value: str) -> bool:
    """Tell whether a tag may have an attribute."""
    if name == "title":
        return True
    if name == "class":
        return all(CLASS.fullmatch(word) for word in value.split())
    if name == "id":
        return tag in HEADINGS
    match tag, name:
        case "a", "href":
            return LINK.match(value) is not None
        case "img", "src":
            return PICTURE.match(value) is not None
    return (tag, name) in {("img", "alt"), ("details", "open"), ("td", "align"), ("th", "align")}


def escape_names(notebook: Any, resources: Any) -> tuple[Any, Any]:
    """Escape what the formgrader's template prints as it is: the names of the student and of their folder."""
    for name in ("student", "first_name", "last_name", "notebook_path"):
        if isinstance(resources.get(name), str):
            resources[name] = html.escape(resources[name])
    return notebook, resources
