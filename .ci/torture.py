"""The checks of .ci/torture. Each is a function that yields, try by try, what did not hold ("" if all did)."""

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

ROOT = Path.cwd()
LIB = ROOT / "toolkit/target/minitron/lib/*"
TEACHER = ROOT / "datasets/tinyworld/teacher"
WORK = Path(tempfile.mkdtemp(prefix="torture"))
MODEL, STUDENT, TEXT, ITEMS = WORK / "model", WORK / "student", WORK / "text.txt", WORK / "items"
RANDOM = random.Random(1)
CHECKS = {}


def check(name, tries):
    """Registers a check, which is called with the number of its tries."""

    def register(function):
        CHECKS[name] = (function, tries)
        return function

    return register


# -- processes


def start(*arguments, **options):
    """Starts a command of the toolkit in a process group of its own."""
    command = ["java", "-XX:-CreateCoredumpOnCrash", "-cp", str(LIB), "minitron.cli.Main", *map(str, arguments)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "MINITRON_BUDGET": "fast"}
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment, cwd=WORK, start_new_session=True, **options
    )


def end(process, seconds=120):
    """What a process wrote and its code; a process that does not end is killed and has the code -9."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
    return process.returncode, out, err


def run(*arguments, **options):
    return end(start(*arguments, **options))


def good(*arguments):
    """The output of a command that must not fail."""
    code, out, err = run(*arguments)
    if code != 0:
        sys.exit(f"torture: {' '.join(map(str, arguments))} ended with {code}: {err.strip()[-500:]}")
    return out


def seconds_of(*arguments):
    begin = time.time()
    good(*arguments)
    return time.time() - begin


def kill(process, longest):
    """Ends a process at a random time, by force or by a wish to stop."""
    wish = RANDOM.choice([signal.SIGKILL, signal.SIGTERM])
    try:
        process.wait(timeout=RANDOM.uniform(0.3, longest))
    except subprocess.TimeoutExpired:
        process.send_signal(wish)
    return end(process, 30)


# -- what holds


def sha(folder):
    """The hash of a checkpoint's weights; "none" where there is no folder."""
    files = sorted(folder.glob("*.safetensors")) if folder.is_dir() else []
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest() if files else "none"


def fresh(*names):
    paths = [WORK / name for name in names]
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
    return paths[0] if len(paths) == 1 else paths


def wrong(**claims):
    """The claims that do not hold, in words."""
    return ", ".join(name.replace("_", " ") for name, holds in claims.items() if not holds)


def sentence(text):
    """Whether standard error ends with one sentence for people, and shows no trace."""
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    return bool(lines) and "\tat " not in text and "Exception" not in lines[-1] and len(lines[-1]) < 700


# -- kills


@check("a training killed, then resumed: the bits of an undisturbed one", 20)
def kill_training(tries):
    def distill(out, states, *more):
        return ["distill", MODEL, STUDENT, out, "--corpus", TEXT, "--tokens", 3840, "--batch", 4, "--length", 32,
                "--checkpoint", states, "--checkpoint-every", 3, *more]

    out, states = fresh("trained", "states")
    longest = seconds_of(*distill(out, states))
    right = sha(out)
    for _ in range(tries):
        out, states = fresh("trained", "states")
        kill(start(*distill(out, states)), longest)
        code, _, err = run(*distill(out, states, "--resume"))
        yield wrong(resumed=code == 0, same_bits=sha(out) == right) and f"{code} {err[-300:]}"


