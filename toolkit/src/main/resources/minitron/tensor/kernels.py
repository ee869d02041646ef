# The tensor work of the toolkit, as TorchScript that libtorch runs on the device of its inputs.
# Serialized TorchScript wants the torch.* spelling of every operator. Shapes, as everywhere:
# B batch, T time, C hidden channels, H query heads, G key/value groups, D channels of a head,
# M MLP neurons, V vocabulary, N tokens (B and T flattened). Types: 0 is uint8, 6 float32, 15 bfloat16.

# ---- The forward pass ---------------------------------------------------------------------------

  def embed(self, wVC: Tensor, idsBT: Tensor) -> Tensor:
    return torch.embedding(wVC, idsBT)

  def rms_norm(self, xBTC: Tensor, wC: Tensor, eps: Tensor, dtype: Tensor) -> Tensor:
    y = torch.rms_norm(xBTC, [torch.size(xBTC, -1)], wC, float(eps))
    return torch.to(y, int(dtype))

# The weight is cast to the type of what it is applied to, so that master weights stay float32 while
# products run in bfloat16; no autocast decides elsewhere.
  def linear(self, x: Tensor, w: Tensor) -> Tensor:
    return torch.linear(x, torch.to(w, x.dtype))

  def linear_bias(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return torch.linear(x, torch.to(w, x.dtype), torch.to(b, x.dtype))

  def rotate(self, xBHTD: Tensor, cosTD: Tensor, sinTD: Tensor) -> Tensor:
    half = torch.floordiv(torch.size(xBHTD, -1), 2)
    a = torch.slice(xBHTD, -1, 0, half, 1)
    b = torch.slice(xBHTD, -1, half, None, 1)
    turned = torch.cat([torch.neg(b), a], -1)
    return torch.add(torch.mul(xBHTD, cosTD), torch.mul(turned, sinTD))

  def heads(self, xBTA: Tensor, width: int) -> Tensor:
    split = torch.view(xBTA, [torch.size(xBTA, 0), torch.size(xBTA, 1), -1, width])
    return torch.transpose(split, 1, 2)

  def spread(self, xBGTD: Tensor, times: int) -> Tensor:
    if torch.eq(times, 1):
      y = xBGTD
    else:
      b = torch.size(xBGTD, 0)
      g = torch.size(xBGTD, 1)
      t = torch.size(xBGTD, 2)
      wide = torch.expand(torch.unsqueeze(xBGTD, 2), [-1, -1, times, -1, -1])
      y = torch.reshape(wide, [b, torch.mul(g, times), t, -1])
    return y

# Causal attention; every key/value group serves the same number of query heads. Here and below a
# query sees no more than `window` keys, its own the last, or all where that is 0.
  def attention(self, qBTA: Tensor, kBTA: Tensor, vBTA: Tensor, cosTD: Tensor, sinTD: Tensor, window: Tensor) -> Tensor:
    width = torch.size(cosTD, -1)
    cos = torch.to(cosTD, qBTA.dtype)
    sin = torch.to(sinTD, qBTA.dtype)
    q = (self).rotate((self).heads(qBTA, width), cos, sin)
    k = (self).rotate((self).heads(kBTA, width), cos, sin)
    v = (self).heads(vBTA, width)
    none = torch.zeros([1], dtype=4, device=qBTA.device)
    y = (self).attend(q, k, v, none, int(window))
    return torch.reshape(torch.transpose(y, 1, 2), [torch.size(qBTA, 0), torch.size(qBTA, 1), -1])

# Attention of tokens that form a tree, packed into one row. Runs of tokens are attended in groups of
# like size, padded on the right: the places of a group's queries (R, T) and of the keys that they
# see (R, S), and how many keys stand before the first query (R). orderN brings the rows of all
# groups back to the places of their queries.
  def tree_attention(self, qBTA: Tensor, kBTA: Tensor, vBTA: Tensor, cosTD: Tensor, sinTD: Tensor, queries: List[Tensor], keys: List[Tensor], pasts: List[Tensor], orderN: Tensor, window: Tensor) -> Tensor:
    width = torch.size(cosTD, -1)
    cos = torch.to(cosTD, qBTA.dtype)
    sin = torch.to(sinTD, qBTA.dtype)
    q = (self).rotate((self).heads(qBTA, width), cos, sin)
    k = (self).rotate((self).heads(kBTA, width), cos, sin)
    v = (self).heads(vBTA, width)
    parts = annotate(List[Tensor], [])
    for i in range(torch.len(queries)):
      y = (self).attend((self).pick(q, queries[i]), (self).pick(k, keys[i]), (self).pick(v, keys[i]), pasts[i], int(window))
      _0 = torch.append(parts, torch.reshape(torch.transpose(y, 1, 2), [-1, torch.size(qBTA, -1)]))
    return torch.unsqueeze(torch.index_select(torch.cat(parts, 0), 0, orderN), 0)

# Attention of new tokens (R, T) to those that a cache holds (all its rows, S, G x D) and to
# themselves: row r's first stands at position pastR, and the cache's arrays take in the new keys and
# values at placesN. The rows here are those of the cache from `first` on; the longest sees `seen`
# positions, and `even` says that all rows see as many.
  def cached_attention(self, qRTA: Tensor, kRTA: Tensor, vRTA: Tensor, cosRT1D: Tensor, sinRT1D: Tensor, keysRSA: Tensor, valuesRSA: Tensor, placesN: Tensor, pastR: Tensor, first: Tensor, seen: Tensor, even: Tensor, window: Tensor) -> Tensor:
    rows = torch.size(qRTA, 0)
    time = torch.size(qRTA, 1)
    width = torch.size(cosRT1D, -1)
    all = torch.size(kRTA, -1)
    q = (self).rotate(torch.view(qRTA, [rows, time, -1, width]), cosRT1D, sinRT1D)
    k = (self).rotate(torch.view(kRTA, [rows, time, -1, width]), cosRT1D, sinRT1D)
    _0 = torch.index_copy_(torch.view(keysRSA, [-1, all]), 0, placesN, torch.view(k, [-1, all]))
    _1 = torch.index_copy_(torch.view(valuesRSA, [-1, all]), 0, placesN, torch.reshape(vRTA, [-1, all]))
    keys = (self).cached(keysRSA, int(first), rows, int(seen), width)
    values = (self).cached(valuesRSA, int(first), rows, int(seen), width)
    if torch.eq(time, 1):
      y = (self).attend_one(q, keys, values, pastR, int(even), int(window))
    else:
      heads = (self).attend(torch.transpose(q, 1, 2), keys, values, pastR, int(window))
      y = torch.reshape(torch.transpose(heads, 1, 2), [rows, time, -1])
    return y

# The first positions of some rows of a cache, by heads: (R, G, S, D), nothing copied.
  def cached(self, allRSA: Tensor, first: int, rows: int, seen: int, width: int) -> Tensor:
    part = torch.slice(torch.slice(allRSA, 0, first, torch.add(first, rows), 1), 1, 0, seen, 1)
    return torch.transpose(torch.view(part, [rows, seen, -1, width]), 1, 2)

# One query a row: the heads of a group stand as its queries, so that no key is copied.
  def attend_one(self, qR1HD: Tensor, kRGSD: Tensor, vRGSD: Tensor, pastR: Tensor, even: int, window: int) -> Tensor:
    rows = torch.size(qR1HD, 0)
    q = torch.reshape(qR1HD, [rows, torch.size(kRGSD, 1), -1, torch.size(qR1HD, 3)])
    if torch.__and__(torch.eq(even, 1), (self).whole(torch.size(kRGSD, 2), window)):
      y = torch.scaled_dot_product_attention(q, kRGSD, vRGSD, None, 0., False, scale=None, enable_gqa=False)
    else:
      mask = (self).sees(torch.unsqueeze(pastR, 1), torch.size(kRGSD, 2), window)
      y = torch.scaled_dot_product_attention(q, kRGSD, vRGSD, mask, 0., False, scale=None, enable_gqa=False)
    return torch.reshape(y, [rows, 1, -1])

# (1, H, N, D) at places (R, T): (R, H, T, D).
  def pick(self, x1HND: Tensor, placesRT: Tensor) -> Tensor:
    rows = torch.index_select(x1HND, 2, torch.reshape(placesRT, [-1]))
    split = torch.view(rows, [torch.size(x1HND, 1), torch.size(placesRT, 0), torch.size(placesRT, 1), -1])
    return torch.transpose(split, 0, 1)

# A query sees the keys up to its own, before which stand `pastR` others; all 0 is plain causality.
  def attend(self, qRHTD: Tensor, kRGSD: Tensor, vRGSD: Tensor, pastR: Tensor, window: int) -> Tensor:
    times = torch.floordiv(torch.size(qRHTD, 1), torch.size(kRGSD, 1))
    k = (self).spread(kRGSD, times)
    v = (self).spread(vRGSD, times)
    keys = torch.size(k, 2)
    if torch.__and__(torch.eq(torch.size(qRHTD, 2), keys), (self).whole(keys, window)):
      y = torch.scaled_dot_product_attention(qRHTD, k, v, None, 0., True, scale=None, enable_gqa=False)
    else:
      own = torch.arange(torch.size(qRHTD, 2), dtype=4, device=qRHTD.device)
      last = torch.add(torch.unsqueeze(pastR, 1), torch.unsqueeze(own, 0))
      mask = (self).sees(last, keys, window)
      y = torch.scaled_dot_product_attention(qRHTD, k, v, mask, 0., False, scale=None, enable_gqa=False)
    return y

# Whether a window is no bound for so many keys.
  def whole(self, keys: int, window: int) -> bool:
    return torch.__or__(torch.eq(window, 0), torch.ge(window, keys))

# Which keys the queries see whose own stand at `lastRT` (R, 1, T, S). Padding behind the last key sees
# that one, so that it is a number.
  def sees(self, lastRT: Tensor, keys: int, window: int) -> Tensor:
    key = torch.arange(keys, dtype=4, device=lastRT.device)
    last = torch.unsqueeze(lastRT, 2)
    if (self).whole(keys, window):
      mask = torch.le(key, last)
    else:
      before = torch.clamp(torch.sub(last, window), None, torch.sub(keys, 2))
      mask = torch.logical_and(torch.le(key, last), torch.gt(key, before))
    return torch.unsqueeze(mask, 1)

  def swiglu(self, gateBTM: Tensor, upBTM: Tensor) -> Tensor:
    return torch.mul(torch.silu(gateBTM), upBTM)

  def add(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(x, y)

# The rows of the hidden state at the given positions of the flattened batch.
  def rows(self, xBTC: Tensor, positionsN: Tensor) -> Tensor:
    return torch.index_select(torch.reshape(xBTC, [-1, torch.size(xBTC, -1)]), 0, positionsN)

  def flat(self, xBTC: Tensor) -> Tensor:
    return torch.reshape(xBTC, [-1, torch.size(xBTC, -1)])

# ---- The head and its losses, in chunks of tokens: tokens x vocabulary is never held whole ------

# Log-probability of every target and whether it is the most likely token; one or more targets a row.
  def token_scores(self, hNC: Tensor, wVC: Tensor, targetsNK: Tensor, chunk: Tensor) -> Tuple[Tensor, Tensor]:
    n = torch.size(hNC, 0)
    targets = torch.reshape(targetsNK, [n, -1])
    logp = torch.empty_like(targets, dtype=6)
    greedy = torch.empty_like(targets, dtype=6)
    step = int(chunk)
    for i in range(0, n, step):
      j = min(i + step, n)
      t = torch.slice(targets, 0, i, j, 1)
      z = torch.to(torch.linear(torch.slice(hNC, 0, i, j, 1), torch.to(wVC, hNC.dtype)), 6)
      p = torch.sub(torch.gather(z, 1, t), torch.logsumexp(z, [1], True))
      _0 = torch.copy_(torch.slice(logp, 0, i, j, 1), p)
      _1 = torch.copy_(torch.slice(greedy, 0, i, j, 1), torch.eq(torch.argmax(z, 1, True), t))
    return (logp, greedy)

# Sum of float32 values in float64, one after the other: the bits do not depend on a device's blocks.
  def sum_in_order(self, x: Tensor) -> Tensor:
    sums = torch.cumsum(torch.to(torch.reshape(x, [-1]), 7), 0)
    return torch.slice(sums, 0, -1, None, 1)

# Mean cross-entropy with its gradients in the hidden states and the head.
  def cross_entropy(self, hNC: Tensor, wVC: Tensor, targetsN: Tensor, chunk: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    return (self).head_loss(hNC, wVC, [torch.unsqueeze(targetsN, 1)], int(chunk))

# Mean forward KL(teacher || student) with its gradients in the student's hidden states and head.
  def forward_kl(self, hNC: Tensor, wVC: Tensor, hTeacher: Tensor, wTeacher: Tensor, chunk: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    return (self).head_loss(hNC, wVC, [hTeacher, torch.to(wTeacher, hTeacher.dtype)], int(chunk))

# What a row is compared with: its target, or a teacher's hidden state and the teacher's head.
  def head_loss(self, hNC: Tensor, wVC: Tensor, against: List[Tensor], step: int) -> Tuple[Tensor, Tensor, Tensor]:
    n = torch.size(hNC, 0)
    w = torch.to(wVC, hNC.dtype)
    loss = torch.zeros([], dtype=6, device=hNC.device)
    gh = torch.empty_like(hNC)
    gw = torch.zeros_like(wVC, dtype=6)
    for i in range(0, n, step):
      j = min(i + step, n)
      h = torch.slice(hNC, 0, i, j, 1)
      other = torch.slice(against[0], 0, i, j, 1)
      logq = torch.log_softmax(torch.linear(h, w), -1, 6)
      if torch.eq(torch.len(against), 1):
        part = torch.neg(torch.sum(torch.gather(logq, 1, other)))
        g = torch.scatter_add_(torch.exp_(logq), 1, other, torch.full_like(other, -1., dtype=6))
      else:
        logp = torch.log_softmax(torch.linear(other, against[1]), -1, 6)
        p = torch.exp(logp)
        part = torch.sum(torch.mul_(torch.sub_(logp, logq), p))
        g = torch.sub_(torch.exp_(logq), p)
      loss = torch.add(loss, part)
      gd = torch.to(torch.div_(g, n), hNC.dtype)
      _0 = torch.copy_(torch.slice(gh, 0, i, j, 1), torch.mm(gd, w))
      if torch.eq(h.dtype, 6):
        gw = torch.addmm_(gw, torch.t(gd), h)
      else:
        gw = torch.add_(gw, torch.mm(torch.t(gd), h))
    return (torch.div(loss, n), gh, gw)

# A loss whose gradients are known already becomes part of the graph.
  def graft(self, loss: Tensor, h: Tensor, w: Tensor, gh: Tensor, gw: Tensor) -> Tensor:
    z = torch.add(torch.sum(torch.mul(h, gh)), torch.sum(torch.mul(w, gw)))
    return torch.add(torch.sub(z, torch.detach(z)), loss)

# ---- The optimiser ------------------------------------------------------------------------------

  def gradients(self, loss: Tensor, p: List[Tensor]) -> List[Tensor]:
    found = torch.grad([loss], p, None, None, False, False)
    g = annotate(List[Tensor], [])
    for i in range(torch.len(found)):
      _0 = torch.append(g, unchecked_cast(Tensor, found[i]))
    return g

# Scales the gradients to a global norm of at most `limit`, as torch's clip_grad_norm_; gives the norm.
  def clip(self, g: List[Tensor], limit: Tensor) -> Tensor:
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)), 2)
    scale = torch.clamp(torch.div(float(limit), torch.add(norm, 9.9999999999999995e-07)), None, 1.)
    torch._foreach_mul_(g, scale)
    return norm

  def adamw(self, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], rate: Tensor, beta1: Tensor, beta2: Tensor, eps: Tensor, decay: Tensor) -> Tensor:
    none = annotate(List[Tensor], [])
    torch._foreach_add_(s, 1)
    torch._fused_adamw_(p, g, m, v, none, s, lr=float(rate), beta1=float(beta1), beta2=float(beta2), weight_decay=float(decay), eps=float(eps), amsgrad=False, maximize=False)
    return s[0]

  def copy_all(self, to: List[Tensor], src: List[Tensor]) -> Tensor:
    torch._foreach_copy_(to, src)
    return to[0]

