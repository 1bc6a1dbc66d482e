#include <string.h>

#include "lanes.h"
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

// A block of columns at a time, so that its sums stay in registers.
WIDE_KERNEL void assay_add_rows(const float *restrict x, float *restrict sums, size_t rows,
                                size_t columns) {
  size_t c = 0;
  for (; c + 32 <= columns; c += 32) {
    lanes first = *(const lanes *)(sums + c), second = *(const lanes *)(sums + c + 16);
    for (size_t r = 0; r < rows; r++) {
      first += *(const lanes *)(x + r * columns + c);
      second += *(const lanes *)(x + r * columns + c + 16);
    }
    *(lanes *)(sums + c) = first;
    *(lanes *)(sums + c + 16) = second;
  }
  for (; c + 16 <= columns; c += 16) {
    lanes sum = *(const lanes *)(sums + c);
    for (size_t r = 0; r < rows; r++) sum += *(const lanes *)(x + r * columns + c);
    *(lanes *)(sums + c) = sum;
  }
  if (c == columns) return;
  for (size_t r = 0; r < rows; r++)
    for (size_t rest = c; rest < columns; rest++) sums[rest] += x[r * columns + rest];
}

void assay_sum_rows(const float *x, float *out, size_t rows, size_t columns) {
  memset(out, 0, columns * sizeof(float));
  assay_add_rows(x, out, rows, columns);
}

WIDE_KERNEL void assay_rectify_gradient(const float *restrict gradient,
                                        const float *restrict output, float *restrict passed,
                                        float *restrict sums, size_t rows, size_t columns) {
  size_t c = 0;
  for (; c + 16 <= columns; c += 16) {
    lanes sum = *(const lanes *)(sums + c);
    for (size_t r = 0; r < rows; r++) {
      const size_t place = r * columns + c;
      const marks open = *(const lanes *)(output + place) > 0;
      const lanes value = (lanes)(*(const marks *)(gradient + place) & open);
      *(lanes *)(passed + place) = value;
      sum += value;
    }
    *(lanes *)(sums + c) = sum;
  }
  for (; c < columns; c++)
    for (size_t r = 0; r < rows; r++) {
      const size_t place = r * columns + c;
      passed[place] = output[place] > 0 ? gradient[place] : 0;
      sums[c] += passed[place];
    }
}

void assay_copy_columns(const float *from, size_t from_stride, float *to, size_t to_stride,
                        size_t rows, size_t width) {
  if (width == 0) return;
  for (size_t r = 0; r < rows; r++)
    memcpy(to + r * to_stride, from + r * from_stride, width * sizeof(float));
}
