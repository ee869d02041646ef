# ---- The optimiser ------------------------------------------------------------------------------

# L2 norm of each gradient, after a share of another part's was added to it, if there is another.
  def norms(self, g: List[Tensor], share: float, other: List[Tensor]) -> Tensor:
    if torch.ne(torch.len(other), 0):
      torch._foreach_add_(g, other, alpha=share)
    return (self).each_norm(g)

# The L2 norm of each array. A CPU would copy narrow ones as float32: here piece by piece, and all to the
# same place, since glibc seldom finds room for an aligned array where one as large has been.
  def each_norm(self, x: List[Tensor]) -> Tensor:
    each = annotate(List[Tensor], [])
    if torch.eq(x[0].device.type, "cpu"):
      place = torch.empty([262144], dtype=6)
      for i in range(torch.len(x)):
        _0 = torch.append(each, (self).norm(torch.flatten(x[i]), place))
    else:
      each = torch._foreach_norm(x, 2, dtype=6)
    return torch.stack(each)

  def norm(self, x: Tensor, place: Tensor) -> Tensor:
    if torch.eq(x.dtype, 6):
      y = torch.linalg_vector_norm(x, 2)
    else:
      parts = annotate(List[Tensor], [])
      for part in torch.split(x, torch.numel(place)):
        _0 = torch.append(parts, torch.linalg_vector_norm(torch.copy_(torch.slice(place, 0, 0, torch.numel(part), 1), part), 2))
      y = torch.linalg_vector_norm(torch.stack(parts), 2)
    return y

# The global norm of gradients times `share`, and what each is multiplied with to be clipped. Norms that
# are not known yet are those of g.
  def clipping(self, norms: Tensor, g: List[Tensor], share: float, limit: float) -> Tuple[Tensor, Tensor]:
    if torch.eq(torch.numel(norms), 0):
      norms = (self).norms(g, 1., g[0:0])
    norm = torch.mul(torch.linalg_vector_norm(norms, 2), share)
    scale = torch.clamp(torch.div(limit, torch.add(norm, 9.9999999999999995e-07)), None, 1.)
    return (norm, torch.mul(scale, share))

# 1 where the loss or the norm is no number, or, if that ends all, where one was before; else 0.
  def no_number(self, both: Tensor, odd: Tensor, ends: bool) -> Tensor:
    none = torch.logical_not(torch.all(torch.isfinite(both)))
    if ends:
      found = torch.masked_fill_(odd, none, 1.)
    else:
      found = torch.to(none, 6)
    return found

# An update of the weights p by gradients times `share`, which are clipped first; m, v and s are what
# AdamW remembers, s the numbers of updates. The host need not look whether it may be done: where the loss or the norm
# is no number, it is not. Then `odd` is 1, and if that `ends` all, it stays so: nothing is updated any
# more; otherwise only this update is left out. `good` keeps the weights whose loss was a number last;
# it may be empty. Gives loss and norm.
  def learn(self, loss: Tensor, norms: Tensor, g: List[Tensor], share: float, limit: float, p: List[Tensor], good: List[Tensor], odd: Tensor, ends: bool, m: List[Tensor], v: List[Tensor], s: List[Tensor], rate: float, beta1: float, beta2: float, eps: float, decay: float) -> Tensor:
    norm, scale = (self).clipping(norms, g, share, limit)
    both = torch.stack([loss, norm])
    found = (self).no_number(both, odd, ends)
    finite = torch.eq(found, 0.)
    for i in range(torch.len(good)):
      _0 = torch.where(finite, p[i], good[i], out=good[i])
    none = annotate(List[Tensor], [])
    torch._foreach_add_(s, torch.rsub(found, 1.))
    torch._fused_adamw_(p, g, m, v, none, s, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False, grad_scale=torch.reciprocal(scale), found_inf=found)
    return both

