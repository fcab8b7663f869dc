# Sourced by every finding: works in a temporary folder that is gone at the end, and compares what is seen
# with the lines of the finding's own header that start with "# > ".
set -euo pipefail

FINDING=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
LIB=$(dirname "$FINDING")/lib
WORK=$(mktemp -d)
STARTED=()

clean_up() {
  for pid in ${STARTED[@]+"${STARTED[@]}"}; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$WORK"
}
trap clean_up EXIT
cd "$WORK"

npm_packages() {
  echo '{ "private": true, "type": "module" }' >package.json
  npm install --no-save --no-audit --no-fund --loglevel=error --ignore-scripts "$@" >&2
}

# Prints what the command on the arguments writes, and fails if it is not what the header states.
expect_seen() {
  "$@" | tee seen.txt
  if ! diff <(sed -n 's/^# > //p' "$FINDING") seen.txt; then
    echo "CHANGED: the lines with < are what $(basename "$FINDING") states, those with > are what was seen." >&2
    exit 1
  fi
}

# The Node program on standard input is the observation.
expect_node() {
  cat >main.mjs
  expect_seen timeout 100 node main.mjs
}
