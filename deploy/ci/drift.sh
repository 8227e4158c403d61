#!/usr/bin/env bash
# Looks for drift by schedule, on any CI. Needs `shipshape` and `pulumi` on PATH; changes nothing.
#
#   SHIPSHAPE_STACK     stack to inspect                                [prod]
#   SHIPSHAPE_OUT       where the reports go                            [.shipshape/drift-reports]
#
# The backend is yours: PULUMI_BACKEND_URL, and PULUMI_CONFIG_PASSPHRASE for its secrets.
#
# Writes drift.sarif, drift.txt and issue.md, and ends with
#   0 no drift    1 drift    2 usage    3 could not look
set -uo pipefail

stack=${SHIPSHAPE_STACK:-prod}
out=${SHIPSHAPE_OUT:-.shipshape/drift-reports}

note() { printf 'drift: %s\n' "$*" >&2; }

# What is no code of ours (killed, not found) is a failure to look.
look() {
  local code=0
  shipshape drift --stack "$stack" --output "$1" >"$2" || code=$?
  [ "$code" -le 3 ] || code=3
  return "$code"
}

issue() {
  printf 'What is live differs from what `%s` declares. The ways out are below each difference.\n' "$stack"
  # An issue holds 65,536 characters; nothing in a report may end the block that it is in.
  printf '\n~~~~text\n'
  head -c 50000 "$out/drift.txt" | sed 's/^\( *\)~~~/\1~ ~ ~/'
  printf '\n~~~~\n'
}

command -v shipshape >/dev/null || { note "shipshape is not on PATH: run make setup"; exit 3; }
mkdir -p "$out" || exit 3
rm -f "$out/drift.sarif" "$out/drift.txt" "$out/issue.md"

code=0
look sarif "$out/drift.sarif" || code=$?
if [ "$code" -ge 2 ]; then
  note "$stack could not be looked at (exit code $code)"
  # A report of half a look would close the findings of the other half.
  rm -f "$out/drift.sarif"
  exit "$code"
fi
# The webhook has been told.
(unset SHIPSHAPE_DRIFT_WEBHOOK; look text "$out/drift.txt") || true
issue >"$out/issue.md"
note "$stack: $([ "$code" -eq 0 ] && echo 'no drift' || echo 'there is drift')"
exit "$code"
