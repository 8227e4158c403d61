"""Taking off what terminals, web pages and chat windows put around a text."""

import re

_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_BARE_COLOUR = re.compile(r"\[(?:[0-4]|22|39|49|[349][0-7])(?:;\d{1,3})*m(?!\])")
"""A colour whose escape character got lost in a paste; `[5m]` of a query is none."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff]")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:[\w+-]*[ \t]*$)?", re.MULTILINE)
_MARKUP = re.compile(
    r"^[ \t]*</?(?:details|summary|pre|code)>(?:[^<\n]*</summary>)?[ \t]*$", re.MULTILINE
)
_QUOTE = re.compile(r"^> ?", re.MULTILINE)
_UNQUOTED = re.compile(r"^[^>\n]", re.MULTILINE)


def clean(text: str) -> str:
    """The text in lines that end with a newline, without colours, fences and quote marks.

    Lines stay where they were, so that a number of a line is the number in the file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    text = _ANSI.sub("", text)
    if "m" in text:
        text = _BARE_COLOUR.sub("", text)
    text = _CONTROL.sub("", text)
    if text.startswith(">") and not _UNQUOTED.search(text):
        text = _QUOTE.sub("", text)
    return _MARKUP.sub("", _FENCE.sub("", text)) if "```" in text or "~~~" in text else text
