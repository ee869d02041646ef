# The tensor work of the toolkit, as TorchScript that libtorch runs on the device of its inputs.
# Serialized TorchScript wants the torch.* spelling of every operator. Shapes, as everywhere:
# B batch, T time, C hidden channels, A attention channels, H query heads, G key/value groups, D
# channels of a head, M MLP neurons, V vocabulary, N tokens (B and T flattened). Types: 0 is uint8, 6
# float32, 15 bfloat16, 4 int64. Matrix products (linear, product) are those of onednn.py or plain.py.

# ---- The forward pass ---------------------------------------------------------------------------

  def embed(self, wVC: Tensor, idsBT: Tensor) -> Tensor:
    return torch.to(torch.embedding(wVC, idsBT), 6)

# A decoder layer: attention and MLP, each with a norm before it and added to the stream. Weights and
# biases: q, k, v, o, gate, up, down; an empty bias is none. What tokens see is said by `how` and
# `seen`, see attention. `kept` takes in what is wanted beside the result: 1 for importance, 2 for the
# way back.
  def layer(self, xBTC: Tensor, norms: List[Tensor], w: List[Tensor], b: List[Tensor], eps: float, dtype: int, how: List[int], seen: List[Tensor], window: int, kept: List[Tensor], wanted: int) -> Tensor:
    inverse0 = (self).inverse_rms(xBTC, eps)
    normedBTC = (self).scaled(xBTC, inverse0, norms[0], dtype)
    q, k, v = (self).turned((self).products(normedBTC, w[0:3], b[0:3]), seen)
    if torch.eq(wanted, 2):
      headsBTA, lse = (self).kept_attention(q, k, v, how, window)
      kept.extend([lse, q, k, v])
    else:
      headsBTA = (self).attention(q, k, v, how, seen, window)
    afterBTC = (self).plus(xBTC, (self).linear(headsBTA, w[3], b[3]))
    inverse1 = (self).inverse_rms(afterBTC, eps)
    mlpBTC = (self).scaled(afterBTC, inverse1, norms[1], dtype)
    gateBTM, upBTM = (self).products(mlpBTC, w[4:6], b[4:6])
    if torch.eq(wanted, 2):
      kept.extend([xBTC, headsBTA, afterBTC, gateBTM, upBTM, inverse0, inverse1])
      neuronsBTM = torch.mul(torch.silu(gateBTM), upBTM)
    else:
      neuronsBTM = torch.mul_(torch.silu_(gateBTM), upBTM)
    if torch.eq(wanted, 1):
      kept.extend([normedBTC, headsBTA, mlpBTC, neuronsBTM])
    return (self).plus(afterBTC, (self).linear(neuronsBTM, w[6], b[6]))

# One layer by itself: its result, and what importance looks at if that is wanted.
  def one_layer(self, xBTC: Tensor, norms: List[Tensor], w: List[Tensor], b: List[Tensor], eps: float, dtype: int, how: List[int], seen: List[Tensor], window: int, wanted: int) -> List[Tensor]:
    kept = annotate(List[Tensor], [])
    y = (self).layer(xBTC, norms, w, b, eps, dtype, how, seen, window, kept, wanted)
    return torch.add([y], kept)

# By the root mean square over the channels, in float32.
  def rms_norm(self, xBTC: Tensor, wC: Tensor, eps: float, dtype: int) -> Tensor:
    return (self).scaled(xBTC, (self).inverse_rms(xBTC, eps), wC, dtype)

  def scaled(self, xBTC: Tensor, inverse: Tensor, wC: Tensor, dtype: int) -> Tensor:
    return torch.to(torch.mul_(torch.mul(xBTC, inverse), wC), dtype)

  def inverse_rms(self, xBTC: Tensor, eps: float) -> Tensor:
    square = torch.mean(torch.pow(xBTC, 2), [-1], True)
    return torch.rsqrt_(torch.add_(square, eps))

# The stream x, which stays as it is, and what is added to it, which does not.
  def plus(self, x: Tensor, y: Tensor) -> Tensor:
    if torch.eq(x.dtype, y.dtype):
      z = torch.add_(y, x)
    else:
      z = torch.add(x, y)
    return z

# The rows of the hidden state at the given positions of the flattened batch; all if these are no int64.
  def rows(self, xBTC: Tensor, positionsN: Tensor) -> Tensor:
    flat = (self).flat(xBTC)
    if torch.eq(positionsN.dtype, 4):
      flat = torch.index_select(flat, 0, positionsN)
    return flat

  def flat(self, xBTC: Tensor) -> Tensor:
    return torch.reshape(xBTC, [-1, torch.size(xBTC, -1)])

