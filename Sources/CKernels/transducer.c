#include "lattice.h"

// The transducer's lattice (Graves 2012). A node stands at a frame and a position, the number of
// labels given so far; a blank leads to the next frame, a label to the next position. Nodes are
// kept by diagonal, frame + position: all of one depend on the diagonal before alone.
typedef struct {
  size_t diagonals, padded;
  // From one diagonal to the next: the positions after a margin, which is also the margin after the
  // positions of the diagonal before.
  size_t stride;
  // Per node, the log probability of the two ways on, IMPOSSIBLE where there is none.
  double *blank, *label;
  // Per node, the log probability of all paths that reach it, and of all that go on from it; the
  // latter has one more diagonal, which holds the end.
  double *forward, *backward;
  double *normaliser;
  double *row;
} transducer_lattice;

INLINED transducer_lattice transducer_layout(assay_lattice sizes, double *scratch) {
  transducer_lattice it;
  it.diagonals = sizes.frames + sizes.labels;
  it.padded = PADDED(sizes.labels + 1);
  it.stride = it.padded + GROUP;
  const size_t room = (it.diagonals + 1) * it.stride + GROUP;
  it.blank = scratch;
  it.label = it.blank + room;
  it.forward = it.label + room;
  it.backward = it.forward + room;
  it.normaliser = it.backward + room;
  it.row = it.normaliser + room;
  return it;
}

size_t assay_transducer_scratch(assay_lattice sizes) {
  const size_t stride = PADDED(sizes.labels + 1) + GROUP;
  const size_t room = (sizes.frames + sizes.labels + 1) * stride + GROUP;
  return 5 * room + PADDED(sizes.classes);
}

INLINED size_t node_index(transducer_lattice it, size_t frame, size_t position) {
  return GROUP + (frame + position) * it.stride + position;
}

INLINED size_t row_start(assay_lattice sizes, size_t frame, size_t position) {
  return (frame * sizes.positions + position) * sizes.classes;
}

// Fills normaliser, blank and label.
INLINED void transducer_emit(transducer_lattice it, assay_lattice sizes, const float *logits,
                             const int32_t *target) {
  const size_t room = (it.diagonals + 1) * it.stride + GROUP;
  fill(it.blank, IMPOSSIBLE, room);
  fill(it.label, IMPOSSIBLE, room);
  for (size_t t = 0; t < sizes.frames; t++)
    for (size_t u = 0; u <= sizes.labels; u++) {
      const float *z = logits + row_start(sizes, t, u);
      const size_t node = node_index(it, t, u);
      const double normaliser = log_normaliser(z, sizes.classes);
      it.normaliser[node] = normaliser;
      it.blank[node] = at_least_impossible((double)z[0] - normaliser);
      if (u < sizes.labels)
        it.label[node] = at_least_impossible((double)z[target[u]] - normaliser);
    }
}

// One diagonal on: by a blank from the same position, by a label from the one before.
INLINED void transducer_advance(const double *restrict reached, const double *restrict blank,
                                const double *restrict label, double *restrict out,
                                size_t padded) {
  for (size_t u = 0; u < padded; u += GROUP)
    for (size_t l = 0; l < GROUP; l++)
      out[u + l] = log_sum2(reached[u + l] + blank[u + l],
                            *(reached + u + l - 1) + *(label + u + l - 1));
}

// One diagonal back: `onward` is of the diagonal after, the rest of the one that is written.
INLINED void transducer_retreat(const double *restrict onward, const double *restrict blank,
                                const double *restrict label, double *restrict out,
                                size_t padded) {
  for (size_t u = 0; u < padded; u += GROUP)
    for (size_t l = 0; l < GROUP; l++)
      out[u + l] = log_sum2(blank[u + l] + onward[u + l], label[u + l] + onward[u + l + 1]);
}

INLINED void transducer_forward(transducer_lattice it) {
  fill(it.forward, IMPOSSIBLE, it.diagonals * it.stride + GROUP);
  it.forward[GROUP] = 0;
  for (size_t d = 1; d < it.diagonals; d++) {
    const size_t from = GROUP + (d - 1) * it.stride;
    transducer_advance(it.forward + from, it.blank + from, it.label + from,
                       it.forward + from + it.stride, it.padded);
  }
}

INLINED void transducer_backward(transducer_lattice it, size_t labels) {
  fill(it.backward, IMPOSSIBLE, (it.diagonals + 1) * it.stride + GROUP);
  it.backward[GROUP + it.diagonals * it.stride + labels] = 0;
  for (size_t d = it.diagonals; d-- > 0;) {
    const size_t here = GROUP + d * it.stride;
    transducer_retreat(it.backward + here + it.stride, it.blank + here, it.label + here,
                       it.backward + here, it.padded);
  }
}

// Replaces `blank` and `label` by the share of the paths that take them.
INLINED void transducer_share(const double *restrict reached, const double *restrict onward,
                              double *restrict blank, double *restrict label, double total,
                              size_t padded) {
  for (size_t u = 0; u < padded; u += GROUP)
    for (size_t l = 0; l < GROUP; l++) {
      const double at = reached[u + l] - total;
      blank[u + l] = share(at + blank[u + l] + onward[u + l]);
      label[u + l] = share(at + label[u + l] + onward[u + l + 1]);
    }
}

// At each node, the softmax times the share of the paths that pass, less the shares that take the
// blank and the label (the derivative of log p through the softmax).
INLINED void transducer_gradient(transducer_lattice it, assay_lattice sizes, const float *logits,
                                 const int32_t *target, double total, double factor,
                                 float *gradient) {
  const size_t unused = (sizes.positions - sizes.labels - 1) * sizes.classes * sizeof(float);
  for (size_t d = 0; d < it.diagonals; d++) {
    const size_t here = GROUP + d * it.stride;
    transducer_share(it.forward + here, it.backward + here + it.stride, it.blank + here,
                     it.label + here, total, it.padded);
  }
  for (size_t t = 0; t < sizes.frames; t++) {
    for (size_t u = 0; u <= sizes.labels; u++) {
      const size_t start = row_start(sizes, t, u), node = node_index(it, t, u);
      const double blank = it.blank[node], label = u < sizes.labels ? it.label[node] : 0;
      scaled_softmax(logits + start, it.normaliser[node], blank + label, it.row, sizes.classes);
      it.row[0] -= blank;
      if (u < sizes.labels) it.row[target[u]] -= label;
      for (size_t c = 0; c < sizes.classes; c++) gradient[start + c] = (float)(factor * it.row[c]);
    }
    memset(gradient + row_start(sizes, t, sizes.labels + 1), 0, unused);
  }
}

KERNEL double assay_transducer(const float *logits, const int32_t *target, assay_lattice sizes,
                               double factor, float *gradient, double *scratch) {
  const transducer_lattice it = transducer_layout(sizes, scratch);
  transducer_emit(it, sizes, logits, target);
  transducer_forward(it);
  const size_t end = node_index(it, sizes.frames - 1, sizes.labels);
  const double total = it.forward[end] + it.blank[end];
  if (gradient != NULL) {
    transducer_backward(it, sizes.labels);
    transducer_gradient(it, sizes, logits, target, total, factor, gradient);
  }
  return total > 0 ? 0 : -total;
}
