"""Does harm to the toolkit's commands and counts what holds: torture.py [SEED [CHECK...]].

Each check is a row of CHECKS: its name, how often it is tried, and a function that prepares it and
gives the trial. A trial works in a new folder and says what did not hold, or nothing.
"""

import hashlib
import json
import os
import random
import resource
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


def start(*words, out=subprocess.PIPE, limit=None):
    """A command that runs, its output in pipes; limit is called in its process before it."""
    return subprocess.Popen(
        [*JAVA, *map(str, words)], stdout=out, stderr=subprocess.PIPE, text=True, preexec_fn=limit
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


def unsaid(text):
    """What is wrong with a failure's last line, which must be one sentence for people."""
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    plain = lines and "\tat " not in text and "Exception" not in lines[-1] and len(lines[-1]) < 700
    return "" if plain else f"no sentence: {text[-700:]}"


def writers(call):
    """A trial of two commands at once: one does its work, the other is refused in a sentence."""

    def trial(folder, _):
        both = [end(process) for process in [start(*call(folder, i)) for i in range(2)]]
        codes = sorted(code for code, _, _ in both)
        if codes != [0, 1]:
            return f"they ended with {codes}: {both}"
        return unsaid(next(err for code, _, err in both if code == 1))

    return trial


def folders(made):
    both = writers(lambda folder, _: ["prune", made / "small", folder / "out", "--drop", 1])
    run("prune", made / "small", made / "dropped", "--drop", 1)
    whole = sha256(made / "dropped")

    def trial(folder, chance):
        wrong = both(folder, chance)
        left = [path.name for path in folder.iterdir() if path.name != "out"]
        same = sha256(folder / "out") == whole
        return wrong or ("" if same and not left else f"not whole, or left {left}")

    return trial


def states(made):
    call = ["correct", made / "small", "--corpus", made / "text", "--tokens", 6_000]
    call += ["--batch", 4, "--length", 64, "--checkpoint-every", 5]
    return writers(lambda folder, i: [*call, folder / f"out{i}", "--checkpoint", folder / "states"])


def answers(made):
    call = ["evaluate", made / "small", "--task", "winogrande=0", "--data", made / "items"]
    return writers(lambda folder, _: [*call, "--resume", folder / "answers"])


def disk(made):
    """No file may grow beyond 20 kB, as on a disk that is full."""
    small, text = made / "small", ["--corpus", made / "text", "--batch", 4, "--length", 32]
    states = ["--checkpoint", "STATES", "--checkpoint-every", 2]
    asked = ["--task", "winogrande=0", "--data", made / "items", "--limit", 150]
    calls = [
        ["prune", small, "OUT", "--drop", 1],
        ["prune", small, "OUT", "--hidden", 96, "--calibration", made / "text", "--samples", 8],
        ["correct", small, "OUT", "--tokens", 640, *text],
        ["distill", small, small, "OUT", "--tokens", 640, *text, *states],
        ["evaluate", small, *asked, "--out", "OUT"],
    ]

    def trial(folder, _):
        call = calls[(int(folder.name.split("-")[-1]) - 1) % len(calls)]
        names = {"OUT": folder / "out", "STATES": folder / "states"}
        full = (20_000, 20_000)
        process = start(
            *[names.get(word, word) for word in call],
            limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, full),
        )
        code, _, err = end(process)
        left = [f.name for f in folder.iterdir() if f.name != "states"]
        if code != 1 or left:
            return f"{call[0]} ended with {code} and left {left}: {err[-500:]}"
        return unsaid(err)

    return trial


def output(made):
    """Standard output is /dev/full."""
    text = ["--blocks", 1, "--length", 32]
    calls = [
        ["--help"],
        ["doctor"],
        ["evaluate", made / "small", "--perplexity", made / "text", *text],
        ["sweep", made / "small", "--corpus", made / "text", "--sizes", 1, *text],
    ]

    def trial(folder, _):
        call = calls[(int(folder.name.split("-")[-1]) - 1) % len(calls)]
        with open("/dev/full", "w") as full:
            code, _, err = end(start(*call, out=full))
        return unsaid(err) if code == 1 else f"{call[0]} ended with {code}"

    return trial


BAD = ["null", "-1", "1e999", "2147483647", '"x"', "[]", "{}", "[" * 3000, "9" * 400, '"\\ud800"', ""]


def broken(text, chance):
    """A text that is cut, or has a character, a value or a piece changed."""
    at = chance.randrange(len(text))
    colon = text.find(":", at)
    comma = text.find(",", colon)
    ways = [
        text[:at],
        text[:at] + chr(chance.randrange(256)) + text[at + 1 :],
        text[:at] + text[at + chance.randrange(1, 40) :],
    ]
    if 0 < colon < comma:
        ways += [text[: colon + 1] + chance.choice(BAD) + text[comma:]] * 2
    return chance.choice(ways)


def files(made):
    names = ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"]

    def trial(folder, chance):
        model = folder / "model"
        shutil.copytree(made / "small", model)
        file = model / chance.choice(names)
        file.write_bytes(broken(file.read_bytes().decode("latin-1"), chance).encode("latin-1"))
        text = ["--perplexity", made / "text", "--blocks", 1, "--length", 32]
        code, _, err = end(start("evaluate", model, *text))
        wrong = "" if code == 0 else unsaid(err) if code == 1 else f"it ended with {code}"
        return f"{file.name}: {wrong}" if wrong else ""

    return trial


def programs(_):
    """Programs of the tests by a way of the sandbox: those of passes/ pass, those of fails/ fail."""
    ways = ["bubblewrap", "namespaces"]
    every = sorted((ROOT / "toolkit/src/test/resources/minitron/sandbox").glob("*/*.py"))

    def trial(folder, _):
        way = ways[(int(folder.name.split("-")[-1]) - 1) % len(ways)]
        code, out, err = end(start("sandbox", *every, "--way", way))
        verdicts = dict(line.split(": ", 1) for line in out.splitlines())
        wrong = [
            program.name
            for program in every
            if (verdicts.get(str(program)) == "passed") != (program.parent.name == "passes")
        ]
        return f"{way} ended with {code}, wrong: {wrong} {err[-500:]}" if code or wrong else ""

    return trial


CHECKS = [
    ("training", 20, training),
    ("evaluation", 10, evaluation),
    ("pruning", 10, pruning),
    ("sweep", 5, sweep),
    ("notebooks", 5, notebooks),
    ("folders", 6, folders),
    ("states", 6, states),
    ("answers", 6, answers),
    ("disk", 5, disk),
    ("output", 4, output),
    ("files", 40, files),
    ("programs", 2, programs),
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
    begun = time.time()
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
    print(f"{'all':<24}{time.time() - begun:>9.0f}")
    if failed:
        return 1
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    os.environ["MINITRON_RUNS"] = "off"
    sys.exit(main(*sys.argv[1:]))