# ---- The head and its losses, in chunks of tokens: tokens x vocabulary is never held whole ------



# Log-probability of every target, and whether it is the most likely token if that is asked; one or
# more targets a row.
  def token_scores(self, hNC: Tensor, wVC: Tensor, targetsNK: Tensor, step: int, ask: bool) -> Tuple[Tensor, Tensor]:
    n = torch.size(hNC, 0)
    targets = torch.reshape(targetsNK, [n, -1])
    logp = torch.empty_like(targets, dtype=6)
    greedy = torch.zeros_like(targets, dtype=6)
    w = (self).narrowed(wVC, hNC)
    for i in range(0, n, step):
      j = min(i + step, n)
      zNV = (self).wide(torch.slice(hNC, 0, i, j, 1), w, None)
      some = (self).some_of(step, zNV)
      for a in range(i, j, some):
        b = min(a + some, j)
        t = torch.slice(targets, 0, a, b, 1)
        z = torch.slice(zNV, 0, a - i, b - i, 1)
        _0 = torch.copy_(torch.slice(logp, 0, a, b, 1), torch.gather(torch.log_softmax(z, 1, 6), 1, t))
        if ask:
          _1 = torch.copy_(torch.slice(greedy, 0, a, b, 1), torch.eq(torch.argmax(z, 1, True), t))
    return (logp, greedy)

# A weight in the type of what it is multiplied with, if that is not the wider one.
  def narrowed(self, w: Tensor, x: Tensor) -> Tensor:
    if torch.eq(x.dtype, 6):
      y = w
    else:
      y = torch.to(w, x.dtype)
    return y

