#include <math.h>

#include "sums.h"

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

KERNEL void assay_column_moments(const float *x, float *restrict mean, float *restrict variance,
                                 size_t rows, size_t columns) {
  const float factor = 1.0f / (float)rows;
  for (size_t c = 0; c < columns; c++) mean[c] = variance[c] = 0;
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) mean[c] += x[r * columns + c];
  for (size_t c = 0; c < columns; c++) mean[c] *= factor;
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) {
      const float d = x[r * columns + c] - mean[c];
      variance[c] += d * d;
    }
  for (size_t c = 0; c < columns; c++) variance[c] *= factor;
}

KERNEL void assay_batch_norm(const float *x, const float *mean, const float *variance,
                             float epsilon, const float *scale, const float *shift,
                             float *restrict out, float *restrict normalised,
                             float *restrict inverse_deviation, size_t rows, size_t columns) {
  for (size_t c = 0; c < columns; c++)
    inverse_deviation[c] = 1.0f / sqrtf(variance[c] + epsilon);
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) {
      const size_t place = r * columns + c;
      normalised[place] = (x[place] - mean[c]) * inverse_deviation[c];
      out[place] = normalised[place] * scale[c] + shift[c];
    }
}

KERNEL void assay_batch_norm_derivative(const float *normalised, const float *inverse_deviation,
                                        const float *scale, const float *gradient,
                                        float *restrict out, float *restrict sums, size_t rows,
                                        size_t columns) {
  float *sum = sums, *along = sums + columns;
  const float factor = 1.0f / (float)rows;
  for (size_t c = 0; c < 2 * columns; c++) sums[c] = 0;
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) {
      const size_t place = r * columns + c;
      sum[c] += gradient[place];
      along[c] += gradient[place] * normalised[place];
    }
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) {
      const size_t place = r * columns + c;
      out[place] = scale[c] * inverse_deviation[c] *
                   (gradient[place] - factor * (sum[c] + normalised[place] * along[c]));
    }
}
