#!/bin/sh
# The notebook kernels as Jupyter sees them, through the protocol itself, in nbconvert and in JupyterLab:
# tables, plots, progress and the interrupt key. Needs a built toolkit, and a Python ($JUPYTER_PYTHON,
# or python3) with jupyter_client and nbformat; for the notebooks also nbconvert, for JupyterLab also
# jupyterlab, playwright and chromium; for JJava its kernel, installed as "java". What is not there is
# left out, and said so.
set -eu
cd "$(dirname "$0")/.."
python=${JUPYTER_PYTHON:-python3}
starts=${1:-3}
if ! "$python" -c 'import jupyter_client, nbformat' 2>/dev/null; then
  echo "hosts: left out, $python has no jupyter_client and nbformat (set JUPYTER_PYTHON)"
  exit 0
fi
if [ ! -f toolkit/target/minitron/lib/minitron.jar ]; then
  echo "hosts: build the toolkit first: mvn -q verify" >&2
  exit 1
fi
jjava=$("$python" -c '
from jupyter_client.kernelspec import KernelSpecManager
spec = KernelSpecManager().get_all_specs().get("java", {"resource_dir": "", "spec": {"argv": []}})
print(spec["resource_dir"] if any("jjava" in word for word in spec["spec"]["argv"]) else "")')
export MINITRON_RUNS=off
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
JUPYTER_DATA_DIR=$work/jupyter
export JUPYTER_DATA_DIR

notebooks() { # kernel
  rm -rf "$work/run"
  mkdir "$work/run"
  cp -r notebooks datasets "$work/run"
  for notebook in "$work"/run/notebooks/*.ipynb; do
    if ! MINITRON_BUDGET=fast "$python" -m nbconvert --to notebook --execute --inplace \
      --ExecutePreprocessor.kernel_name="$1" "$notebook" 2> "$work/log"; then
      cat "$work/log" >&2
      exit 1
    fi
    echo "nbconvert: $(basename "$notebook") ran in the kernel $1, fast budget"
  done
}

java -cp 'toolkit/target/minitron/lib/*' minitron.cli.Main kernel install > /dev/null
"$python" .ci/hosts.py minitron rapaio "$starts"
if [ -n "$jjava" ]; then
  mkdir -p "$JUPYTER_DATA_DIR/kernels"
  cp -r "$jjava" "$JUPYTER_DATA_DIR/kernels/java"
  JJAVA_CLASSPATH=$PWD/toolkit/target/minitron/lib/*.jar
  export JJAVA_CLASSPATH
  "$python" .ci/hosts.py java jjava "$starts" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
else
  echo "hosts: JJava left out, there is no such kernel named java"
fi
if "$python" -c 'import nbconvert' 2>/dev/null; then
  notebooks minitron
  if [ -n "$jjava" ]; then
    notebooks java
  fi
else
  echo "nbconvert: left out, it is not there"
fi
if command -v chromium > /dev/null && "$python" -c 'import jupyterlab, playwright' 2>/dev/null; then
  "$python" .ci/lab.py
else
  echo "lab: left out, there is no jupyterlab, playwright or chromium"
fi
