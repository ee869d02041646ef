# Products of a libtorch without oneDNN, or whose oneDNN is wrong. Master weights stay float32 while products run in
# bfloat16: a weight is cast to the type of what it is applied to. An empty b is none.
  def linear(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    if torch.eq(torch.numel(b), 0):
      bias: Optional[Tensor] = None
    else:
      bias = torch.to(b, x.dtype)
    return (self).wide(x, (self).narrowed(w, x), bias)

  def is_packed(self, w: Tensor) -> bool:
    return False

  def packs(self, dtype: int) -> bool:
    return False

# x . w + b of matrices of one type.
  def of_one_type(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    return torch.linear(x, w, b)

  def product(self, x: Tensor, w: Tensor) -> Tensor:
    return torch.linear(x, w)

# a b of matrices of one type.
  def times(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.mm(a, b)
