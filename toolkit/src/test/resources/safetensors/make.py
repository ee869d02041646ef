"""Writes the files beside it with the Python safetensors library (0.8.0, torch 2.13.0): what SafetensorsTest must give back byte for byte."""
import ctypes
import torch
from safetensors import TensorSpec, serialize
from safetensors.torch import save_file

save_file({"b.weight": torch.arange(12, dtype=torch.float32).view(3, 4) / 8 - 0.5, "a.bias": torch.tensor([1.5, -2.25, 3e-5])}, "vanilla.safetensors")
save_file(
    {
        "zeta": torch.tensor([[1.0, -0.1], [3.14159274, 1e-40], [float("inf"), float("nan")]]),  # 1e-40 is subnormal
        "alpha.f16": torch.tensor([1.0, -0.333251953125, 65504.0, 6e-8, 0.0, -0.0], dtype=torch.float16),
        "mid.bf16": torch.tensor([[1.0, -2.5, 3.0e38], [1e-3, 0.0, -0.0]], dtype=torch.bfloat16),
        "größe.i64": torch.tensor([1, -2, 2**62 + 1, -(2**63)]),
        "ints.i32": torch.tensor([[7], [-8], [2**31 - 1]], dtype=torch.int32),
        "bytes.u8": torch.tensor([0, 1, 127, 128, 255], dtype=torch.uint8),
        "flags.bool": torch.tensor([True, False, True]),
        "scalar": torch.tensor(42.5),
        "empty": torch.zeros(0, 3),
    },
    "mixed.safetensors",
    metadata={"format": "pt"},
)

# Every dtype of whole bytes, and names that JSON must escape or that sort otherwise in UTF-16 than in UTF-8.
SIZES = {"bool": 1, "uint8": 1, "int8": 1, "float8_e5m2": 1, "float8_e4m3fn": 1, "float8_e8m0fnu": 1, "float8_e4m3fnuz": 1, "float8_e5m2fnuz": 1,
         "int16": 2, "uint16": 2, "float16": 2, "bfloat16": 2, "int32": 4, "uint32": 4, "float32": 4, "complex64": 8, "float64": 8, "int64": 8, "uint64": 8}
tensors = {f"n.{dtype}": (dtype, size) for dtype, size in SIZES.items()}
strange = "".join(map(chr, range(40))) + "\"\\/<>&='\x7f\x80\u2028\ufeff\U0001f600é"
tensors |= {name: ("float32", 4) for name in (strange, "\ue000", "\U00010000", "")}
keep = {name: ctypes.create_string_buffer(bytes(range(i, i + 2 * size)), 2 * size) for i, (name, (_, size)) in enumerate(tensors.items())}
specs = {name: TensorSpec(dtype=dtype, shape=(2, 1), data_ptr=ctypes.addressof(keep[name]), data_len=2 * size) for name, (dtype, size) in tensors.items()}
open("dtypes.safetensors", "wb").write(serialize(specs, {"z": "1", "a": strange, "m": "3"}))
open("no-tensors.safetensors", "wb").write(serialize({}, None))
save_file({"x": torch.ones(2)}, "empty-metadata.safetensors", metadata={})
