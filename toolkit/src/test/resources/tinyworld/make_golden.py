"""Makes twenty steps of teacher correction and of distillation with PyTorch and transformers: the losses that GoldenLossTest must give too.

usage: make_golden.py TEACHER INPUTS OUT
       with TEACHER = datasets/tinyworld/teacher, and INPUTS (the student and each step's tokens) written by the toolkit after `mvn verify`:
       java -cp 'toolkit/target/test-classes:toolkit/target/minitron/lib/*' minitron.GoldenInputs TEACHER INPUTS
made with Python 3.11, torch 2.13.0 (CPU), transformers 5.18.0; float32

OUT/correction.csv and OUT/distillation.csv have a row a step: the loss of its batch before the update, the norm of the gradient before clipping, the
learning rate, and after every second step the LM loss on held-out blocks. Row 0 is before the first step. The first line names the tokens by their
SHA-256.
"""
import hashlib
import json
import math
import sys
from pathlib import Path

import torch
import transformers
from torch.nn.functional import cross_entropy, kl_div

PEAK, MINIMUM, WARM_UP, STEPS = 1e-4, 1e-5, 10, 20


def load(folder):
    return transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).train()


def rate(step):
    if step < WARM_UP:
        return PEAK * (step + 1) / WARM_UP
    return MINIMUM + (PEAK - MINIMUM) * (1 + math.cos(math.pi * (step - WARM_UP) / (STEPS - WARM_UP))) / 2


def lm_loss(model, ids):
    """Cross-entropy of the next token, mean over B x (T - 1)."""
    return cross_entropy(model(ids).logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten())


def forward_kl(teacher, student, ids):
    """KL(teacher || student), mean over B x T."""
    with torch.no_grad():
        right = teacher(ids).logits.log_softmax(-1)
    return kl_div(student(ids).logits.log_softmax(-1), right, log_target=True, reduction="sum") / ids.numel()


def train(model, loss_of, held_out, batches):
    """Rows of step, loss, norm of the gradient, learning rate and held-out loss."""
    parameters = list(model.parameters())  # tied embeddings are one of them
    adam = torch.optim.AdamW(parameters, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1)

    def looked():
        with torch.no_grad():
            return f"{lm_loss(model, held_out).item():.8g}"

    yield ["0", "", "", "", looked()]
    for step, ids in enumerate(batches):
        adam.param_groups[0]["lr"] = rate(step)
        loss = loss_of(model, ids)
        adam.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        adam.step()
        yield [str(step + 1), f"{loss.item():.8g}", f"{norm.item():.8g}", f"{rate(step):.8g}", looked() if step % 2 else ""]


def main(teacher, inputs, out):
    tokens = (Path(inputs) / "tokens.jsonl").read_bytes()
    held_out, *batches = [torch.tensor(json.loads(line)) for line in tokens.splitlines()]
    assert len(batches) == STEPS
    fixed = load(teacher).eval()
    runs = {
        "correction": (load(teacher), lm_loss),
        "distillation": (load(Path(inputs) / "student"), lambda student, ids: forward_kl(fixed, student, ids)),
    }
    for name, (model, loss_of) in runs.items():
        head = [f"# tokens {hashlib.sha256(tokens).hexdigest()}", "step,loss,gradient_norm,learning_rate,held_out_loss"]
        rows = [",".join(row) for row in train(model, loss_of, held_out, batches)]
        (Path(out) / f"{name}.csv").write_text("\n".join(head + rows) + "\n", encoding="utf-8")


main(*sys.argv[1:])
