#!/usr/bin/env bash
# Checks a change before it is merged, on any CI. Needs `shipshape` and `pulumi` on PATH.
#
#   SHIPSHAPE_PATHS     files and folders to check, by spaces           [.]
#   SHIPSHAPE_PROFILES  profiles over the baseline, by spaces           [restricted serving]
#   SHIPSHAPE_STACK     stack to preview; empty previews nothing        [dev]
#   SHIPSHAPE_PACK      folder of the policy pack                       [policies]
#   SHIPSHAPE_OUT       where the reports go                            [.shipshape/checks]
#
# The backend is yours: PULUMI_BACKEND_URL, and PULUMI_CONFIG_PASSPHRASE for its secrets.
#
# Writes shipshape.sarif, summary.md, preview.txt and comment.md, and ends with
#   0 nothing found    1 findings    2 usage or broken input    3 could not look
# A failure wins over findings: what was not looked at may hold more.
set -uo pipefail

paths=${SHIPSHAPE_PATHS:-.}
profiles=${SHIPSHAPE_PROFILES-restricted serving}
stack=${SHIPSHAPE_STACK-dev}
pack=${SHIPSHAPE_PACK:-policies}
out=${SHIPSHAPE_OUT:-.shipshape/checks}
worst=0

note() { printf 'check: %s\n' "$*" >&2; }

# Remember the heaviest result; what is no code of ours is a failure to look.
weigh() {
  local code=$1
  [ "$code" -le 3 ] || code=3
  [ "$code" -le "$worst" ] || worst=$code
}

check_files() {
  local options=() profile code
  for profile in $profiles; do options+=(--profile "$profile"); done
  # shellcheck disable=SC2086  # several paths, by spaces
  shipshape check $paths "${options[@]}" --output sarif >"$out/shipshape.sarif"
  code=$?
  weigh "$code"
  if [ "$code" -gt 1 ]; then
    note "the files could not be checked (exit code $code)"
    printf '## Shipshape\n\nThe files could not be checked (exit code %s).\n' "$code" >"$out/summary.md"
    return
  fi
  # shellcheck disable=SC2086
  shipshape check $paths "${options[@]}" --output markdown >"$out/summary.md"
  note "files checked: $([ "$code" -eq 0 ] && echo 'nothing found' || echo 'there are findings')"
}

preview() {
  local options=(--diff --non-interactive --color never --stack "$stack")
  [ -f "$pack/PulumiPolicy.yaml" ] && options+=(--policy-pack "$pack")
  if pulumi preview "${options[@]}" >"$out/preview.txt" 2>&1; then
    note "preview of $stack: nothing found"
  elif refused_by_policies; then
    weigh 1
    note "preview of $stack: the policies have findings"
  else
    weigh 3
    note "the preview of $stack failed: $(grep -m1 '^ *error: ' "$out/preview.txt" || echo 'see preview.txt')"
  fi
}

# The engine gives one exit code for both: a finding is one where no other error was told.
refused_by_policies() {
  grep -Eq '^ *[^ ]+@v[^ ]+ \[mandatory\]' "$out/preview.txt" &&
    ! grep '^ *error: ' "$out/preview.txt" | grep -qv 'error: preview failed$'
}

comment() {
  local verdict
  case $worst in
    0) verdict='Nothing found.' ;;
    1) verdict='There are findings.' ;;
    *) verdict='Not everything could be checked; the log says why.' ;;
  esac
  {
    cat "$out/summary.md"
    printf '\n**%s**\n' "$verdict"
    if [ -s "$out/preview.txt" ]; then
      printf '\n<details><summary>What would change in `%s`</summary>\n\n```diff\n' "$stack"
      # A comment holds 65,536 characters.
      head -c 50000 "$out/preview.txt" | sed 's/^```/` ` `/'
      printf '\n```\n</details>\n'
    fi
  } >"$out/comment.md"
}

command -v shipshape >/dev/null || { note "shipshape is not on PATH: run make setup"; exit 3; }
mkdir -p "$out" || exit 3
: >"$out/preview.txt"
check_files
if [ -n "$stack" ] && [ -f Pulumi.yaml ]; then
  command -v pulumi >/dev/null || { note "pulumi is not on PATH: see pulumi.com/docs/install"; exit 3; }
  preview
fi
comment
exit "$worst"
