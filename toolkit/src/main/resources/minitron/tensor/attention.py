# Attention, forward and back. Shapes are those of kernels.py; S are the positions of keys in a cache.

# What tokens see, by the first number of `how`: 0, all before them in their sample, or in their part
# of the only row, where more numbers say where each part begins, and where the last ends; 1, those on
# their way in a tree; 2, those in a cache too. `seen` begins with the angles, cosT1D and sinT1D. Every
# key/value group serves the same number of query heads. A query sees no more than `window` keys, its
# own the last, or all where that is 0.
  def attention(self, qBHTD: Tensor, kBGTD: Tensor, vBGTD: Tensor, how: List[int], seen: List[Tensor], window: int) -> Tensor:
    if torch.eq(how[0], 2):
      y = (self).cached_attention(qBHTD, kBGTD, vBGTD, how, seen, window)
    else:
      if torch.eq(how[0], 1):
        y = (self).tree_attention(qBHTD, kBGTD, vBGTD, seen, window)
      else:
        y, _0 = (self).kept_attention(qBHTD, kBGTD, vBGTD, how, window)
    return y

# Attention to all tokens before, and what its way back on a CPU needs of it: a number a query. It is
# empty where that computes everything anew.
  def kept_attention(self, q: Tensor, k: Tensor, v: Tensor, how: List[int], window: int) -> Tuple[Tensor, Tensor]:
    if torch.eq(torch.len(how), 1):
      y, lse = (self).whole_attention(q, k, v, window)
    else:
      y, lse = (self).parts_attention(q, k, v, how, window)
    return (y, lse)

# That of each part of the only row by itself, one after the other.
  def parts_attention(self, q1HTD: Tensor, k1GTD: Tensor, v1GTD: Tensor, how: List[int], window: int) -> Tuple[Tensor, Tensor]:
    parts = annotate(List[Tensor], [])
    numbers = annotate(List[Tensor], [])
    for i in range(2, torch.len(how)):
      q = torch.slice(q1HTD, 2, how[i - 1], how[i], 1)
      k = torch.slice(k1GTD, 2, how[i - 1], how[i], 1)
      v = torch.slice(v1GTD, 2, how[i - 1], how[i], 1)
      y, lse = (self).whole_attention(q, k, v, window)
      if torch.eq(torch.numel(lse), 0):
        lse = torch.zeros([1, torch.size(q, 1), torch.size(q, 2)], dtype=6, device=q.device)
      parts.append(y)
      numbers.append(lse)
    return (torch.cat(parts, 1), torch.cat(numbers, -1))

  def whole_attention(self, q: Tensor, k: Tensor, v: Tensor, window: int) -> Tuple[Tensor, Tensor]:
    if (self).flashes(k, window):
      times = torch.floordiv(torch.size(q, 1), torch.size(k, 1))
      y, lse = (self).causal(q, (self).spread(k, times), (self).spread(v, times))
    else:
      y = (self).attend(q, k, v, torch.zeros([1], dtype=4, device=q.device), window)
      lse = torch.zeros([0], dtype=6, device=q.device)
    return ((self).flat_heads(y), lse)

  def causal(self, q: Tensor, k: Tensor, v: Tensor) -> Tuple[Tensor, Tensor]:
    if (self).by_products(q):
      y = (self).products_attention(q, k, v)
      lse = torch.zeros([0], dtype=6, device=None)
    else:
      y, lse = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0., True, attn_mask=None, scale=None)
    return (y, lse)

# Whether plain products of many heads are faster. libtorch's attention works on a few queries of one
# head, and in bfloat16 takes longer than in float32; but so do products without oneDNN's.
  def by_products(self, qBHTD: Tensor) -> bool:
    short = torch.__and__(torch.eq(qBHTD.dtype, 15), torch.le(torch.size(qBHTD, 2), 1024))
    return torch.__and__(short, (self).packs(15))

