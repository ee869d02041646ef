# Products with weights in oneDNN's own order, as TorchScript; not every libtorch has oneDNN.

# The order is chosen for products of about `rows` rows.
  def pack(self, w: Tensor, rows: Tensor) -> Tensor:
    return ops.mkldnn._reorder_linear_weight(w, int(rows))

  def linear(self, x: Tensor, packed: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, packed, None, "none", annotate(List[Optional[number]], []), "")

  def linear_bias(self, x: Tensor, packed: Tensor, b: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, packed, b, "none", annotate(List[Optional[number]], []), "")
