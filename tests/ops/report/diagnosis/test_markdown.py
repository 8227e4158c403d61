"""The report as Markdown, as a whole."""

import pytest

from diagnosis.finding import Diagnosis
from ops.report.diagnosis.markdown import as_markdown
from tests.ops.report.diagnosis.diagnoses import EVERY, FAILING, HEALTHY, KEY, UNKNOWN

TITLE = r"The readiness probe's timeout of 1 s \| is \`short\`"
FAILING_TEXT = rf"""### cause: The model provider's API key is missing

`ai.key_missing` in Deployment/shop/web, critical, confidence high

1. `ai.key_missing` The model provider's API key is missing
2. `crash.app_exit`
3. `crash.loop` The container app is started again and again

logs web-1-a/app (previous):41
```
{KEY.evidence[0].line}
```

state Pod/shop/web-1-a/app
```
last terminated: Error, exit code 1, 3 restarts
```

event Warning/BackOff
```
Back-off restarting    failed container
```

**To fix it:** {KEY.suggestion} ([more]({KEY.documentation}))

| | finding | what | where |
|---|---|---|---|
| cause, low | probe.timeout | {TITLE} | Deployment/shop/api |


<details><summary>What was looked at</summary>

- namespace shop: 2 of 2 pods, 3 workloads, 9 events

</details>

<details><summary>What could not be read</summary>

- no access to nodes

</details>"""
UNKNOWN_TEXT = """\
### unknown: Something fails, and no pattern and no state says why

`unknown`, high, confidence low

logs.txt:7
````
frobnicator: ``` lost its marbles
````

**To fix it:** Read these lines.

<details><summary>What was looked at</summary>

- logs.txt: 9 lines of log

</details>"""
HEALTHY_TEXT = """\
### healthy: nothing fails in what was looked at

<details><summary>What was looked at</summary>

- logs.txt: 100 lines of log

</details>"""


@pytest.mark.parametrize(
    ("diagnosis", "text"),
    [(FAILING, FAILING_TEXT), (UNKNOWN, UNKNOWN_TEXT), (HEALTHY, HEALTHY_TEXT)],
    ids=["failing", "unknown", "healthy"],
)
def test_the_whole_comment(diagnosis: Diagnosis, text: str) -> None:
    """Evidence stands in fences that it can't close; everything else is escaped."""
    assert as_markdown(diagnosis) == text


@pytest.mark.parametrize("diagnosis", EVERY.values(), ids=EVERY)
def test_fits_a_comment(diagnosis: Diagnosis) -> None:
    """GitHub takes 65536 characters."""
    assert len(as_markdown(diagnosis)) < 65_536
