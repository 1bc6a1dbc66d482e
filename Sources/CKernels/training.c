#include <math.h>

#include "scalar.h"

double assay_binary_cross_entropy(const float *logits, const float *targets, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; i++) {
    const double z = (double)logits[i];
    total += (z > 0 ? z : 0) - (double)targets[i] * z + log1p(exp(-fabs(z)));
  }
  return total;
}

KERNEL void assay_binary_cross_entropy_derivative(const float *logits, const float *targets,
                                                  float factor, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = factor * (scalar_sigmoid(logits[i]) - targets[i]);
}

INLINED float largest(const float *x, size_t n) {
  float best = x[0];
  for (size_t i = 1; i < n; i++) best = x[i] > best ? x[i] : best;
  return best;
}

KERNEL void assay_softmax(const float *logits, float *out, size_t rows, size_t columns) {
  if (columns == 0) return;
  for (size_t r = 0; r < rows; r++) {
    const float *z = logits + r * columns;
    float *p = out + r * columns;
    const float top = largest(z, columns);
    double total = 0;
    for (size_t c = 0; c < columns; c++) p[c] = scalar_exp(z[c] - top);
    for (size_t c = 0; c < columns; c++) total += (double)p[c];
    const float factor = (float)(1.0 / total);
    for (size_t c = 0; c < columns; c++) p[c] *= factor;
  }
}

double assay_softmax_cross_entropy(const float *logits, const int32_t *labels, size_t rows,
                                   size_t columns) {
  double total = 0;
  for (size_t r = 0; r < rows; r++) {
    const float *z = logits + r * columns;
    const double top = (double)largest(z, columns);
    double sum = 0;
    for (size_t c = 0; c < columns; c++) sum += exp((double)z[c] - top);
    total += log(sum) + top - (double)z[labels[r]];
  }
  return total;
}

KERNEL void assay_adamw(float *restrict parameter, float *restrict first, float *restrict second,
                        const float *restrict gradient, assay_adamw_settings s, size_t n) {
  const float keep = 1.0f - s.learning_rate * s.decay;
  for (size_t i = 0; i < n; i++) {
    const float g = gradient[i] * s.gradient_factor;
    const float m = s.beta1 * first[i] + (1.0f - s.beta1) * g;
    const float v = s.beta2 * second[i] + (1.0f - s.beta2) * g * g;
    first[i] = m;
    second[i] = v;
    const float step = m * s.first_correction / (scalar_sqrt(v * s.second_correction) + s.epsilon);
    parameter[i] = keep * parameter[i] - s.learning_rate * step;
  }
}

KERNEL void assay_sgd(float *restrict parameter, float *restrict velocity,
                      const float *restrict gradient, assay_sgd_settings s, size_t n) {
  const int nesterov = s.nesterov;
  for (size_t i = 0; i < n; i++) {
    const float g = gradient[i] * s.gradient_factor + s.decay * parameter[i];
    const float v = s.momentum * velocity[i] + g;
    velocity[i] = v;
    parameter[i] -= s.learning_rate * (nesterov ? g + s.momentum * v : v);
  }
}

KERNEL void assay_move_towards(float *restrict average, const float *restrict x, float share,
                               size_t n) {
  for (size_t i = 0; i < n; i++) average[i] += share * (x[i] - average[i]);
}
