"""`python -m bench.check`: `shipshape check` on 1,000 Deployments, against what can be had here.

The plain baseline loads the same file with PyYAML's C loader and does nothing
else. checkov, from the package index, is asked if it can be installed. All are
whole processes on one core; the time is the best of several runs.
"""

import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

DEPLOYMENTS = 1000
RUNS = 5
LIMIT = 1.5
"""Seconds that a check of all of them may take."""
START_LIMIT = 0.4
"""Seconds that a check of one small file may take, which is starting up."""
_INSTALL_SECONDS = 180

_DEPLOYMENT = """\
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-{n}
  namespace: team-{team}
  labels: {{app: service-{n}}}
spec:
  replicas: 2
  selector:
    matchLabels: {{app: service-{n}}}
  template:
    metadata:
      labels: {{app: service-{n}}}
    spec:
      containers:
        - name: server
          image: registry.example.com/team/service-{n}:1.4.{n}
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
            - name: API_KEY
              valueFrom:
                secretKeyRef:
                  name: keys
                  key: api-key
          readinessProbe:
            httpGet:
              path: /health/ready
              port: http
            periodSeconds: 10
            timeoutSeconds: 3
          livenessProbe:
            httpGet:
              path: /health/live
              port: http
            periodSeconds: 20
            timeoutSeconds: 5
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              memory: 512Mi
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities:
              drop: ["ALL"]
          volumeMounts:
            - name: cache
              mountPath: /tmp
      volumes:
        - name: cache
          emptyDir: {{}}
"""
_LOAD = (
    "import sys, yaml; "
    "print(sum(1 for _ in yaml.load_all(open(sys.argv[1], 'rb'), yaml.CSafeLoader)))"
)
_CHECK = "import sys; from ops.cli import main; main()"


def main() -> None:
    """Measure, print times and ratios; exit code 1 where a limit is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, one = folder / "many.yaml", folder / "one.yaml"
        many.write_text("".join(_DEPLOYMENT.format(n=n, team=n % 7) for n in range(DEPLOYMENTS)))
        one.write_text("kind: ConfigMap\napiVersion: v1\n")
        check = [sys.executable, "-c", _CHECK, "check", "--all"]
        start = best([*check, str(one)])
        whole = best([*check, str(many)])
        machine = best([*check, "--output", "json", str(many)])
        load = best([sys.executable, "-c", _LOAD, str(many)])
        print(f"start-up, one object:            {start:6.2f} s (limit {START_LIMIT} s)")
        print(f"{DEPLOYMENTS} Deployments, all rules:     {whole:6.2f} s (limit {LIMIT} s)")
        print(f"the same, every verdict as JSON: {machine:6.2f} s")
        print(
            f"PyYAML, load and do nothing:     {load:6.2f} s, shipshape takes {whole / load:.1f}x"
        )
        peer(folder, many, whole)
    sys.exit(start > START_LIMIT or whole > LIMIT)


def peer(folder: Path, many: Path, whole: float) -> None:
    """Measure checkov once, if it is to be had."""
    home = folder / "checkov"
    venv.create(home, with_pip=True)
    install = [str(home / "bin/pip"), "install", "--quiet", "checkov"]
    try:
        subprocess.run(install, check=True, capture_output=True, timeout=_INSTALL_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        print("checkov:                         can't be installed here")
        return
    command = [str(home / "bin/checkov"), "--quiet", "--compact", "--framework", "kubernetes"]
    took = best([*command, "--file", str(many)], runs=1)
    print(f"checkov:                         {took:6.2f} s, {took / whole:.0f}x of shipshape")


def best(command: list[str], runs: int = RUNS) -> float:
    """The fewest seconds of several runs on one core, output thrown away."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    main()