# The same update where memory is short: weights may be bfloat16, what AdamW remembers may be of eight
# bits (`ms` and `vs` have their scales) or lie on the host. Some rows are computed at a time, in float32,
# about `chunk` numbers; what is no float32 is rounded up or down by chance, so that what is smaller than
# a step of its type is not lost but comes through now and then. Chance follows from place and count;
# `first` is the place of the first of these arrays among all.
  def learn_in_parts(self, loss: Tensor, norms: Tensor, g: List[Tensor], share: float, limit: float, p: List[Tensor], odd: Tensor, ends: bool, m: List[Tensor], v: List[Tensor], s: List[Tensor], ms: List[Tensor], vs: List[Tensor], rate: float, beta1: float, beta2: float, eps: float, decay: float, chunk: int, first: int) -> Tensor:
    norm, scale = (self).clipping(norms, g, share, limit)
    both = torch.stack([loss, norm])
    found = (self).no_number(both, odd, ends)
    fine = torch.eq(found, 0.)
    torch._foreach_add_(s, torch.rsub(found, 1.))
    keep1 = torch.add(torch.mul(found, 1. - beta1), beta1)
    keep2 = torch.add(torch.mul(found, 1. - beta2), beta2)
    now = torch.mul(torch.rsub(found, 1.), rate)
    shrink = torch.rsub(torch.mul(now, decay), 1.)
    for i in range(torch.len(p)):
      width = torch.size(p[i], -1)
      far, root = (self).reach(s[i], now, beta1, beta2)
      for a in range(0, torch.floordiv(torch.numel(p[i]), width), torch.floordiv(chunk, width) + 1):
        b = a + torch.floordiv(chunk, width) + 1
        x = (self).some(p[i], a, b)
        gi = torch.to((self).some(g[i], a, b), 6)
        gi = torch.where(fine, torch.mul(gi, scale), torch.zeros([], dtype=6, device=gi.device))
        noise = (self).noise(gi, a, s[i], first + i)
        mean = (self).remembered((self).some(m[i], a, b), (self).some(ms[i], a, b), gi, 128., 127.)
        square = (self).remembered((self).some(v[i], a, b), (self).some(vs[i], a, b), gi, 0., 255.)
        mean = torch.add(torch.mul(mean, keep1), gi, alpha=1. - beta1)
        square = torch.addcmul(torch.mul(square, keep2), gi, gi, value=1. - beta2)
        way = torch.div(torch.mul(mean, far), torch.add_(torch.mul(torch.sqrt(square), root), eps))
        _0 = (self).remember(mean, (self).some(m[i], a, b), (self).some(ms[i], a, b), 128., 127., torch.bitwise_right_shift(noise, 16))
        _1 = (self).remember(square, (self).some(v[i], a, b), (self).some(vs[i], a, b), 0., 255., torch.bitwise_right_shift(noise, 24))
        _2 = (self).put_by_chance(torch.sub(torch.mul(torch.to(x, 6), shrink), way), x, noise)
    return both

# Takes the last update back, but for its rounding. Gives the weights' norm after, divided by that before.
  def unlearn(self, p: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], ms: List[Tensor], vs: List[Tensor], rate: float, beta1: float, beta2: float, eps: float, decay: float, chunk: int) -> Tensor:
    before = (self).each_norm(p)
    for i in range(torch.len(p)):
      width = torch.size(p[i], -1)
      far, root = (self).reach(s[i], torch.mul(torch.ones_like(s[i]), rate), beta1, beta2)
      for a in range(0, torch.floordiv(torch.numel(p[i]), width), torch.floordiv(chunk, width) + 1):
        b = a + torch.floordiv(chunk, width) + 1
        x = (self).some(p[i], a, b)
        like = torch.to(x, 6)
        mean = (self).remembered((self).some(m[i], a, b), (self).some(ms[i], a, b), like, 128., 127.)
        square = (self).remembered((self).some(v[i], a, b), (self).some(vs[i], a, b), like, 0., 255.)
        way = torch.div(torch.mul(mean, far), torch.add_(torch.mul(torch.sqrt(square), root), eps))
        _0 = torch.copy_(x, torch.div(torch.add(like, way), 1. - rate * decay))
    return torch.div(torch.linalg_vector_norm((self).each_norm(p), 2), torch.linalg_vector_norm(before, 2))

