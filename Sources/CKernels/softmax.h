#pragma once

#include "scalar.h"
#include "sums.h"

INLINED float largest(const float *x, size_t n) {
  float lane[LANES];
  if (n < LANES) {
    float best = x[0];
    for (size_t i = 1; i < n; i++) best = x[i] > best ? x[i] : best;
    return best;
  }
  for (size_t l = 0; l < LANES; l++) lane[l] = x[l];
  for (size_t i = LANES; i + LANES <= n; i += LANES)
    for (size_t l = 0; l < LANES; l++) lane[l] = x[i + l] > lane[l] ? x[i + l] : lane[l];
  // The last lanes again, which may have been seen.
  for (size_t l = 0; l < LANES; l++) lane[l] = x[n - LANES + l] > lane[l] ? x[n - LANES + l] : lane[l];
  float best = lane[0];
  for (size_t l = 1; l < LANES; l++) best = lane[l] > best ? lane[l] : best;
  return best;
}

// p[i] = e^(scale·(z[i] − largest)) over their sum; p may be z.
INLINED void softmax_row(const float *z, float scale, float *p, size_t n) {
  if (n == 0) return;
  const float top = largest(z, n);
  for (size_t i = 0; i < n; i++) p[i] = scalar_exp(scale * (z[i] - top));
  const float factor = 1.0f / row_sum(p, n);
  for (size_t i = 0; i < n; i++) p[i] *= factor;
}