# Some heads at a time, and of them some queries: a megabyte of weights, which are float32.
  def products_attention(self, qBHTD: Tensor, kBHTD: Tensor, vBHTD: Tensor) -> Tensor:
    q = (self).some_heads(qBHTD)
    k = (self).some_heads(kBHTD)
    v = (self).some_heads(vBHTD)
    y = annotate(List[Tensor], [])
    for n in range(torch.len(q)):
      y.append((self).attention_of(q[n], k[n], v[n]))
    return torch.view_as(torch.cat(y, 0), qBHTD)

  def attention_of(self, qNTD: Tensor, kNTD: Tensor, vNTD: Tensor) -> Tensor:
    q = torch.to(qNTD, 6)
    k = torch.to(kNTD, 6)
    y = annotate(List[Tensor], [])
    for i in range(0, torch.size(k, 1), 64):
      p = torch.to((self).block_weights(q, k, i), vNTD.dtype)
      y.append(torch.bmm(p, torch.slice(vNTD, 1, 0, torch.size(p, 2), 1)))
    return torch.cat(y, 1)

  def some_heads(self, xBHTD: Tensor) -> List[Tensor]:
    xNTD = torch.reshape(xBHTD, [-1, torch.size(xBHTD, 2), torch.size(xBHTD, 3)])
    return torch.split(xNTD, torch.floordiv(4096, torch.size(xNTD, 1)), 0)

# What 64 queries from i on see of the keys up to the last of them.
  def block_weights(self, qNTD: Tensor, kNTD: Tensor, i: int) -> Tensor:
    q = torch.slice(qNTD, 1, i, torch.add(i, 64), 1)
    k = torch.slice(kNTD, 1, 0, torch.add(i, 64), 1)
    unseen = torch.full([torch.size(q, 1), torch.size(k, 1)], float("-inf"), dtype=6)
    bias = torch.triu_(unseen, torch.add(i, 1))
    z = torch.baddbmm(bias, q, torch.transpose(k, 1, 2), beta=1, alpha=(self).of_products(q))
    return torch.softmax(z, -1, None)

# What the products of queries and keys are multiplied with.
  def of_products(self, q: Tensor) -> float:
    return torch.div(1., torch.sqrt(torch.size(q, -1)))

# Whether attention has a derivative of its own, which holds no weights: on a CPU, without a window.
  def flashes(self, kBGTD: Tensor, window: int) -> bool:
    return torch.__and__((self).whole(torch.size(kBGTD, 2), window), torch.eq(kBGTD.device.type, "cpu"))

