"""GitHub's workflow commands."""

from ops.report.check.github import as_github

from .reports import REPORT, SUMMARY


def test_github() -> None:
    """One line an open finding, with everything escaped that would end it or forge another."""
    assert as_github(REPORT).splitlines() == [
        (
            "::error file=deploy/web app.yaml,line=12,title=image-fixed%3A Deployment/shop/web::"
            "The image floats: 100%25, <b>%0A::really.%0ATo fix it: Pin the image."
        ),
        (
            "::warning file=deploy/web app.yaml,line=7,"
            "title=replicas-enough (unknown)%3A Deployment/shop/web::"
            "not known yet%0ATo fix it: Raise spec.replicas."
        ),
        "::error file=broken.yaml,line=3,title=shipshape check::did not find expected key",
        (
            "::warning file=waivers.yaml,line=9,title=shipshape check::"
            "nothing needs the waiver of x: remove it"
        ),
        SUMMARY,
    ]