@check("an evaluation killed, then resumed: the answers of an undisturbed one", 10)
def kill_evaluation(tries):
    def evaluate(out, answers):
        return ["evaluate", MODEL, "--task", "winogrande=0", "--data", ITEMS, "--limit", 150, "--batch", 4,
                "--resume", answers, "--out", out]

    def answers_of(out):
        def numbers(value):
            if isinstance(value, dict):
                return {k: numbers(v) for k, v in value.items() if "second" not in k and "sha256" not in k}
            if isinstance(value, list):
                return [numbers(v) for v in value]
            return round(value, 3) if isinstance(value, float) else value

        return numbers(json.loads(out.read_text())["results"])

    out, answers = fresh("evaluation.json", "answers")
    longest = seconds_of(*evaluate(out, answers))
    right = answers_of(out)
    for _ in range(tries):
        out, answers = fresh("evaluation.json", "answers")
        kill(start(*evaluate(out, answers)), longest)
        out = fresh("evaluation.json")
        code, _, err = run(*evaluate(out, answers))
        yield wrong(resumed=code == 0, same_answers=out.exists() and answers_of(out) == right) and f"{code} {err[-300:]}"


@check("a pruning killed: its output whole or not there, and the next one goes through", 10)
def kill_pruning(tries):
    def prune(out):
        return ["prune", MODEL, out, "--hidden", 64, "--mlp", 128, "--calibration", TEXT, "--samples", 128,
                "--length", 64]

    out = fresh("pruned")
    longest = seconds_of(*prune(out))
    right = sha(out)
    for _ in range(tries):
        out = fresh("pruned")
        kill(start(*prune(out)), longest)
        whole = sha(out) in (right, "none")
        shutil.rmtree(out, ignore_errors=True)
        code, _, err = run(*prune(out))
        left = [f.name for f in WORK.iterdir() if f.name.startswith(".pruned")]
        yield wrong(whole=whole, again=code == 0, same_bits=sha(out) == right, nothing_left=not left) and f"{left} {err[-300:]}"


@check("a sweep killed, then resumed: the table of an undisturbed one", 5)
def kill_sweep(tries):
    def sweep(rows):
        return ["sweep", TEACHER, "--corpus", TEXT, "--sizes", "1,2", "--blocks", 4, "--length", 64, "--resume", rows]

    rows = fresh("rows")
    begin = time.time()
    right = good(*sweep(rows))
    longest = time.time() - begin
    for _ in range(tries):
        rows = fresh("rows")
        kill(start(*sweep(rows)), longest)
        code, out, err = run(*sweep(rows))
        yield wrong(resumed=code == 0, same_table=out == right) and f"{code} {err[-300:]}"


# -- two writers of one output


def pair(arguments_of):
    """Two processes at once; what each ended with."""
    both = [start(*arguments_of(i)) for i in range(2)]
    return [end(process) for process in both]


@check("two prunings into one folder: one is saved, the other refused", 6)
def write_folder(tries):
    def prune(_):
        return ["prune", MODEL, WORK / "pair", "--drop", 1]

    for _ in range(tries):
        out = fresh("pair")
        ended = pair(prune)
        codes = sorted(code for code, _, _ in ended)
        refused = next((err for code, _, err in ended if code != 0), "")
        opens = run("evaluate", out, "--perplexity", TEXT, "--blocks", 1, "--length", 32)[0] == 0
        yield wrong(one_saved=codes == [0, 1], in_a_sentence=sentence(refused), opens=opens) and f"{codes} {refused[-300:]}"


@check("two trainings with one folder of states: one goes on, the other is refused", 6)
def write_states(tries):
    def distill(i):
        return ["distill", MODEL, STUDENT, WORK / f"pair{i}", "--corpus", TEXT, "--tokens", 3840, "--batch", 4,
                "--length", 32, "--checkpoint", WORK / "states", "--checkpoint-every", 3]

    for _ in range(tries):
        fresh("pair0", "pair1", "states")
        ended = pair(distill)
        codes = sorted(code for code, _, _ in ended)
        refused = next((err for code, _, err in ended if code != 0), "")
        yield wrong(one_goes_on=codes == [0, 1], in_a_sentence=sentence(refused)) and f"{codes} {refused[-300:]}"


# -- a full disk