# Queries, keys and values by heads, the former two turned by their positions.
  def turned(self, qkvBTA: List[Tensor], seen: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
    width = torch.size(seen[0], -1)
    q = torch.transpose((self).rotate((self).heads(qkvBTA[0], width), seen[0], seen[1]), 1, 2)
    k = torch.transpose((self).rotate((self).heads(qkvBTA[1], width), seen[0], seen[1]), 1, 2)
    return (q, k, torch.transpose((self).heads(qkvBTA[2], width), 1, 2))

  def heads(self, xBTA: Tensor, width: int) -> Tensor:
    return torch.view(xBTA, [torch.size(xBTA, 0), torch.size(xBTA, 1), -1, width])

  def flat_heads(self, xBHTD: Tensor) -> Tensor:
    return (self).joined(torch.transpose(xBHTD, 1, 2))

  def joined(self, xBTHD: Tensor) -> Tensor:
    return torch.reshape(xBTHD, [torch.size(xBTHD, 0), torch.size(xBTHD, 1), -1])

# Both halves of the channels of every head turn together; T1 is for (B, T, H, D).
  def rotate(self, xBTHD: Tensor, cosT1D: Tensor, sinT1D: Tensor) -> Tensor:
    half = torch.floordiv(torch.size(xBTHD, -1), 2)
    sin = torch.slice(torch.to(sinT1D, xBTHD.dtype), -1, 0, half, 1)
    y = torch.mul(xBTHD, torch.to(cosT1D, xBTHD.dtype))
    _0 = torch.addcmul_(torch.slice(y, -1, 0, half, 1), torch.slice(xBTHD, -1, half, None, 1), sin, value=-1)
    _1 = torch.addcmul_(torch.slice(y, -1, half, None, 1), torch.slice(xBTHD, -1, 0, half, 1), sin)
    return y

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

# A tree, packed into one row. Runs of tokens are attended in groups of like size, padded on the right:
# of each group the places of its queries (R, T), of the keys that they see (R, S), and how many keys
# stand before the first query (R); before them, in `seen`, the angles and orderN, which brings the
# rows of all groups back to the places of their queries.
  def tree_attention(self, q1HND: Tensor, k1GND: Tensor, v1GND: Tensor, seen: List[Tensor], window: int) -> Tensor:
    parts = annotate(List[Tensor], [])
    for i in range(3, torch.len(seen), 3):
      k = (self).pick(k1GND, seen[i + 1])
      v = (self).pick(v1GND, seen[i + 1])
      y = (self).flat_heads((self).attend((self).pick(q1HND, seen[i]), k, v, seen[i + 2], window))
      _0 = torch.append(parts, torch.reshape(y, [-1, torch.size(y, -1)]))
    return torch.unsqueeze(torch.index_select(torch.cat(parts, 0), 0, seen[2]), 0)

# New tokens (R, T) and those that a cache holds (all its rows, S, G x D), in `seen` after the angles:
# keys and values, which take in the new ones at placesN, and how many each row has, pastR. More
# numbers of `how`: the cache's row that the first here is, how many positions the longest row sees,
# and whether all see as many.
  def cached_attention(self, qRHTD: Tensor, kRGTD: Tensor, vRGTD: Tensor, how: List[int], seen: List[Tensor], window: int) -> Tensor:
    width = torch.size(qRHTD, 3)
    rows = torch.size(qRHTD, 0)
    all = torch.mul(torch.size(kRGTD, 1), width)
    _0 = torch.index_copy_(torch.view(seen[2], [-1, all]), 0, seen[4], torch.reshape(torch.transpose(kRGTD, 1, 2), [-1, all]))
    _1 = torch.index_copy_(torch.view(seen[3], [-1, all]), 0, seen[4], torch.reshape(torch.transpose(vRGTD, 1, 2), [-1, all]))
    keys = (self).cached(seen[2], how[1], rows, how[2], width)
    values = (self).cached(seen[3], how[1], rows, how[2], width)
    if torch.eq(torch.size(qRHTD, 2), 1):
      y = (self).attend_one(torch.transpose(qRHTD, 1, 2), keys, values, seen[5], how[3], window)
    else:
      y = (self).flat_heads((self).attend(qRHTD, keys, values, seen[5], window))
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

# (1, H, N, D) at places (R, T): (R, H, T, D). A token's heads lie together, and are copied together.
  def pick(self, x1HND: Tensor, placesRT: Tensor) -> Tensor:
    tokensNA = torch.flatten(torch.squeeze(torch.transpose(x1HND, 1, 2), 0), 1)
    rows = torch.index_select(tokensNA, 0, torch.flatten(placesRT))
    split = torch.view(rows, [torch.size(placesRT, 0), torch.size(placesRT, 1), torch.size(x1HND, 1), -1])
    return torch.transpose(split, 1, 2)

# A query sees the keys up to its own, before which stand `pastR` others; all 0 is plain causality.
  def attend(self, qRHTD: Tensor, kRGSD: Tensor, vRGSD: Tensor, pastR: Tensor, window: int) -> Tensor:
    keys = torch.size(kRGSD, 2)
    if torch.__and__(torch.eq(torch.size(qRHTD, 2), keys), (self).whole(keys, window)):
      y = (self).spread_attention(qRHTD, kRGSD, vRGSD, None)
    else:
      own = torch.arange(torch.size(qRHTD, 2), dtype=4, device=qRHTD.device)
      last = torch.add(torch.unsqueeze(pastR, 1), torch.unsqueeze(own, 0))
      mask = (self).sees(last, keys, window)
      if torch.le(torch.size(qRHTD, 2), torch.mul(torch.size(kRGSD, 1), torch.size(kRGSD, 3))):
        y = (self).grouped_attention(qRHTD, kRGSD, vRGSD, mask)
      else:
        y = (self).spread_attention(qRHTD, kRGSD, vRGSD, mask)
    return y

# With keys and values copied for each head of their group; causal without a mask.
  def spread_attention(self, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor]) -> Tensor:
    times = torch.floordiv(torch.size(q, 1), torch.size(k, 1))
    causal = torch.__is__(mask, None)
    return torch.scaled_dot_product_attention(q, (self).spread(k, times), (self).spread(v, times), mask, 0., causal, scale=None, enable_gqa=False)

# With the heads of a group as its queries: of few queries the mask is less to copy than the keys.
  def grouped_attention(self, qRHTD: Tensor, kRGSD: Tensor, vRGSD: Tensor, maskR1TS: Tensor) -> Tensor:
    times = torch.floordiv(torch.size(qRHTD, 1), torch.size(kRGSD, 1))
    q = torch.reshape(qRHTD, [torch.size(qRHTD, 0), torch.size(kRGSD, 1), -1, torch.size(qRHTD, 3)])
    mask = torch.repeat(maskR1TS, [1, 1, times, 1])
    y = torch.scaled_dot_product_attention(q, kRGSD, vRGSD, mask, 0., False, scale=None, enable_gqa=False)
    return torch.reshape(y, torch.size(qRHTD))

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

# ---- The way back -------------------------------------------------------------------------------

