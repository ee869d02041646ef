"""Does harm to the toolkit's commands and counts what holds: torture.py [SEED [CHECK...]].

Each check is a row of CHECKS: its name, how often it is tried, and a function that prepares it and
gives the trial. A trial works in a new folder and says what did not hold, or nothing.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JAVA = ["java", "-cp", f"{ROOT}/toolkit/target/minitron/lib/*", "minitron.cli.Main"]
LIMIT = 300  # seconds that no command needs here


def start(*words):
    """A command that runs, its output in pipes."""
    return subprocess.Popen(
        [*JAVA, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def end(process):
    """Its exit code and output, once it has ended."""
    try:
        out, err = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        raise SystemExit(f"torture: {process.args} did not end in {LIMIT} s")
    return process.returncode, out, err


def run(*words):
    """The output of a command that must succeed."""
    code, out, err = end(start(*words))
    if code != 0:
        raise SystemExit(f"torture: {words} ended with {code}: {out}{err}")
    return out


def timed(*words):
    """The output of a command that must succeed, and its seconds."""
    began = time.time()
    return run(*words), time.time() - began


def killed(seconds, chance, *words):
    """Ends a command somewhere on its way, if it is not faster; its exit code and output."""
    process = start(*words)
    try:
        process.wait(chance.uniform(0.1, 1) * seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
    return end(process)


def sha256(path):
    """Of a file, or of all files of a folder with their names; None if it is not there."""
    if not path.exists():
        return None
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(f"{file.relative_to(path)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def resumed(*words):
    """What a call that must go on says if it fails."""
    code, out, err = end(start(*words))
    return "" if code == 0 else f"the same call with --resume ended with {code}: {out}{err}"


def training(made):
    call = ["correct", made / "small", "--corpus", made / "text", "--tokens", 12_000]
    call += ["--batch", 4, "--length", 64, "--checkpoint-every", 5]
    _, seconds = timed(*call, made / "trained", "--checkpoint", made / "states")
    whole = sha256(made / "trained/model.safetensors")

    def trial(folder, chance):
        own = [*call, folder / "out", "--checkpoint", folder / "states", "--resume"]
        code, _, _ = killed(seconds, chance, *own)
        wrong = resumed(*own) if code != 0 else ""
        same = sha256(folder / "out/model.safetensors") == whole
        return wrong or ("" if same else "the weights are not those of a run that was left alone")

    return trial


def evaluation(made):
    call = ["evaluate", made / "small", "--task", "winogrande=0", "arc_challenge=0"]
    call += ["--data", made / "items", "--limit", 200]
    _, seconds = timed(*call, "--out", made / "scores.json")
    whole = json.loads((made / "scores.json").read_text())

    def trial(folder, chance):
        own = [*call, "--out", folder / "scores.json", "--resume", folder / "answers"]
        code, _, _ = killed(seconds, chance, *own)
        wrong = resumed(*own) if code != 0 else ""
        if wrong:
            return wrong
        same = json.loads((folder / "scores.json").read_text()) == whole
        return "" if same else "the results are not those of a run that was left alone"

    return trial


def pruning(made):
    call = ["prune", made / "small", "--hidden", 96, "--mlp", 160]
    call += ["--calibration", made / "text", "--samples", 64]
    _, seconds = timed(*call, made / "pruned")
    whole = sha256(made / "pruned")

    def trial(folder, chance):
        killed(seconds, chance, *call, folder / "out")
        if (folder / "out").exists() and sha256(folder / "out") != whole:
            return "half a checkpoint is there"
        if not (folder / "out").exists():
            run(*call, folder / "out")
        left = [path.name for path in folder.iterdir() if path.name != "out"]
        same = sha256(folder / "out") == whole
        return f"the next call left {left}" if left else "" if same else "it is another checkpoint"

    return trial


def sweep(made):
    call = ["sweep", made / "small", "--corpus", made / "text", "--sizes", "1,2", "--length", 64]
    call += ["--task", "winogrande=0", "--data", made / "items", "--limit", 40]

    def table(out):
        return out[out.find("whole model:") :]

    out, seconds = timed(*call)
    whole = table(out)

    def trial(folder, chance):
        own = [*call, "--resume", folder / "rows"]
        killed(seconds, chance, *own)
        return "" if table(run(*own)) == whole else "the table is not that of a sweep left alone"

    return trial


def notebooks(made):
    cells = {
        "00-first": "1 + 1",
        "01-second": "import minitron.*;\nfor (int i = 0; i < 20; i++) Thread.sleep(50);\n"
        'Results.save("01-second", java.util.Map.of("a", Plots.lines("a", "x", "y")'
        '.line("l", new double[] {1, 2}, new double[] {3, 4}), "n", 7))',
    }

    def lay(folder):
        for name, source in cells.items():
            cell = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
            book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
            book["cells"] = [{**cell, "source": source}]
            (folder / "notebooks").mkdir(exist_ok=True)
            (folder / f"notebooks/{name}.ipynb").write_text(json.dumps(book))
        return {name: sha256(folder / f"notebooks/{name}.ipynb") for name in cells}

    reference = made / "books"
    reference.mkdir()
    before = lay(reference)
    _, seconds = timed("notebooks", "--folder", reference / "notebooks")
    after = {name: sha256(reference / f"notebooks/{name}.ipynb") for name in cells}

    def look(folder):
        for name in cells:
            if sha256(folder / f"notebooks/{name}.ipynb") not in (before[name], after[name]):
                return f"{name} is neither as before nor whole"
        saved = folder / "results/01-second"
        if not saved.exists():
            return ""
        if not (saved / "run.json").exists():
            return "half a folder of results is there"
        names = json.loads((saved / "run.json").read_text())["files"]
        missing = [name for name in names if not (saved / name).exists()]
        return f"the results lack {missing}" if missing else ""

    def trial(folder, chance):
        lay(folder)
        call = ["notebooks", "--folder", folder / "notebooks", "--resume"]
        killed(seconds, chance, *call)
        for _ in range(50):
            if not alive(folder):
                break
            time.sleep(0.1)
        else:
            return "the runner outlives the command by 5 s"
        wrong = look(folder) or resumed(*call) or look(folder)
        now = {name: sha256(folder / f"notebooks/{name}.ipynb") for name in cells}
        return wrong or ("" if now == after else "the same call did not finish them")

    return trial


def alive(folder):
    """Whether a process that was given this folder runs."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "cmdline").read_bytes():
                return True
        except OSError:
            pass  # it has ended
    return False


