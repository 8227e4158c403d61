"""Markdown for a comment."""

import re
from dataclasses import replace

from ops.report.check.markdown import as_markdown

from .reports import FAILED, REPORT, SUMMARY, TROUBLES, WAIVED


def test_markdown() -> None:
    """Open findings first, waived ones folded; nothing in a message becomes markup."""
    image = r"The image floats: 100%, \<b\> ::really."
    assert as_markdown(REPORT) == (
        f"### shipshape check: {SUMMARY}\n"
        "\n"
        "| level | rule | object | place | message |\n"
        "|---|---|---|---|---|\n"
        "| error | image-fixed | Deployment/shop/web, server | deploy/web app.yaml:12 |"
        f" {image} — to fix it: Pin the image. |\n"
        "| unknown | replicas-enough | Deployment/shop/web | deploy/web app.yaml:7 |"
        " not known yet — to fix it: Raise spec.replicas. |\n"
        "\n"
        "- broken.yaml:3: did not find expected key\n"
        "- waivers.yaml:9: nothing needs the waiver of x: remove it\n"
        "\n"
        "<details><summary>2 waived</summary>\n"
        "\n"
        "| level | rule | object | place | message |\n"
        "|---|---|---|---|---|\n"
        "| error | image-fixed | Pod//old, server | cluster:shop |"
        f" {image} — waived: No other tag. |\n"
        "| error | image-fixed | Pod//old, server | cluster:shop |"
        f" {image} — waived: Known. |\n"
        "\n"
        "</details>\n"
    )


def test_too_many() -> None:
    """A comment has an end: the rest is counted."""
    many = replace(REPORT, findings=[FAILED] * 5000 + [WAIVED] * 5000, troubles=TROUBLES * 500)
    written = as_markdown(many)
    assert len(written) < 65_536
    shown = re.findall(r"(\d+) more are in the job's output", written)
    rows = [written.count("to fix it"), written.count("waived: No")]
    assert [int(one) + count for one, count in zip(shown, rows, strict=True)] == [5000, 5000]