# Rotation is undone by the opposite angle.
  def attention_back(self, gBTA: Tensor, q: Tensor, kBGTD: Tensor, vBGTD: Tensor, headsBTA: Tensor, lse: Tensor, how: List[int], seen: List[Tensor], window: int) -> Tuple[Tensor, Tensor, Tensor]:
    width = torch.size(seen[0], -1)
    g = torch.transpose((self).heads(gBTA, width), 1, 2)
    y = torch.transpose((self).heads(headsBTA, width), 1, 2)
    times = torch.floordiv(torch.size(q, 1), torch.size(kBGTD, 1))
    k = (self).spread(kBGTD, times)
    v = (self).spread(vBGTD, times)
    if torch.eq(torch.len(how), 1):
      gq, gk, gv = (self).whole_back(g, y, q, k, v, lse, window)
    else:
      gq, gk, gv = (self).parts_back(g, y, q, k, v, lse, how, window)
    opposite = torch.neg(seen[1])
    gqBTHD = (self).rotate(torch.transpose(gq, 1, 2), seen[0], opposite)
    gkBTGD = (self).rotate(torch.transpose((self).gathered(gk, times), 1, 2), seen[0], opposite)
    gvBTGD = torch.transpose((self).gathered(gv, times), 1, 2)
    return ((self).joined(gqBTHD), (self).joined(gkBTGD), (self).joined(gvBTGD))