# ---- Importance ---------------------------------------------------------------------------------

# One number a sample and channel: 0 mean of |x|, 1 L2 norm, 2 variance over the valid time steps.
  def over_time(self, xBTC: Tensor, maskBT1: Tensor, how: Tensor) -> Tensor:
    x = torch.to(xBTC, 6)
    count = torch.sum(maskBT1, [1])
    if torch.eq(int(how), 0):
      y = torch.div(torch.sum(torch.mul(torch.abs(x), maskBT1), [1]), count)
    else:
      if torch.eq(int(how), 1):
        y = torch.sqrt(torch.sum(torch.mul(torch.pow(x, 2), maskBT1), [1]))
      else:
        mean = torch.unsqueeze(torch.div(torch.sum(torch.mul(x, maskBT1), [1]), count), 1)
        y = torch.div(torch.sum(torch.mul(torch.pow(torch.sub(x, mean), 2), maskBT1), [1]), count)
    return y

# Adds a batch of samples to running float64 sums over samples: row 0 of s, row 1 of s squared.
  def over_samples(self, sums2C: Tensor, sBC: Tensor) -> Tensor:
    s = torch.to(sBC, 7)
    both = torch.stack([torch.sum(s, [0]), torch.sum(torch.pow(s, 2), [0])])
    return torch.add_(sums2C, both)

