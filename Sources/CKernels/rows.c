#include <string.h>

#include "sums.h"

KERNEL double assay_sum(const float *x, size_t n) {
  double lane[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (size_t l = 0; l < LANES; l++) lane[l] += (double)x[i + l];
  for (size_t l = 0; i < n; i++, l++) lane[l] += (double)x[i];
  return lanes_total(lane);
}

KERNEL double assay_sum_of_squares(const float *x, size_t n) {
  double lane[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (size_t l = 0; l < LANES; l++) lane[l] += (double)x[i + l] * (double)x[i + l];
  for (size_t l = 0; i < n; i++, l++) lane[l] += (double)x[i] * (double)x[i];
  return lanes_total(lane);
}

KERNEL void assay_sum_rows(const float *x, float *restrict out, size_t rows, size_t columns) {
  for (size_t c = 0; c < columns; c++) out[c] = 0;
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) out[c] += x[r * columns + c];
}

void assay_copy_columns(const float *from, size_t from_stride, float *to, size_t to_stride,
                        size_t rows, size_t width) {
  if (width == 0) return;
  for (size_t r = 0; r < rows; r++)
    memcpy(to + r * to_stride, from + r * from_stride, width * sizeof(float));
}
