#!/bin/sh
# The notebook kernel as Jupyter sees it: tables, plots, progress and the interrupt key, through the
# protocol itself. Needs a built toolkit, and a Python with jupyter_client ($JUPYTER_PYTHON, or
# python3); where there is none, says so and leaves it out.
set -eu
cd "$(dirname "$0")/.."
python=${JUPYTER_PYTHON:-python3}
if ! "$python" -c 'import jupyter_client, nbformat' 2>/dev/null; then
  echo "hosts: left out, $python has no jupyter_client and nbformat (set JUPYTER_PYTHON)"
  exit 0
fi
if [ ! -f toolkit/target/minitron/lib/minitron.jar ]; then
  echo "hosts: build the toolkit first: mvn -q verify" >&2
  exit 1
fi
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
java -cp 'toolkit/target/minitron/lib/*' minitron.cli.Main kernel install --data "$data" > /dev/null
JUPYTER_DATA_DIR="$data" "$python" .ci/hosts.py "${1:-3}"
