"""JUnit XML."""

from dataclasses import replace

from ops.report.check.junit import as_junit

from .reports import FAILED, REPORT


def test_junit() -> None:
    """A suite an object, a case a rule and container; waived and unknown ones are skipped."""
    assert (
        as_junit(REPORT)
        == """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="shipshape check">
  <testsuite name="Deployment/shop/web" tests="3" failures="1" skipped="1">
    <testcase name="image-fixed (server)" classname="Deployment/shop/web">
      <failure message="The image floats: 100%, &lt;b&gt;&#10;::really." type="error">\
deploy/web app.yaml:12: spec.containers[0].image: The image floats: 100%, &lt;b&gt;
::really.
to fix it: Pin the image.</failure>
    </testcase>
    <testcase name="image-fixed (proxy)" classname="Deployment/shop/web" />
    <testcase name="replicas-enough" classname="Deployment/shop/web">
      <skipped message="unknown: not known yet" />
    </testcase>
  </testsuite>
  <testsuite name="Pod//old" tests="1" failures="0" skipped="1">
    <testcase name="image-fixed (server)" classname="Pod//old">
      <skipped message="waived: No other tag." />
    </testcase>
  </testsuite>
  <testsuite name="reading" tests="1" errors="1">
    <testcase name="broken.yaml:3: did not find expected key" classname="reading">
      <error message="did not find expected key" />
    </testcase>
  </testsuite>
</testsuites>"""
    )


def test_what_xml_cannot_hold() -> None:
    """Control characters and lone surrogates are replaced: the file stays XML."""
    odd = FAILED._replace(object="Pod//a\x00\ud800b", message="\x1b[31m")
    written = as_junit(replace(REPORT, findings=[odd], troubles=[]))
    assert 'name="Pod//a\ufffd\ufffdb"' in written
    assert 'message="\ufffd[31m"' in written