# That of each part of the only row; the results lie as (1, T, H, D).
  def parts_back(self, g1HTD: Tensor, y1HTD: Tensor, q1HTD: Tensor, k1HTD: Tensor, v1HTD: Tensor, lse: Tensor, how: List[int], window: int) -> Tuple[Tensor, Tensor, Tensor]:
    gqs = annotate(List[Tensor], [])
    gks = annotate(List[Tensor], [])
    gvs = annotate(List[Tensor], [])
    for i in range(2, torch.len(how)):
      g = torch.slice(g1HTD, 2, how[i - 1], how[i], 1)
      y = torch.slice(y1HTD, 2, how[i - 1], how[i], 1)
      q = torch.slice(q1HTD, 2, how[i - 1], how[i], 1)
      k = torch.slice(k1HTD, 2, how[i - 1], how[i], 1)
      v = torch.slice(v1HTD, 2, how[i - 1], how[i], 1)
      gq, gk, gv = (self).whole_back(g, y, q, k, v, torch.slice(lse, -1, how[i - 1], how[i], 1), window)
      gqs.append(torch.transpose(gq, 1, 2))
      gks.append(torch.transpose(gk, 1, 2))
      gvs.append(torch.transpose(gv, 1, 2))
    return (torch.transpose(torch.cat(gqs, 1), 1, 2), torch.transpose(torch.cat(gks, 1), 1, 2), torch.transpose(torch.cat(gvs, 1), 1, 2))

  def whole_back(self, g: Tensor, y: Tensor, q: Tensor, k: Tensor, v: Tensor, lse: Tensor, window: int) -> Tuple[Tensor, Tensor, Tensor]:
    if (self).flashes(k, window):
      gq, gk, gv = (self).causal_back(g, q, k, v, y, lse)
    else:
      gq, gk, gv = (self).plain_back(g, y, q, k, v, window)
    return (gq, gk, gv)

  def causal_back(self, g: Tensor, q: Tensor, k: Tensor, v: Tensor, y: Tensor, lse: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    if (self).by_products(q):
      gq, gk, gv = (self).products_attention_back(g, q, k, v)
    else:
      gq, gk, gv = torch._scaled_dot_product_flash_attention_for_cpu_backward(g, q, k, v, y, lse, 0., True, attn_mask=None, scale=None)
    return (gq, gk, gv)

  def products_attention_back(self, gBHTD: Tensor, qBHTD: Tensor, kBHTD: Tensor, vBHTD: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    g = (self).some_heads(gBHTD)
    q = (self).some_heads(qBHTD)
    k = (self).some_heads(kBHTD)
    v = (self).some_heads(vBHTD)
    gq = annotate(List[Tensor], [])
    gk = annotate(List[Tensor], [])
    gv = annotate(List[Tensor], [])
    for n in range(torch.len(q)):
      gqn, gkn, gvn = (self).attention_of_back(g[n], q[n], k[n], v[n])
      gq.append(gqn)
      gk.append(gkn)
      gv.append(gvn)
    return (torch.view_as(torch.cat(gq, 0), qBHTD), torch.view_as(torch.cat(gk, 0), kBHTD), torch.view_as(torch.cat(gv, 0), vBHTD))

# The weights are computed anew; sums over queries are float32.
  def attention_of_back(self, gNTD: Tensor, qNTD: Tensor, kNTD: Tensor, vNTD: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    q = torch.to(qNTD, 6)
    k = torch.to(kNTD, 6)
    gq = annotate(List[Tensor], [])
    gk = torch.zeros_like(k)
    gv = torch.zeros_like(k)
    for i in range(0, torch.size(k, 1), 64):
      p = (self).block_weights(q, k, i)
      j = torch.size(p, 2)
      g = torch.slice(gNTD, 1, i, j, 1)
      gp = torch.to(torch.bmm(g, torch.transpose(torch.slice(vNTD, 1, 0, j, 1), 1, 2)), 6)
      gz = torch.to(torch._softmax_backward_data(gp, p, -1, 6), kNTD.dtype)
      gq.append(torch.bmm(gz, torch.slice(kNTD, 1, 0, j, 1)))
      _0 = torch.add_(torch.slice(gk, 1, 0, j, 1), torch.bmm(torch.transpose(gz, 1, 2), torch.slice(qNTD, 1, i, j, 1)))
      _1 = torch.add_(torch.slice(gv, 1, 0, j, 1), torch.bmm(torch.transpose(torch.to(p, vNTD.dtype), 1, 2), g))
    scale = (self).of_products(q)
    return (torch.mul_(torch.cat(gq, 1), scale), torch.to(torch.mul_(gk, scale), kNTD.dtype), torch.to(gv, vNTD.dtype))

# The derivative on any device and with a window: some queries at a time, whose weights are held for
# all heads, 256 MB of them.
  def plain_back(self, g: Tensor, y: Tensor, q: Tensor, k: Tensor, v: Tensor, window: int) -> Tuple[Tensor, Tensor, Tensor]:
    keys = torch.size(k, 2)
    step = torch.floordiv(67108864, torch.mul(torch.mul(torch.size(q, 0), torch.size(q, 1)), keys)) + 1
    gq = torch.empty_like(q)
    gk, gv = (self).some_back(g, y, q, gq, k, v, window, 0, step)
    for i in range(step, keys, step):
      gk1, gv1 = (self).some_back(g, y, q, gq, k, v, window, i, min(i + step, keys))
      gk = torch.add(gk, gk1)
      gv = torch.add(gv, gv1)
    return (gq, torch.to(gk, q.dtype), torch.to(gv, q.dtype))

# That of the queries from i to j, which goes to their rows of gq; and the sums in keys and values, float32.
  def some_back(self, gBHTD: Tensor, yBHTD: Tensor, qBHTD: Tensor, gq: Tensor, k: Tensor, v: Tensor, window: int, i: int, j: int) -> Tuple[Tensor, Tensor]:
    g = torch.slice(gBHTD, 2, i, j, 1)
    q = torch.slice(qBHTD, 2, i, j, 1)
    keys = torch.size(k, 2)
    scale = (self).of_products(q)
    last = torch.unsqueeze(torch.slice(torch.arange(keys, dtype=4, device=q.device), 0, i, j, 1), 0)
    unseen = torch.logical_not((self).sees(last, keys, window))
    z = torch.to(torch.mul(torch.matmul(q, torch.transpose(k, 2, 3)), scale), 6)
    p = torch.softmax(torch.masked_fill_(z, unseen, float("-inf")), -1, None)
    pd = torch.to(p, q.dtype)
    gp = torch.to(torch.matmul(g, torch.transpose(v, 2, 3)), 6)
    along = torch.sum(torch.to(torch.mul(g, torch.slice(yBHTD, 2, i, j, 1)), 6), [-1], True)
    gz = torch.to(torch.mul(torch.mul_(torch.sub_(gp, along), p), scale), q.dtype)
    _0 = torch.copy_(torch.slice(gq, 2, i, j, 1), torch.matmul(gz, k))
    gk = torch.to(torch.matmul(torch.transpose(gz, 2, 3), q), 6)
    return (gk, torch.to(torch.matmul(torch.transpose(pd, 2, 3), g), 6))

# The sum over the heads of a group.
  def gathered(self, xBHTD: Tensor, times: int) -> Tensor:
    if torch.eq(times, 1):
      y = xBHTD
    else:
      groups = torch.view(torch.contiguous(xBHTD), [torch.size(xBHTD, 0), -1, times, torch.size(xBHTD, 2), torch.size(xBHTD, 3)])
      y = torch.sum(groups, [2], False, dtype=None)
    return y
