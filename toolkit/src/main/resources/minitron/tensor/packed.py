# Writing on a CPU: a decoder layer in one call, its products with weights in oneDNN's own order. Read
# after kernels.py, whose methods it uses; not every libtorch has oneDNN.

# The order is chosen for products of about `rows` rows. oneDNN 3.7, which is in libtorch 2.7, has an
# order for some widths (172 and 176, say) and some CPUs whose last columns come out wrong. So a packed
# weight is tried first, and one that does not keep its promise is given back as it was.
  def pack(self, w: Tensor, rows: Tensor) -> Tensor:
    packed = ops.mkldnn._reorder_linear_weight(w, int(rows))
    right = True
    for n in [1, int(rows), 128]:
      x = torch.slice(w, 0, 0, n, 1)
      want = torch.linear(x, w)
      near = torch.mul(float(torch.max(torch.abs(want))), 1.0e-5)
      got = ops.mkldnn._linear_pointwise(x, packed, None, "none", annotate(List[Optional[number]], []), "")
      right = torch.__and__(right, torch.allclose(got, want, 1.0e-4, near))
    if right:
      kept = packed
    else:
      kept = w
    return kept

# x . w + b; an empty b is none.
  def packed_linear(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    if torch.eq(torch.numel(b), 0):
      bias: Optional[Tensor] = None
    else:
      bias = b
    if ops.prim.is_mkldnn(w):
      y = ops.mkldnn._linear_pointwise(x, w, bias, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, w, bias)
    return y

# What Decoder.layer tells call by call, in float32 and with cached attention. Norms: before attention
# and before the MLP; weights and biases: q, k, v, o, gate, up, down.
  def packed_layer(self, xRTC: Tensor, norms: List[Tensor], w: List[Tensor], b: List[Tensor], eps: Tensor, cosRT1D: Tensor, sinRT1D: Tensor, keysRSA: Tensor, valuesRSA: Tensor, placesN: Tensor, pastR: Tensor, first: Tensor, seen: Tensor, even: Tensor, window: Tensor) -> Tensor:
    width = [torch.size(xRTC, -1)]
    normed = torch.rms_norm(xRTC, width, norms[0], float(eps))
    q = (self).packed_linear(normed, w[0], b[0])
    k = (self).packed_linear(normed, w[1], b[1])
    v = (self).packed_linear(normed, w[2], b[2])
    heads = (self).cached_attention(q, k, v, cosRT1D, sinRT1D, keysRSA, valuesRSA, placesN, pastR, first, seen, even, window)
    after = torch.add(xRTC, (self).packed_linear(heads, w[3], b[3]))
    mlp = torch.rms_norm(after, width, norms[1], float(eps))
    neurons = (self).swiglu((self).packed_linear(mlp, w[4], b[4]), (self).packed_linear(mlp, w[5], b[5]))
    return torch.add(after, (self).packed_linear(neurons, w[6], b[6]))
