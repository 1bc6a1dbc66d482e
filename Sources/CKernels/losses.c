#include <math.h>

#include "scalar_double.h"
#include "softmax.h"

INLINED double binary_cross_entropy(double z, double target) {
  const double size = z < 0 ? -z : z;
  return (z > 0 ? z : 0) - target * z + double_log(1.0 + double_exp(-size));
}

KERNEL double assay_binary_cross_entropy(const float *logits, const float *targets, size_t n) {
  double lane[LANES] = {0};
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (size_t l = 0; l < LANES; l++)
      lane[l] += binary_cross_entropy((double)logits[i + l], (double)targets[i + l]);
  for (size_t l = 0; i < n; i++, l++)
    lane[l] += binary_cross_entropy((double)logits[i], (double)targets[i]);
  return lanes_total(lane);
}

KERNEL void assay_binary_cross_entropy_derivative(const float *logits, const float *targets,
                                                  float factor, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = factor * (scalar_sigmoid(logits[i]) - targets[i]);
}

KERNEL void assay_softmax(const float *logits, float *out, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++)
    softmax_row(logits + r * columns, 1, out + r * columns, columns);
}

KERNEL void assay_softmax_derivative(const float *y, const float *gradient, float *out, size_t rows,
                                     size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *p = y + r * columns, *g = gradient + r * columns;
    const float mean = row_dot(p, g, columns);
    for (size_t c = 0; c < columns; c++) out[r * columns + c] = p[c] * (g[c] - mean);
  }
}

// The largest logit is taken off first, so that no power overflows.
INLINED double log_of_sum(const float *z, size_t n, double top) {
  double lane[LANES] = {0};
  size_t c = 0;
  for (; c + LANES <= n; c += LANES)
    for (size_t l = 0; l < LANES; l++) lane[l] += double_exp((double)z[c + l] - top);
  for (size_t l = 0; c < n; c++, l++) lane[l] += double_exp((double)z[c] - top);
  return double_log(lanes_total(lane));
}

KERNEL void assay_log_softmax(const float *logits, float *out, size_t rows, size_t columns) {
  if (columns == 0) return;
  for (size_t r = 0; r < rows; r++) {
    const float *z = logits + r * columns;
    const double top = (double)largest(z, columns), rest = log_of_sum(z, columns, top);
    for (size_t c = 0; c < columns; c++)
      out[r * columns + c] = (float)((double)z[c] - top - rest);
  }
}

KERNEL void assay_log_softmax_derivative(const float *y, const float *gradient, float *out,
                                         size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *logs = y + r * columns, *g = gradient + r * columns;
    const float total = row_sum(g, columns);
    for (size_t c = 0; c < columns; c++)
      out[r * columns + c] = g[c] - scalar_exp(logs[c]) * total;
  }
}

KERNEL double assay_softmax_cross_entropy(const float *logits, const int32_t *labels, float smoothing,
                                   size_t rows, size_t columns) {
  double total = 0;
  const double share = (double)smoothing / (double)columns, rest = 1.0 - (double)smoothing;
  for (size_t r = 0; r < rows; r++) {
    if (labels[r] < 0) continue;
    const float *z = logits + r * columns;
    const double top = (double)largest(z, columns);
    double even = 0;
    if (smoothing > 0)
      for (size_t c = 0; c < columns; c++) even += (double)z[c] - top;
    total += log_of_sum(z, columns, top) - rest * ((double)z[labels[r]] - top) - share * even;
  }
  return total;
}

KERNEL void assay_softmax_cross_entropy_derivative(const float *logits, const int32_t *labels,
                                                   float smoothing, float factor, float *out,
                                                   size_t rows, size_t columns) {
  const float share = smoothing / (float)columns;
  for (size_t r = 0; r < rows; r++) {
    float *g = out + r * columns;
    if (labels[r] < 0) {
      for (size_t c = 0; c < columns; c++) g[c] = 0;
      continue;
    }
    softmax_row(logits + r * columns, 1, g, columns);
    for (size_t c = 0; c < columns; c++) g[c] = factor * (g[c] - share);
    g[labels[r]] -= factor * (1.0f - smoothing);
  }
}

double assay_huber(const float *x, const float *targets, float delta, size_t n) {
  double total = 0;
  const double bend = (double)delta;
  for (size_t i = 0; i < n; i++) {
    const double size = fabs((double)x[i] - (double)targets[i]);
    total += size < bend ? 0.5 * size * size : bend * (size - 0.5 * bend);
  }
  return total;
}

KERNEL void assay_huber_derivative(const float *x, const float *targets, float delta, float factor,
                                   float *out, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const float d = x[i] - targets[i];
    out[i] = factor * (d < -delta ? -delta : d > delta ? delta : d);
  }
}

double assay_absolute(const float *x, const float *targets, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; i++) total += fabs((double)x[i] - (double)targets[i]);
  return total;
}

KERNEL void assay_absolute_derivative(const float *x, const float *targets, float factor,
                                      float *out, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const float d = x[i] - targets[i];
    out[i] = d > 0 ? factor : d < 0 ? -factor : 0;
  }
}

double assay_square(const float *x, const float *targets, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; i++) {
    const double d = (double)x[i] - (double)targets[i];
    total += d * d;
  }
  return total;
}

KERNEL void assay_square_derivative(const float *x, const float *targets, float factor, float *out,
                                    size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = factor * 2.0f * (x[i] - targets[i]);
}