# What a mean is multiplied with, and the root of a square, after so many updates (Adam's correction of
# moments that began with 0).
  def reach(self, s: Tensor, rate: Tensor, beta1: float, beta2: float) -> Tuple[Tensor, Tensor]:
    count = torch.clamp(s, 1., None)
    far = torch.div(rate, torch.rsub(torch.pow(beta1, count), 1.))
    return (far, torch.rsqrt(torch.rsub(torch.pow(beta2, count), 1.)))

# Rows a to b of an array as a matrix, or the nothing that is none.
  def some(self, x: Tensor, a: int, b: int) -> Tensor:
    if torch.eq(torch.numel(x), 0):
      y = x
    else:
      y = torch.slice(torch.view(x, [-1, torch.size(x, -1)]), 0, a, b, 1)
    return y

# A moment of eight bits is the fourth root of its share of the largest in its row: steps of a few
# hundredths near that one, and still a number a thousand million times below it. One of no scales is as it is.
  def remembered(self, codes: Tensor, scales: Tensor, like: Tensor, zero: float, span: float) -> Tensor:
    y = torch.to(codes, like, False, False, None)
    if torch.ne(torch.numel(scales), 0):
      c = torch.div(torch.sub(y, zero), span)
      y = torch.mul_(torch.mul_(torch.mul(torch.abs(c), c), torch.mul(c, c)), torch.to(scales, like, False, False, None))
    return y

  def remember(self, y: Tensor, codes: Tensor, scales: Tensor, zero: float, span: float, noise: Tensor) -> Tensor:
    if torch.eq(torch.numel(scales), 0):
      z = torch.copy_(codes, y)
    else:
      top = torch.amax(torch.abs(y), [-1], True)
      _0 = torch.copy_(scales, top)
      root = torch.sqrt_(torch.sqrt_(torch.div(torch.abs(y), torch.clamp(top, 1.0e-37, None))))
      chance = torch.div(torch.to(torch.bitwise_and(noise, 255), 6), 256.)
      code = torch.floor_(torch.add_(torch.mul_(torch.mul_(root, torch.sign(y)), span), torch.add_(chance, zero)))
      # A square that is not 0 must not become 0: the mean would be divided by eps alone.
      z = torch.copy_(codes, torch.clamp_(torch.maximum(code, torch.sign(y)), 0., 255.))
    return z

# To bfloat16 the upper half of a float32 is kept, after some of its lower half was added to it.
  def put_by_chance(self, y: Tensor, x: Tensor, noise: Tensor) -> Tensor:
    if torch.eq(x.dtype, 15):
      bits = torch.view_copy(y, dtype=3)
      bits = torch.bitwise_and(torch.add(bits, torch.bitwise_and(noise, 65535)), -65536)
      z = torch.copy_(x, torch.view_copy(bits, dtype=6))
    else:
      z = torch.copy_(x, y)
    return z

# 32 bits a number that are the same for the same place, array and count (the last steps of MurmurHash3).
  def noise(self, like: Tensor, row: int, count: Tensor, array: int) -> Tensor:
    n = torch.numel(like)
    first = (row * torch.size(like, -1)) % 1073741824
    key = torch.add(torch.mul(torch.to(count, 3), 668265263), array * 374761 + first)
    h = torch.mul(torch.add(torch.arange(n, dtype=3, device=like.device), key), -1640531527)
    for mixer in [-2048144789, -1028477387]:
      h = torch.mul(torch.bitwise_xor(h, torch.bitwise_right_shift(h, 15)), mixer)
    return torch.view_as(torch.bitwise_xor(h, torch.bitwise_right_shift(h, 16)), like)
