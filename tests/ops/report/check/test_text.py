"""The report for a person."""

from ops.report.check.text import as_text

from .reports import EMPTY, REPORT, SUMMARY


def test_text() -> None:
    """Place, level, rule, object; what is wrong; the way out."""
    assert as_text(REPORT) == (
        "deploy/web app.yaml:12: error: image-fixed: Deployment/shop/web, container server\n"
        "  spec.containers[0].image: The image floats: 100%, <b>\n"
        "::really.\n"
        "  to fix it: Pin the image.\n"
        "\n"
        "deploy/web app.yaml:7: unknown: replicas-enough: Deployment/shop/web\n"
        "  spec.replicas: not known yet\n"
        "  to fix it: Raise spec.replicas.\n"
        "\n"
        "cluster:shop: waived error: image-fixed: Pod//old, container server\n"
        "  spec.containers[0].image: The image floats: 100%, <b>\n"
        "::really.\n"
        "  waived: No other tag. (waivers.yaml:3)\n"
        "\n"
        "cluster:shop: waived error: image-fixed: Pod//old, container server\n"
        "  spec.containers[0].image: The image floats: 100%, <b>\n"
        "::really.\n"
        "  waived: Known. (Pod//old: metadata.annotations)\n"
        "\n"
        "broken.yaml:3: did not find expected key\n"
        "\n"
        "waivers.yaml:9: nothing needs the waiver of x: remove it\n"
        "\n" + SUMMARY
    )


def test_nothing() -> None:
    """Silence would leave open whether anything was looked at."""
    assert as_text(EMPTY) == "nothing found (2 rules, 0 objects)"
