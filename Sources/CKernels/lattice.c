#include "lattice.h"

// CTC (Graves, Fernández, Gomez & Schmidhuber 2006). The states of a target are its labels with a
// blank before, between and after them; a path stays, goes on by one, or leaves out a blank between
// two different labels.
typedef struct {
  size_t states, padded;
  // From one frame to the next in `forward` and `backward`: the states after a margin, which is
  // also the margin after the states of the frame before.
  size_t stride;
  // Per state, 0 where a path may come from two states before, IMPOSSIBLE elsewhere.
  double *skip;
  // Per frame, the log of the sum of e^logit.
  double *normaliser;
  // Per frame and padded state, the log probability of the state's label.
  double *emission;
  // Per frame and state, the log probability of all paths that reach the state, and of all that go
  // on from it; both hold the state's own emission.
  double *forward, *backward;
  double *row;
} ctc_lattice;

INLINED ctc_lattice ctc_layout(assay_lattice sizes, double *scratch) {
  ctc_lattice it;
  it.states = 2 * sizes.labels + 1;
  it.padded = PADDED(it.states);
  it.stride = it.padded + GROUP;
  it.skip = scratch;
  it.normaliser = it.skip + it.stride;
  it.emission = it.normaliser + PADDED(sizes.frames);
  it.forward = it.emission + sizes.frames * it.padded;
  it.backward = it.forward + sizes.frames * it.stride + GROUP;
  it.row = it.backward + sizes.frames * it.stride + GROUP;
  return it;
}

size_t assay_ctc_scratch(assay_lattice sizes) {
  const size_t padded = PADDED(2 * sizes.labels + 1);
  return (padded + GROUP) + PADDED(sizes.frames) + sizes.frames * padded +
         2 * (sizes.frames * (padded + GROUP) + GROUP) + PADDED(sizes.classes);
}

INLINED size_t ctc_label(const int32_t *target, size_t state) {
  return state % 2 == 0 ? 0 : (size_t)target[state / 2];
}

// Fills skip, normaliser and emission.
INLINED void ctc_emit(ctc_lattice it, assay_lattice sizes, const float *logits,
                      const int32_t *target) {
  fill(it.skip, IMPOSSIBLE, it.stride);
  for (size_t s = 3; s < it.states; s += 2)
    if (target[s / 2] != target[s / 2 - 1]) it.skip[s] = 0;
  for (size_t t = 0; t < sizes.frames; t++) {
    const float *z = logits + t * sizes.classes;
    const double normaliser = log_normaliser(z, sizes.classes);
    it.normaliser[t] = normaliser;
    double *emission = it.emission + t * it.padded;
    const double blank = at_least_impossible((double)z[0] - normaliser);
    for (size_t s = 0; s < it.states; s++)
      emission[s] =
          s % 2 == 0 ? blank : at_least_impossible((double)z[target[s / 2]] - normaliser);
    fill(emission + it.states, IMPOSSIBLE, it.padded - it.states);
  }
}

// One frame on: from the states at the frame before.
INLINED void ctc_advance(const double *restrict before, const double *skip, const double *emission,
                         double *restrict after, size_t padded) {
  for (size_t s = 0; s < padded; s += GROUP)
    for (size_t l = 0; l < GROUP; l++)
      after[s + l] = emission[s + l] + log_sum3(before[s + l], *(before + s + l - 1),
                                                *(before + s + l - 2) + skip[s + l]);
}

// One frame back: from the states at the frame after.
INLINED void ctc_retreat(const double *restrict after, const double *skip, const double *emission,
                         double *restrict before, size_t padded) {
  for (size_t s = 0; s < padded; s += GROUP)
    for (size_t l = 0; l < GROUP; l++)
      before[s + l] = emission[s + l] + log_sum3(after[s + l], after[s + l + 1],
                                                 after[s + l + 2] + skip[s + l + 2]);
}

// Both directions in one loop: they do not wait for each other.
INLINED void ctc_sweep(ctc_lattice it, size_t frames, int both) {
  const size_t last = frames - 1;
  double *forward = it.forward + GROUP, *backward = it.backward + last * it.stride;
  fill(it.forward, IMPOSSIBLE, frames * it.stride + GROUP);
  for (size_t s = 0; s < 2 && s < it.states; s++) forward[s] = it.emission[s];
  if (both) {
    fill(it.backward, IMPOSSIBLE, frames * it.stride + GROUP);
    for (size_t s = it.states - (it.states > 1 ? 2 : 1); s < it.states; s++)
      backward[s] = it.emission[last * it.padded + s];
  }
  for (size_t t = 1; t < frames; t++) {
    ctc_advance(forward, it.skip, it.emission + t * it.padded, forward + it.stride, it.padded);
    forward += it.stride;
    if (!both) continue;
    ctc_retreat(backward, it.skip, it.emission + (last - t) * it.padded, backward - it.stride,
                it.padded);
    backward -= it.stride;
  }
}

// Replaces `forward` by the share of the paths that pass through each state.
INLINED void ctc_occupy(double *restrict forward, const double *restrict backward,
                        const double *restrict emission, double total, size_t padded) {
  for (size_t s = 0; s < padded; s += GROUP)
    for (size_t l = 0; l < GROUP; l++)
      forward[s + l] = share(forward[s + l] + backward[s + l] - emission[s + l] - total);
}

// The softmax less the share of the paths that pass through each label.
INLINED void ctc_gradient(ctc_lattice it, assay_lattice sizes, const float *logits,
                          const int32_t *target, double total, double factor, float *gradient) {
  for (size_t t = 0; t < sizes.frames; t++) {
    double *occupancy = it.forward + GROUP + t * it.stride;
    ctc_occupy(occupancy, it.backward + t * it.stride, it.emission + t * it.padded, total,
               it.padded);
    const size_t start = t * sizes.classes;
    scaled_softmax(logits + start, it.normaliser[t], 1.0, it.row, sizes.classes);
    for (size_t s = 0; s < it.states; s++) it.row[ctc_label(target, s)] -= occupancy[s];
    for (size_t c = 0; c < sizes.classes; c++) gradient[start + c] = (float)(factor * it.row[c]);
  }
}

KERNEL double assay_ctc(const float *logits, const int32_t *target, assay_lattice sizes,
                        double factor, float *gradient, double *scratch) {
  const ctc_lattice it = ctc_layout(sizes, scratch);
  ctc_emit(it, sizes, logits, target);
  ctc_sweep(it, sizes.frames, gradient != NULL);
  const double *end = it.forward + GROUP + (sizes.frames - 1) * it.stride + it.states - 1;
  const double total = log_sum2(*end, *(end - 1));
  if (gradient != NULL) ctc_gradient(it, sizes, logits, target, total, factor, gradient);
  return total > 0 ? 0 : -total;
}
