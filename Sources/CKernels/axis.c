#include "sums.h"

// All of them read [outer, size, inner] and write [outer, inner], or the other way.

KERNEL void assay_sum_axis(const float *x, float factor, float *restrict out, assay_axis s) {
  for (size_t o = 0; o < s.outer; o++) {
    const float *from = x + o * s.size * s.inner;
    float *sum = out + o * s.inner;
    if (s.inner == 1) {
      sum[0] = row_sum(from, s.size) * factor;
      continue;
    }
    for (size_t i = 0; i < s.inner; i++) sum[i] = 0;
    for (size_t a = 0; a < s.size; a++)
      for (size_t i = 0; i < s.inner; i++) sum[i] += from[a * s.inner + i];
    for (size_t i = 0; i < s.inner; i++) sum[i] *= factor;
  }
}

KERNEL void assay_spread_axis(const float *gradient, float factor, float *restrict out,
                              assay_axis s) {
  for (size_t o = 0; o < s.outer; o++)
    for (size_t a = 0; a < s.size; a++)
      for (size_t i = 0; i < s.inner; i++)
        out[(o * s.size + a) * s.inner + i] = gradient[o * s.inner + i] * factor;
}

KERNEL void assay_max_axis(const float *x, float *restrict out, int32_t *restrict winners,
                           assay_axis s) {
  for (size_t o = 0; o < s.outer; o++) {
    const float *from = x + o * s.size * s.inner;
    float *best = out + o * s.inner;
    int32_t *winner = winners + o * s.inner;
    for (size_t i = 0; i < s.inner; i++) {
      best[i] = from[i];
      winner[i] = 0;
    }
    for (size_t a = 1; a < s.size; a++)
      for (size_t i = 0; i < s.inner; i++) {
        const float value = from[a * s.inner + i];
        // NaN, which is not equal to itself, wins and stays.
        const int wins = value > best[i] || value != value;
        winner[i] = wins ? (int32_t)a : winner[i];
        best[i] = wins ? value : best[i];
      }
  }
}
