"""Runs the real lm-evaluation-harness on TinyWorld's items and teacher, and records every request: what TinyWorldHarnessTest must give too.

usage: make_lm_eval.py CHECKPOINT ITEMS OUT.jsonl
       with CHECKPOINT = datasets/tinyworld/teacher, and ITEMS written by `minitron tinyworld items ITEMS`
made with Python 3.11, torch 2.13.0 (CPU), transformers 5.18.0, lm_eval 0.4.13, datasets 5.0.1; float32, 16 requests a batch

The first line tells the versions. Then, for each task and number of shots, a line a document and one of the results: the first 40 documents of a
task, the first 10 of a subject of mmlu. A document's "asked" are its requests, each [hash, continuation, log-likelihood, greedy]; or [hash, text]
where the model writes up to 32 tokens, and then there is a line for each way ("filter") in which the text is read. The hash is the beginning of the
SHA-256 of the context and, where there is one, the continuation after it, in UTF-8.
"""
import hashlib
import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"
import datasets
import lm_eval
import torch
import transformers
from lm_eval.models.huggingface import HFLM

SHOTS, WRITTEN = (0, 2), 32
SUBJECTS = ("conceptual_physics", "elementary_mathematics", "high_school_geography", "jurisprudence")
TASKS = ["winogrande", "hellaswag", "arc_challenge", *(f"mmlu_{subject}" for subject in SUBJECTS), "gsm8k"]
DOCUMENTS = {task: 10 if task.startswith("mmlu_") else 40 for task in TASKS}
METRICS = ("acc", "acc_norm", "exact_match")


def local(items, task):
    """The task's rows from files, whatever the hub calls them."""
    folder, prefix = ("mmlu", task[len("mmlu_") :] + ".") if task.startswith("mmlu_") else (task, "")
    files = {split: items / folder / f"{prefix}{split}.jsonl" for split in ("train", "dev", "validation", "test")}
    rows = {split: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for split, file in files.items() if file.exists()}
    return datasets.DatasetDict({split: datasets.Dataset.from_list(those) for split, those in rows.items()})


def mark(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def asked(sample):
    requests = list(sample["arguments"].values()) if isinstance(sample["arguments"], dict) else sample["arguments"]
    requests = [list(r.values()) if isinstance(r, dict) else list(r) for r in requests]
    answers = [answer[0] for answer in sample["resps"]]  # one repeat
    if isinstance(answers[0], str):
        return [[mark(context), answer] for (context, _), answer in zip(requests, answers, strict=True)]
    return [[mark(context + end), end, float(f"{float(ll):.8g}"), str(greedy) == "True"] for (context, end), (ll, greedy) in zip(requests, answers, strict=True)]


def lines(task, shots, found):
    for sample in sorted(found["samples"][task], key=lambda s: s["doc_id"]):
        scores = {name: float(sample[name]) for name in METRICS if name in sample}
        yield {"task": task, "shots": shots, "doc": sample["doc_id"], "filter": sample["filter"], "asked": asked(sample), "scores": scores}
    results = {name: value for name, value in found["results"][task].items() if isinstance(value, float) and "," in name}
    yield {"task": task, "shots": shots, "documents": DOCUMENTS[task], "results": results}


def main(checkpoint, items, out):
    torch.manual_seed(0)
    model = HFLM(pretrained=checkpoint, dtype="float32", device="cpu", batch_size=16)
    versions = {"lm_eval": lm_eval.__version__, "transformers": transformers.__version__, "torch": torch.__version__}
    rows = [{"versions": versions, "max_gen_toks": WRITTEN}]
    for task in TASKS:
        datasets.load_dataset = lambda *_, **__: local(Path(items), task)
        for shots in SHOTS:
            writing = {"gen_kwargs": f"max_gen_toks={WRITTEN}"} if task == "gsm8k" else {}
            found = lm_eval.simple_evaluate(model=model, tasks=[task], num_fewshot=shots, limit=DOCUMENTS[task], log_samples=True, **writing)
            rows += lines(task, shots, found)
            print(task, shots, rows[-1]["results"], flush=True)
    Path(out).write_text("".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows), encoding="utf-8")


main(*sys.argv[1:])
