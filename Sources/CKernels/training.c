#include "scalar.h"

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
