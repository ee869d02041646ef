"""Makes two tiny tokenizers and records what transformers (5.18) makes of some texts with them: what TokenizerTest must give too."""
import json
import os
import shutil

os.environ["HF_HUB_OFFLINE"] = "1"
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

LESSON = ["The cat sat on the mat, and the dog sat on the cat.", "She did not put the box in the bag because it was too big.", "Tom has 3 red balls. 3 + 4 = 7."] * 4
SPECIALS = {"byte-level": ["<|end|>"], "metaspace": ["<unk>", "<s>", "</s>"]}
TEXTS = ["", "a", "The cat sat.", " leading", "trailing ", "\n\nnew\tlines\r\n", "non\u00a0breaking", "Größe naïve", "emoji 😀👍🏽 end", "<s>", "<s>The cat", "x</s>y <|end|> z",
         "a\0b", "   many   spaces   ", "日本語", "e\u0301", "don't 1234567", "\ufeffbom", "The cat sat on the mat, and " * 8]


def byte_level():
    tok = Tokenizer(models.BPE())
    tok.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tok.decoder = decoders.ByteLevel()
    tok.train_from_iterator(LESSON, trainers.BpeTrainer(vocab_size=300, special_tokens=SPECIALS["byte-level"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    # As in some real files: sections that would cut and fill every text if they were obeyed.
    tok.enable_truncation(16)
    tok.enable_padding(length=12, pad_id=0, pad_token="<|end|>")
    return tok


def metaspace():
    tok = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tok.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tok.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    bytes256 = [f"<0x{i:02X}>" for i in range(256)]
    words = [word for line in LESSON for word in line.replace(" ", " ▁").split(" ")]  # no merges across words
    tok.train_from_iterator(words, trainers.BpeTrainer(vocab_size=64, special_tokens=SPECIALS["metaspace"], show_progress=False))
    made = json.loads(tok.to_str())
    vocab = made["model"]["vocab"]
    for piece in bytes256:
        vocab[piece] = len(vocab)
    tok = Tokenizer.from_str(json.dumps(made))
    tok.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    return tok


CONFIGS = {
    # tokenizer.json alone decides about BOS: transformers drops add_bos_token where there is one.
    "byte-level": {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": "<|end|>", "add_bos_token": True, "clean_up_tokenization_spaces": True},
    "metaspace": {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": {"__type": "AddedToken", "content": "<s>"}, "eos_token": "</s>", "unk_token": "<unk>", "add_bos_token": False},
}
for name, tok in {"byte-level": byte_level(), "metaspace": metaspace()}.items():
    shutil.rmtree(name, ignore_errors=True)
    os.makedirs(name)
    tok.save(f"{name}/tokenizer.json", pretty=False)
    with open(f"{name}/tokenizer_config.json", "w") as out:
        json.dump(CONFIGS[name], out, indent=2)
    auto = AutoTokenizer.from_pretrained(name)
    rows = [{"text": text, "ids": auto(text)["input_ids"], "plain": auto(text, add_special_tokens=False)["input_ids"]} for text in TEXTS]
    for row in rows:
        row["decoded"] = auto.decode(row["ids"], skip_special_tokens=True)
    golden = {"class": type(auto).__name__, "size": len(auto), "bos": auto.bos_token_id, "eos": auto.eos_token_id, "rows": rows}
    with open(f"{name}/golden.json", "w") as out:
        json.dump(golden, out, separators=(",", ":"))
        out.write("\n")