# Sum over the valid tokens of 1 - cos(x, y); the cosine is clamped to [-1, 1].
  def cosine_distance(self, xBTC: Tensor, yBTC: Tensor, maskBT1: Tensor) -> Tensor:
    cos = torch.clamp(torch.cosine_similarity(xBTC, yBTC, -1, 1e-08), -1., 1.)
    return torch.sum(torch.mul(torch.rsub(cos, 1.), torch.squeeze(maskBT1, 2)))

# ---- Weights in and out -------------------------------------------------------------------------

  def select(self, x: Tensor, axis: Tensor, kept: Tensor) -> Tensor:
    return torch.index_select(x, int(axis), kept)

  def to_float(self, x: Tensor) -> Tensor:
    return torch.to(x, 6, False, True)

  def round_to_bf16(self, x: Tensor) -> Tensor:
    return torch.to(torch.to(x, 15), 6)

  def bf16_to_float(self, bytes: Tensor) -> Tensor:
    return torch.to(torch.view_copy(bytes, dtype=15), 6)

  def float_to_bf16(self, x: Tensor) -> Tensor:
    return torch.view_copy(torch.to(torch.flatten(x), 15), dtype=0)

  def float_to_f16(self, x: Tensor) -> Tensor:
    return torch.to(x, 5)

  def put_rows(self, all: Tensor, part: Tensor, first: Tensor) -> Tensor:
    i = int(first)
    return torch.copy_(torch.slice(all, 0, i, torch.add(i, torch.size(part, 0)), 1), part)

  def take_rows(self, all: Tensor, first: Tensor, count: Tensor) -> Tensor:
    i = int(first)
    return torch.slice(all, 0, i, torch.add(i, int(count)), 1)
