#include <math.h>
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

KERNEL void assay_add_bias(const float *x, const float *bias, float *out, size_t rows,
                           size_t columns) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) out[r * columns + c] = x[r * columns + c] + bias[c];
}

void assay_repeat_row(const float *bias, float *out, size_t rows, size_t columns) {
  if (columns == 0) return;
  for (size_t r = 0; r < rows; r++) memcpy(out + r * columns, bias, columns * sizeof(float));
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

KERNEL void assay_layer_norm(const float *x, const float *scale, const float *shift, float epsilon,
                             float *restrict out, float *restrict normalised,
                             float *restrict inverse_deviation, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = x + r * columns;
    float *centred = normalised + r * columns;
    const float mean = row_sum(row, columns) / (float)columns;
    for (size_t c = 0; c < columns; c++) centred[c] = row[c] - mean;
    const float variance = row_dot(centred, centred, columns) / (float)columns;
    const float inverse = 1.0f / sqrtf(variance + epsilon);
    inverse_deviation[r] = inverse;
    for (size_t c = 0; c < columns; c++) {
      centred[c] *= inverse;
      out[r * columns + c] = centred[c] * scale[c] + shift[c];
    }
  }
}

KERNEL void assay_layer_norm_derivative(const float *normalised, const float *inverse_deviation,
                                        const float *scale, const float *gradient,
                                        float *restrict out, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *n = normalised + r * columns;
    float *h = out + r * columns;
    for (size_t c = 0; c < columns; c++) h[c] = gradient[r * columns + c] * scale[c];
    const float mean = row_sum(h, columns) / (float)columns;
    const float along = row_dot(h, n, columns) / (float)columns;
    for (size_t c = 0; c < columns; c++)
      h[c] = inverse_deviation[r] * (h[c] - mean - n[c] * along);
  }
}