CHECKS = [
    ("training", 20, training),
    ("evaluation", 10, evaluation),
    ("pruning", 10, pruning),
    ("sweep", 5, sweep),
    ("notebooks", 5, notebooks),
]


def make(folder):
    """What all checks work on: a text, items, and the teacher's first layers."""
    run("tinyworld", "text", folder / "text", "--characters", 200_000)
    run("tinyworld", "items", folder / "items")
    run("prune", ROOT / "datasets/tinyworld/teacher", folder / "small", "--drop", "4-12")


def main(seed=1, *wanted):
    work = Path(tempfile.mkdtemp(prefix="torture-"))
    made = work / "made"
    made.mkdir()
    make(made)
    failed = False
    print(f"seed {seed}\n{'check':<12}{'tried':>6}{'held':>6}{'seconds':>9}")
    for name, times, prepare in CHECKS:
        if wanted and name not in wanted:
            continue
        began = time.time()
        trial = prepare(made)
        held = 0
        for i in range(times):
            folder = work / f"{name}-{i + 1}"
            folder.mkdir()
            wrong = trial(folder, random.Random(f"{seed} {name} {i}"))
            if wrong:
                failed = True
                print(f"{name} {i + 1}: {wrong.strip()} ({folder})", file=sys.stderr)
            else:
                held += 1
                shutil.rmtree(folder)
        print(f"{name:<12}{times:>6}{held:>6}{time.time() - began:>9.0f}", flush=True)
    if failed:
        return 1
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    sys.exit(main(*sys.argv[1:]))
