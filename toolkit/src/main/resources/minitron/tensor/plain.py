# Products of a libtorch without oneDNN, or whose oneDNN is wrong. Master weights stay float32 while products run in
# bfloat16: a weight is cast to the type of what it is applied to. An empty b is none.
  def linear(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    if torch.eq(torch.numel(b), 0):
      y = torch.linear(x, torch.to(w, x.dtype))
    else:
      y = torch.linear(x, torch.to(w, x.dtype), torch.to(b, x.dtype))
    return y

# x . w of matrices of one type.
  def product(self, x: Tensor, w: Tensor) -> Tensor:
    return torch.linear(x, w)
