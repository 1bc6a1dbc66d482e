#pragma once

#include <math.h>
#include <string.h>

#include "clones.h"

// e^x = 2^n · e^r with n = round(x / ln 2) and |r| ≤ ln 2 / 2; e^r by the polynomial of Cephes'
// expf (Moshier 1992). Without branches, so that loops over it vectorise. NaN stays NaN.
INLINED float scalar_exp(float x) {
  x = x < -87.3f ? -87.3f : x;
  x = x > 88.3f ? 88.3f : x;
  // Adding 1.5·2²³ rounds to an integer, which then stands in the low bits.
  const float shifter = 12582912.0f;
  const float shifted = x * 1.44269504088896341f + shifter;
  const float n = shifted - shifter;
  // ln 2 in two parts: n times the first is exact.
  const float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  uint32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits - 0x4b400000u + 127u) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return p * power;
}

// sqrtf sets errno, which keeps a loop over it from vectorising; clang's own does not.
INLINED float scalar_sqrt(float x) {
#if defined(__has_builtin)
#if __has_builtin(__builtin_elementwise_sqrt)
  return __builtin_elementwise_sqrt(x);
#else
  return sqrtf(x);
#endif
#else
  return sqrtf(x);
#endif
}

INLINED float scalar_sigmoid(float x) { return 1.0f / (1.0f + scalar_exp(-x)); }

// Near zero the odd polynomial of Cephes' tanhf, which keeps the relative error; elsewhere
// 1 − 2 / (e^2|x| + 1).
INLINED float scalar_tanh(float x) {
  const float size = x < 0 ? -x : x;
  const float far = 1.0f - 2.0f / (scalar_exp(2.0f * size) + 1.0f);
  const float square = x * x;
  float p = -5.70498872745e-3f;
  p = p * square + 2.06390887954e-2f;
  p = p * square - 5.37397155531e-2f;
  p = p * square + 1.33314422036e-1f;
  p = p * square - 3.33332819422e-1f;
  const float near = p * square * x + x;
  return size < 0.625f ? near : (x < 0 ? -far : far);
}

// 2√(2/π) and the cubic's coefficient of the tanh form of GELU.
#define GELU_SLOPE 1.5957691216057308f
#define GELU_CUBIC 0.044715f

INLINED float scalar_gelu(float x) {
  return x * scalar_sigmoid(GELU_SLOPE * (x + GELU_CUBIC * x * x * x));
}

// With s = σ(u): s + x·s(1 − s)·u′. Beyond ±30 it is 0 or 1 to the last bit, and the clamp keeps
// x² finite.
INLINED float scalar_gelu_derivative(float x) {
  x = x < -30.0f ? -30.0f : x;
  x = x > 30.0f ? 30.0f : x;
  const float square = x * x;
  const float s = scalar_sigmoid(GELU_SLOPE * (x + GELU_CUBIC * square * x));
  return s + x * s * (1.0f - s) * GELU_SLOPE * (1.0f + 3.0f * GELU_CUBIC * square);
}
