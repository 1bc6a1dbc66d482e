#include "scalar.h"

const char *assay_kernel_name(void) {
#ifdef ASSAY_HAS_CLONES
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return "x86-64-v4";
  if (__builtin_cpu_supports("x86-64-v3")) return "x86-64-v3";
  return "x86-64";
#elif defined(__x86_64__)
  return "x86-64";
#elif defined(__aarch64__)
  return "arm64";
#else
  return "portable";
#endif
}

KERNEL void assay_scale(const float *a, float factor, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = a[i] * factor;
}

KERNEL void assay_exp(const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = scalar_exp(x[i]);
}

// Written so that NaN stays NaN.
KERNEL void assay_relu(const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = x[i] < 0 ? 0 : x[i];
}

KERNEL void assay_sigmoid(const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = scalar_sigmoid(x[i]);
}

KERNEL void assay_silu(const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = x[i] * scalar_sigmoid(x[i]);
}

KERNEL void assay_tanh(const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = scalar_tanh(x[i]);
}

KERNEL void assay_gelu(const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = scalar_gelu(x[i]);
}

KERNEL void assay_relu_derivative(const float *x, const float *gradient, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = x[i] > 0 ? gradient[i] : 0;
}

KERNEL void assay_sigmoid_derivative(const float *y, const float *gradient, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = gradient[i] * y[i] * (1.0f - y[i]);
}

KERNEL void assay_tanh_derivative(const float *y, const float *gradient, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = gradient[i] * (1.0f - y[i] * y[i]);
}

KERNEL void assay_gelu_derivative(const float *x, const float *gradient, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = gradient[i] * scalar_gelu_derivative(x[i]);
}

// With s = σ(x): s + x·s(1 − s).
KERNEL void assay_silu_derivative(const float *x, const float *gradient, float *out, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const float s = scalar_sigmoid(x[i]);
    out[i] = gradient[i] * (s + x[i] * s * (1.0f - s));
  }
}
