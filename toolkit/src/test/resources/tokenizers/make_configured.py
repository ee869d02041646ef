"""Records what transformers (5.18) makes of tokens that only the files beside tokenizer.json name: what ConfiguredTokensTest must give too. Run after make.py."""
import json
import os
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
from transformers import AutoTokenizer

CLASS = {"tokenizer_class": "PreTrainedTokenizerFast"}


def token(content, **flags):
    return {"content": content, "lstrip": False, "rstrip": False, "single_word": False, "normalized": False, "special": False, **flags}


TAGGED = {"__type": "AddedToken"}
FILE_TOKENS = [{"id": i, **token(t, special=True)} for i, t in enumerate(["<unk>", "<s>", "</s>"])]
PADDING = {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}
# base tokenizer, parts of its tokenizer.json to replace, the other files
CASES = {
    "decoder": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "added_tokens_decoder": {"400": token("<b>", rstrip=True), "399": token("<a>", lstrip=True, special=True), "1": token("<s>", special=True)}}}),
    "named": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "mask_token": "<m>", "pad_token": "<pad>", "eos_token": "</end>", "bos_token": "<s>", "unk_token": "<unk>", "sep_token": None, "cls_token": "<pad>"}}),
    "additional": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "eos_token": "</s>", "additional_special_tokens": ["<a>", "</s>", "<b>", "<a>"]}}),
    "extra-wins": ("byte-level", {}, {"tokenizer_config.json": {**CLASS, "extra_special_tokens": ["<b>"], "additional_special_tokens": ["<a>"]}}),
    "extra-empty": ("byte-level", {}, {"tokenizer_config.json": {**CLASS, "extra_special_tokens": [], "additional_special_tokens": ["<a>", "cat"]}}),
    "specific": ("byte-level", {}, {"tokenizer_config.json": {**CLASS, "image_token": "<b>", "eos_token": "<|end|>", "extra_special_tokens": {"audio_token": "<a>"}}}),
    "older-map": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "pad_token": "<old>"}, "special_tokens_map.json": {"pad_token": {"content": "<pad>", "lstrip": True, "normalized": False, "rstrip": False, "single_word": False}, "eos_token": "</s>", "additional_special_tokens": ["<a>", "<b>"]}}),
    "older-tokens": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "pad_token": "<pad>"}, "added_tokens.json": {"<pad>": 402, "<b>": 401, "<a>": 400, "sat": 20}}),
    "older-not-read": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "added_tokens_decoder": {}}, "added_tokens.json": {"<a>": 400}, "special_tokens_map.json": {"pad_token": "<pad>"}}),
    "padding": ("byte-level", {"padding": PADDING}, {"tokenizer_config.json": CLASS}),
    "padding-null": ("byte-level", {"padding": PADDING}, {"tokenizer_config.json": {**CLASS, "pad_token": None}}),
    "flags-again": ("metaspace", {}, {"tokenizer_config.json": {**CLASS, "added_tokens_decoder": {"2": token("</s>", lstrip=True, rstrip=True), "5": token("cat", single_word=True, normalized=True)}, "eos_token": "</s>"}}),
    "wrong-ids": ("metaspace", {"added_tokens": FILE_TOKENS + [{"id": 900, **token("<a>")}, {"id": 700, **token("<b>", normalized=True)}]}, {"tokenizer_config.json": {**CLASS, "pad_token": "<pad>"}}),
    "wrong-ids-decoder": ("metaspace", {"added_tokens": FILE_TOKENS + [{"id": 900, **token("<a>")}]}, {"tokenizer_config.json": {**CLASS, "added_tokens_decoder": {"8": token("<b>"), "7": token("<a>", lstrip=True)}}}),
    "tagged": ("byte-level", {}, {"tokenizer_config.json": {**CLASS, "pad_token": {**TAGGED, **token("<pad>", rstrip=True)}, "extra_special_tokens": [{**TAGGED, **token("<a>", lstrip=True)}, {**TAGGED, "content": "<b>"}]}}),
    "flags-missing": ("byte-level", {}, {"tokenizer_config.json": {**CLASS, "added_tokens_decoder": {"305": {"content": "<a>"}, "306": {"content": "<b>", "special": True}, "307": {"content": "<pad>"}}, "pad_token": "<pad>"}}),
    "no-config": ("metaspace", {}, {}),
}
TEXTS = ["<a>", "x <a> y <b>  z", "The <b> cat<pad>  sat </s> on </end>the [PAD]<m> mat<old>.", "cats cat concat <a><b> <s> sat</s>", "<|end|> <a>cat sat"]

golden = {}
for name, (base, parts, files) in CASES.items():
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{base}/tokenizer.json") as file:
            made = {**json.load(file), **parts}
        with open(f"{folder}/config.json", "w") as file:
            json.dump({"model_type": "llama"}, file)
        for file_name, content in {"tokenizer.json": made, **files}.items():
            with open(f"{folder}/{file_name}", "w") as file:
                json.dump(content, file)
        auto = AutoTokenizer.from_pretrained(folder)
    rows = [{"text": text, "ids": auto(text)["input_ids"], "plain": auto(text, add_special_tokens=False)["input_ids"]} for text in TEXTS]
    golden[name] = {"class": type(auto).__name__, "base": base, "parts": parts, "files": files, "bos": auto.bos_token_id, "eos": auto.eos_token_id, "rows": rows}
with open("configured.json", "w") as out:
    json.dump(golden, out, separators=(",", ":"), ensure_ascii=False)
    out.write("\n")
