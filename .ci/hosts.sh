#!/bin/sh
# The notebook kernel as Jupyter sees it, through the protocol itself, in nbconvert and in JupyterLab:
# tables, plots, progress and the interrupt key. Needs a built toolkit, and a Python ($JUPYTER_PYTHON,
# or python3) with jupyter_client and nbformat; for the notebooks also nbconvert, for JupyterLab also
# jupyterlab, playwright and chromium. What is not there is left out, and said so.
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
JUPYTER_DATA_DIR=$(mktemp -d)
export JUPYTER_DATA_DIR
work=$(mktemp -d)
trap 'rm -rf "$JUPYTER_DATA_DIR" "$work"' EXIT
java -cp 'toolkit/target/minitron/lib/*' minitron.cli.Main kernel install > /dev/null
"$python" .ci/hosts.py "${1:-3}"
if "$python" -c 'import nbconvert' 2>/dev/null; then
  cp -r notebooks datasets "$work"
  for notebook in "$work"/notebooks/*.ipynb; do
    if ! MINITRON_BUDGET=fast "$python" -m nbconvert --to notebook --execute --inplace "$notebook" 2> "$work/log"; then
      cat "$work/log" >&2
      exit 1
    fi
    echo "nbconvert: $(basename "$notebook") ran in the kernel, fast budget"
  done
else
  echo "nbconvert: left out, it is not there"
fi
if command -v chromium > /dev/null && "$python" -c 'import jupyterlab, playwright' 2>/dev/null; then
  "$python" .ci/lab.py
else
  echo "lab: left out, there is no jupyterlab, playwright or chromium"
fi