# x . w + b where the weight may be narrower than x, as it lies in a file. It is never held in x's type
# as a whole: some of its rows are cast at a time, 16 MB of them.
  def wide(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if torch.eq(w.dtype, x.dtype):
      y = (self).of_one_type(x, w, b)
    else:
      sizes = torch.size(x)
      sizes[-1] = torch.size(w, 0)
      y = torch.empty(sizes, dtype=x.dtype, device=x.device)
      step = torch.floordiv(4194304, torch.size(w, 1)) + 1
      for i in range(0, torch.size(w, 0), step):
        j = min(i + step, torch.size(w, 0))
        bias: Optional[Tensor] = None
        if torch.__isnot__(b, None):
          bias = torch.slice(unchecked_cast(Tensor, b), 0, i, j, 1)
        part = (self).of_one_type(x, torch.to(torch.slice(w, 0, i, j, 1), x.dtype), bias)
        _0 = torch.copy_(torch.slice(y, -1, i, j, 1), part)
    return y

# Sum of float32 values in float64, one after the other: the bits do not depend on a device's blocks.
  def sum_in_order(self, x: Tensor) -> Tensor:
    sums = torch.cumsum(torch.to(torch.reshape(x, [-1]), 7), 0)
    return torch.slice(sums, 0, -1, None, 1)

# Mean loss of hidden states with its gradients in them and in the head. A row is compared with its
# target (N, 1): cross-entropy. Or with a teacher's hidden state and the teacher's head: forward
# KL(teacher || student).
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
      if torch.eq(torch.len(against), 2):
        other = (self).wide(other, (self).narrowed(against[1], other), None)
      z = (self).product(h, w)
      loss = torch.add(loss, (self).logits_loss(z, other, (self).some_of(step, z), n))
      _0 = torch.copy_(torch.slice(gh, 0, i, j, 1), (self).times(z, w))
      gw = torch.add_(gw, (self).times(torch.t(z), h))
    return (torch.div(loss, n), gh, gw)

# Sum of the losses of logits, against targets or a teacher's logits; the logits give way to their
# gradient, divided by n. So many rows at a time as stay in a CPU's cache.
  def logits_loss(self, zNV: Tensor, other: Tensor, step: int, n: int) -> Tensor:
    loss = torch.zeros([], dtype=6, device=zNV.device)
    for i in range(0, torch.size(zNV, 0), step):
      j = min(i + step, torch.size(zNV, 0))
      z = torch.slice(zNV, 0, i, j, 1)
      t = torch.slice(other, 0, i, j, 1)
      logq = torch.log_softmax(z, -1, 6)
      if torch.eq(t.dtype, 4):
        part = torch.neg(torch.sum(torch.gather(logq, 1, t)))
        g = torch.scatter_add_(torch.exp_(logq), 1, t, torch.full_like(t, -1., dtype=6))
      else:
        logp = torch.log_softmax(t, -1, 6)
        p = torch.exp(logp)
        part = torch.sum(torch.mul_(torch.sub_(logp, logq), p))
        g = torch.sub_(torch.exp_(logq), p)
      loss = torch.add(loss, part)
      _0 = torch.copy_(z, torch.div_(g, n))
    return loss

# Of the rows whose logits are computed together, those that are looked at together: all on a GPU.
  def some_of(self, step: int, x: Tensor) -> int:
    if torch.eq(x.device.type, "cpu"):
      some = max(torch.floordiv(step, 16) + 1, min(step, 8))
    else:
      some = step
    return some

# ---- The way back -------------------------------------------------------------------------------



# A step of training: the loss of a batch and its gradients, as they are written down here and by no
# graph. Only the tokens at positionsN of the flattened batch count, all where these are no int64. Lists are
# those of all layers, one after the other. Gives the loss, the hidden state, and the gradients of
# final norm and head (an empty one if it is the embedding), those of each layer, the last first: norms,
# weights, biases; and of the embedding. Each has the type of what it is of. To recompute is to keep only
# what goes into a layer, and to run the layer again on the way back. Where the batch is a part of a
# step's, loss and gradients are multiplied with its share, and added to those of the parts before it, in
# place, if there are such.
  def gradients(self, idsBT: Tensor, positionsN: Tensor, against: List[Tensor], embedVC: Tensor, norms: List[Tensor], w: List[Tensor], b: List[Tensor], normC: Tensor, heads: List[Tensor], how: List[int], seen: List[Tensor], windows: List[int], eps: float, dtype: int, recompute: bool, step: int, share: float, before: List[Tensor]) -> List[Tensor]:
    kept = annotate(List[Tensor], [])
    x = (self).embed(embedVC, idsBT)
    for i in range(torch.len(windows)):
      if recompute:
        kept.append(x)
        wanted = 0
      else:
        wanted = 2
      x = (self).layer(x, norms[2 * i : 2 * i + 2], w[7 * i : 7 * i + 7], b[7 * i : 7 * i + 7], eps, dtype, how, seen, windows[i], kept, wanted)
    inverse = (self).inverse_rms(x, eps)
    hiddenBTC = (self).scaled(x, inverse, normC, dtype)
    hNC = (self).rows(hiddenBTC, positionsN)
    tied = torch.eq(torch.len(heads), 0)
    if tied:
      headVC = embedVC
    else:
      headVC = heads[0]
    loss, gh, gHead = (self).head_loss(hNC, headVC, against, step)
    if torch.eq(positionsN.dtype, 4):
      gh = torch.index_copy_(torch.zeros_like((self).flat(hiddenBTC)), 0, positionsN, gh)
    g, gNorm = (self).rms_norm_back(torch.view_as(gh, x), x, normC, inverse)
    gEmbed = gHead
    if tied:
      gHead = torch.slice(gNorm, 0, 0, 0, 1)
    else:
      gHead = torch.to(gHead, headVC.dtype)
      gEmbed = torch.slice(gNorm, 0, 0, 0, 1)
    found = annotate(List[Tensor], [])
    (self).found_more([loss], share, before, found)
    found.append(hiddenBTC)
    (self).found_more([gNorm, gHead], share, before, found)
    for k in range(torch.len(windows)):
      i = torch.len(windows) - 1 - k
      if recompute:
        _0 = (self).layer(torch.pop(kept), norms[2 * i : 2 * i + 2], w[7 * i : 7 * i + 7], b[7 * i : 7 * i + 7], eps, dtype, how, seen, windows[i], kept, 2)
      of_layer = annotate(List[Tensor], [])
      g = (self).layer_back(g, kept, norms[2 * i : 2 * i + 2], w[7 * i : 7 * i + 7], b[7 * i : 7 * i + 7], dtype, how, seen, windows[i], of_layer)
      (self).found_more(of_layer, share, before, found)
    if torch.__and__(tied, torch.ne(embedVC.dtype, 6)):
      gRows = torch.index_add_(gEmbed, 0, torch.reshape(idsBT, [-1]), (self).flat(g), alpha=1)
    else:
      gRows = torch.embedding_dense_backward(g, idsBT, torch.size(embedVC, 0), -1, False)
      if tied:
        gRows = torch.add_(gRows, gEmbed)
    (self).found_more([torch.to(gRows, embedVC.dtype)], share, before, found)
    return found

# A part's loss or gradients, after those that were found before.
  def found_more(self, more: List[Tensor], share: float, before: List[Tensor], found: List[Tensor]) -> NoneType:
    if torch.__and__(torch.eq(torch.len(before), 0), torch.eq(share, 1.)):
      found.extend(more)
    else:
      for x in more:
        if torch.ne(torch.len(before), 0):
          y = torch.add_(before[torch.len(found)], x, alpha=share)
        else:
          y = torch.mul_(x, share)
        found.append(y)

# The gradient in a layer's stream, from that in its result; those of norms, weights and biases go to
# `found`. Takes the layer's part from the end of `kept`.
  def layer_back(self, gBTC: Tensor, kept: List[Tensor], norms: List[Tensor], w: List[Tensor], b: List[Tensor], dtype: int, how: List[int], seen: List[Tensor], window: int, found: List[Tensor]) -> Tensor:
    inverse1 = torch.pop(kept)
    inverse0 = torch.pop(kept)
    up = torch.pop(kept)
    gate = torch.pop(kept)
    after = torch.pop(kept)
    heads = torch.pop(kept)
    x = torch.pop(kept)
    v = torch.pop(kept)
    k = torch.pop(kept)
    q = torch.pop(kept)
    lse = torch.pop(kept)

    g = torch.to(gBTC, dtype)
    silu = torch.silu(gate)
    g6, gb6 = (self).weight_back(g, torch.mul(silu, up), w[6], b[6])
    gNeurons = (self).input_back([g], [w[6]])
    gUp = torch.mul(gNeurons, silu)
    gGate = torch.silu_backward(torch.mul_(gNeurons, up), gate)
    mlp = (self).scaled(after, inverse1, norms[1], dtype)
    gMlp, gw45, gb45 = (self).products_back([gGate, gUp], mlp, w[4:6], b[4:6])
    gAfter, gNorm1 = (self).rms_norm_back(gMlp, after, norms[1], inverse1)
    gAfter = torch.add_(gAfter, gBTC)

    g = torch.to(gAfter, dtype)
    g3, gb3 = (self).weight_back(g, heads, w[3], b[3])
    gq, gk, gv = (self).attention_back((self).input_back([g], [w[3]]), q, k, v, heads, lse, how, seen, window)
    normed = (self).scaled(x, inverse0, norms[0], dtype)
    gNormed, gw012, gb012 = (self).products_back([gq, gk, gv], normed, w[0:3], b[0:3])
    gx, gNorm0 = (self).rms_norm_back(gNormed, x, norms[0], inverse0)
    for more in [[gNorm0, gNorm1], gw012, [g3], gw45, [g6], gb012, [gb3], gb45, [gb6]]:
      found.extend(more)
    return torch.add_(gx, gAfter)

# Products of the same with several weights. Small weights are stacked, for one product. So are
# packed ones already: they stand in the first, and the others have their rows but no columns.
  def products(self, x: Tensor, w: List[Tensor], b: List[Tensor]) -> List[Tensor]:
    if torch.eq(torch.numel(w[1]), 0):
      y = (self).split((self).linear(x, w[0], b[0]), w)
    else:
      if (self).side_by_side(x, w, b):
        y = (self).split((self).linear(x, torch.cat(w, 0), b[0]), w)
      else:
        y = annotate(List[Tensor], [])
        for i in range(torch.len(w)):
          y.append((self).linear(x, w[i], b[i]))
    return y

# What belongs to each of several weights; the first has what the others leave.
  def split(self, y: Tensor, w: List[Tensor]) -> List[Tensor]:
    sizes = [torch.size(y, -1)]
    for i in range(1, torch.len(w)):
      sizes.append(torch.size(w[i], 0))
      sizes[0] = torch.sub(sizes[0], torch.size(w[i], 0))
    return torch.split_with_sizes(y, sizes, -1)

# The way back of products: gradients of what went in, of weights and of biases.
  def products_back(self, g: List[Tensor], x: Tensor, w: List[Tensor], b: List[Tensor]) -> Tuple[Tensor, List[Tensor], List[Tensor]]:
    if (self).side_by_side(x, w, b):
      gAll = torch.cat(g, -1)
      wAll = torch.cat(w, 0)
      gw, _0 = (self).weight_back(gAll, x, wAll, b[0])
      gws = annotate(List[Tensor], [])
      for each in (self).split(torch.t(gw), w):
        gws.append(torch.t(each))
      gbs = b
      gx = (self).input_back([gAll], [wAll])
    else:
      gws = annotate(List[Tensor], [])
      gbs = annotate(List[Tensor], [])
      for i in range(torch.len(w)):
        gw, gb = (self).weight_back(g[i], x, w[i], b[i])
        gws.append(gw)
        gbs.append(gb)
      gx = (self).input_back(g, w)
    return (gx, gws, gbs)

# Whether weights are so small that one product of all is faster, although they are copied for it.
  def side_by_side(self, x: Tensor, w: List[Tensor], b: List[Tensor]) -> bool:
    few = torch.ge(torch.numel(x), torch.mul(64, torch.size(x, -1)))
    for i in range(torch.len(w)):
      few = torch.__and__(few, torch.__and__(torch.eq(torch.numel(b[i]), 0), torch.le(torch.numel(w[i]), 32768)))
      few = torch.__and__(few, torch.__not__((self).is_packed(w[i])))
    return few

# y = x w + b: the gradients of w, in its type, and of b, float32; an empty b has none.
  def weight_back(self, g: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Tuple[Tensor, Tensor]:
    gNO = (self).flat(g)
    gw = torch.to((self).times(torch.t(gNO), (self).flat(x)), w.dtype)
    if torch.eq(torch.numel(b), 0):
      gb = b
    else:
      gb = torch.sum(gNO, [0], False, dtype=6)
    return (gw, gb)

# The gradient of what went into several products.
  def input_back(self, g: List[Tensor], w: List[Tensor]) -> Tensor:
    sum = (self).times((self).flat(g[0]), torch.to(w[0], g[0].dtype))
    for i in range(1, torch.len(g)):
      sum = torch.add_(sum, (self).times((self).flat(g[i]), torch.to(w[i], g[0].dtype)))
    return torch.view(sum, [torch.size(g[0], 0), torch.size(g[0], 1), -1])

# With n = x / rms(x): the gradient in x is (g w - n mean(g w n)) / rms(x), that in w the sum of g n.
  def rms_norm_back(self, g: Tensor, x: Tensor, wC: Tensor, inverse: Tensor) -> Tuple[Tensor, Tensor]:
    n = torch.mul(x, inverse)
    gn = torch.mul(g, n)
    gw = torch.sum((self).flat(gn), [0], False, dtype=None)
    along = torch.mean(torch.mul_(gn, wC), [-1], True)
    gx = torch.mul(g, wC)
    return (torch.mul_(torch.addcmul_(gx, n, along, value=-1), inverse), gw)

# ---- Importance ---------------------------------------------------------------------------------



# One number a sample and channel: 0 mean of |x|, 1 L2 norm, 2 variance over the valid time steps.
  def over_time(self, xBTC: Tensor, maskBT1: Tensor, how: int) -> Tensor:
    x = torch.to(xBTC, 6)
    count = torch.sum(maskBT1, [1])
    if torch.eq(how, 0):
      y = torch.div(torch.sum(torch.mul(torch.abs(x), maskBT1), [1]), count)
    else:
      if torch.eq(how, 1):
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

  def select(self, x: Tensor, axis: int, kept: Tensor) -> Tensor:
    return torch.index_select(x, axis, kept)

  def to_type(self, x: Tensor, dtype: int) -> Tensor:
    return torch.to(x, dtype, False, True)

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

  def put_rows(self, all: Tensor, part: Tensor, i: int) -> Tensor:
    return torch.copy_(torch.slice(all, 0, i, torch.add(i, torch.size(part, 0)), 1), part)

# Bytes put into a flat array of numbers, from number i on.
  def put_bytes(self, all: Tensor, bytes: Tensor, i: int) -> Tensor:
    part = torch.view_copy(bytes, dtype=all.dtype)
    return torch.copy_(torch.slice(all, 0, i, torch.add(i, torch.numel(part)), 1), part)

  def zeros(self, like: Tensor, shape: List[int], dtype: int) -> Tensor:
    return torch.zeros(shape, dtype=dtype, device=like.device)

# Numbers of a file as it lies on the disk: nothing is read before it is used, and nothing is written.
  def map_file(self, path: str, dtype: int, first: int, end: int, shape: List[int]) -> Tensor:
    all = torch.from_file(path, False, end, dtype=dtype, layout=None, device=None, pin_memory=None)
    return torch.view(torch.slice(all, 0, first, end, 1), shape)

  def take_rows(self, all: Tensor, i: int, count: int) -> Tensor:
    return torch.slice(all, 0, i, torch.add(i, count), 1)

  def copy_all(self, to: List[Tensor], src: List[Tensor]) -> Tensor:
    torch._foreach_copy_(to, src)
    return to[0]
