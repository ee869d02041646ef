# Products where libtorch has oneDNN. On a CPU in float32 oneDNN's are up to twice as fast as libtorch's
# own on a CPU of AMD, which MKL does not serve well. Of few rows they are not, unless the weight is in
# oneDNN's own order (packed), and small ones cost more to set up than is gained.

# x . w + b; an empty b is none. Master weights stay float32 while products run in bfloat16: a weight is
# cast to the type of what it is applied to.
  def linear(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    if torch.eq(torch.numel(b), 0):
      bias: Optional[Tensor] = None
    else:
      bias = torch.to(b, x.dtype)
    if (self).is_packed(w):
      y = (self).by_onednn(x, w, bias)
    else:
      y = (self).wide(x, (self).narrowed(w, x), bias)
    return y

# Whether a weight is in oneDNN's own order.
  def is_packed(self, w: Tensor) -> bool:
    return ops.prim.is_mkldnn(w)

# x . w + b of matrices of one type.
  def of_one_type(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if (self).many(x, torch.size(w, 0)):
      y = (self).by_onednn(x, w, b)
    else:
      y = torch.linear(x, w, b)
    return y

  def product(self, x: Tensor, w: Tensor) -> Tensor:
    return (self).of_one_type(x, w, None)

# a b of matrices of one type.
  def times(self, a: Tensor, b: Tensor) -> Tensor:
    if (self).many(a, torch.size(b, 1)):
      y = (self).by_onednn(a, torch.t(b), None)
    else:
      y = torch.mm(a, b)
    return y

  def by_onednn(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")

# Whether oneDNN gains more than it costs: with AVX-512 (which its bfloat16 needs, too) from some two
# million multiplications on, otherwise much later.
  def many(self, x: Tensor, out: int) -> bool:
    here = torch.__and__(torch.eq(x.dtype, 6), torch.eq(x.device.type, "cpu"))
    rows = torch.ge(torch.numel(x), torch.mul(64, torch.size(x, -1)))
    if ops.mkldnn._is_mkldnn_bf16_supported():
      least = 2097152
    else:
      least = 134217728
    return torch.__and__(torch.__and__(here, rows), torch.ge(torch.mul(torch.numel(x), out), least))

# Whether weights of a type can be in oneDNN's own order.
  def packs(self, dtype: int) -> bool:
    return torch.__or__(torch.eq(dtype, 6), ops.mkldnn._is_mkldnn_bf16_supported())

# Weights, stacked, in a type and in oneDNN's order for products of about `rows` rows. oneDNN 3.7, which is in
# libtorch 2.7, has an order for some widths (172 and 176, say) and some CPUs whose last columns come out
# wrong. So a packed weight is tried first, and one that does not keep its promise is given back unpacked.
  def pack(self, stored: List[Tensor], rows: int, dtype: int) -> Tensor:
    if torch.eq(torch.len(stored), 1):
      w = torch.to(stored[0], dtype)
    else:
      w = torch.to(torch.cat(stored, 0), dtype)
    kept = w
    if (self).packs(dtype):
      packed = ops.mkldnn._reorder_linear_weight(w, rows)
      if (self).keeps(w, packed, rows):
        kept = packed
    return kept

# Whether the products of a packed weight are the plain ones. Those of bfloat16 are rounded twice.
  def keeps(self, w: Tensor, packed: Tensor, rows: int) -> bool:
    right = True
    for n in [1, rows, 128]:
      x = torch.slice(w, 0, 0, n, 1)
      want = torch.to(torch.linear(x, w), 6)
      got = torch.to((self).by_onednn(x, packed, None), 6)
      if torch.eq(w.dtype, 6):
        close = torch.allclose(got, want, 1.0e-4, torch.mul(float(torch.max(torch.abs(want))), 1.0e-5))
      else:
        close = torch.allclose(got, want, 2.0e-2, torch.mul(float(torch.mean(torch.abs(want))), 1.0e-2))
      right = torch.__and__(right, close)
    return right

# Whether oneDNN's products on this CPU are right: of a weight, and of both on the way back.
  def right(self, rows: int, wide: int, out: int) -> bool:
    x = torch.sin(torch.reshape(torch.arange(rows * wide, dtype=6), [rows, wide]))
    w = torch.cos(torch.reshape(torch.arange(out * wide, dtype=6), [out, wide]))
    g = torch.linear(x, w)
    near = torch.allclose((self).by_onednn(x, w, None), g, 1.0e-4, 1.0e-3)
    near = torch.__and__(near, torch.allclose((self).by_onednn(g, torch.t(w), None), torch.mm(g, w), 1.0e-4, 1.0e-2))
    return torch.__and__(near, torch.allclose((self).by_onednn(torch.t(g), torch.t(x), None), torch.mm(torch.t(g), x), 1.0e-4, 1.0e-1))