def full(*arguments):
    """Runs a command that may write no more than 20 kB to a file."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    return run(*arguments, preexec_fn=limit)


@check("no room for what is written: one sentence, and nothing half done", 5)
def full_disk(tries):
    training = ["--corpus", TEXT, "--tokens", 640, "--batch", 4, "--length", 32]
    calls = [
        ["prune", MODEL, "OUT", "--drop", 1],
        ["correct", MODEL, "OUT", *training],
        ["distill", MODEL, STUDENT, "OUT", *training, "--checkpoint", WORK / "states", "--checkpoint-every", 2],
        ["prune", MODEL, "OUT", "--hidden", 64, "--calibration", TEXT, "--samples", 8, "--length", 32],
        ["evaluate", MODEL, "--task", "winogrande=0", "--data", ITEMS, "--limit", 150, "--out", "OUT"],
    ]
    for call in calls[:tries]:
        out, _ = fresh("full", "states")
        code, _, err = full(*[out if word == "OUT" else word for word in call])
        left = [f.name for f in WORK.iterdir() if f.name.startswith(".full")]
        yield wrong(fails=code == 1, in_a_sentence=sentence(err), nothing_left=not left and not out.exists()) and f"{call[0]} {code} {left} {err[-300:]}"


@check("output that nobody can read: exit code 1", 4)
def full_output(tries):
    calls = [["--help"], ["evaluate", MODEL, "--perplexity", TEXT, "--blocks", 1, "--length", 32], ["doctor"],
             ["sweep", MODEL, "--corpus", TEXT, "--sizes", "1", "--blocks", 1, "--length", 32]]
    for call in calls[:tries]:
        with open("/dev/full", "w") as out:
            code, _, err = run(*call, stdout=out)
        yield wrong(fails=code == 1) and f"{call[0]} {code} {err[-300:]}"


# -- broken files


def broken(text):
    """A text that is cut, or has a byte, a value or a piece changed."""
    values = ["null", "-1", "1e999", "2147483647", '"x"', "[]", "{}", "[" * 3000, "9" * 400, '"\\ud800"', ""]
    at = RANDOM.randrange(len(text))
    way = RANDOM.randrange(4)
    if way == 0:
        return text[:at]
    if way == 1:
        return text[:at] + chr(RANDOM.randrange(256)) + text[at + 1 :]
    if way == 2:
        return text[:at] + text[min(len(text), at + RANDOM.randrange(1, 40)) :]
    colon = text.find(":", at)
    comma = text.find(",", colon)
    return text[: colon + 1] + RANDOM.choice(values) + text[comma:] if 0 < colon < comma else text[:at]


@check("a broken file of a checkpoint: it works, or one sentence", 40)
def broken_checkpoint(tries):
    for i in range(tries):
        folder = fresh("broken")
        shutil.copytree(STUDENT, folder)
        name = ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"][i % 4]
        file = folder / name
        file.write_bytes(broken(file.read_bytes().decode("latin-1")).encode("latin-1"))
        code, _, err = run("evaluate", folder, "--perplexity", TEXT, "--blocks", 1, "--length", 32)
        yield wrong(ends=code in (0, 1), in_a_sentence=code == 0 or sentence(err)) and f"{name} {code} {err[-300:]}"


# -- the table


def main():
    chosen = sys.argv[1:]
    good("tinyworld", "text", TEXT, "--characters", 60000)
    good("tinyworld", "items", ITEMS)
    good("prune", TEACHER, MODEL, "--drop", "3-12")
    good("prune", MODEL, STUDENT, "--drop", "2")
    rows, failures, begin = [], [], time.time()
    for name, (function, tries) in CHECKS.items():
        if chosen and not any(word in function.__name__ for word in chosen):
            continue
        since = time.time()
        faults = list(function(tries))
        held = sum(not fault for fault in faults)
        rows.append(f"| {name} | {len(faults)} | {held} | {time.time() - since:.0f} |")
        failures += [f"{name}: {fault}" for fault in faults if fault]
        print(rows[-1], file=sys.stderr, flush=True)
    print("| what | tried | held | seconds |\n|---|--:|--:|--:|")
    print("\n".join(rows))
    print(f"\n{time.time() - begin:.0f} seconds in all.")
    for failure in failures:
        print("failed:", failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
