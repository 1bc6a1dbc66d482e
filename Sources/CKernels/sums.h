#pragma once

#include "clones.h"

// Sixteen running sums, added up in order at the end: vectorises without leave to reassociate, and
// the order is the same in every clone.
#define LANES 16

INLINED double lanes_total(const double *lane) {
  double total = 0;
  for (size_t l = 0; l < LANES; l++) total += lane[l];
  return total;
}

INLINED float float_lanes_total(const float *lane) {
  float total = 0;
  for (size_t l = 0; l < LANES; l++) total += lane[l];
  return total;
}

// Σ x[i].
INLINED float row_sum(const float *x, size_t n) {
  float lane[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (size_t l = 0; l < LANES; l++) lane[l] += x[i + l];
  for (size_t l = 0; i < n; i++, l++) lane[l] += x[i];
  return float_lanes_total(lane);
}

// Σ a[i]·b[i].
INLINED float row_dot(const float *a, const float *b, size_t n) {
  float lane[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (size_t l = 0; l < LANES; l++) lane[l] += a[i + l] * b[i + l];
  for (size_t l = 0; i < n; i++, l++) lane[l] += a[i] * b[i];
  return float_lanes_total(lane);
}
