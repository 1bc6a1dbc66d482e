#include "clones.h"

// SplitMix64 (Steele, Lea & Flood 2014) read as a function of its counter: output j of the stream
// that starts at `base` is mix(base + (j + 1)·γ), so that any element is known without those before.
#define GOLDEN 0x9e3779b97f4a7c15u

INLINED uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// Both numbers are mixed before the counter is added: neighbouring seeds start far apart.
INLINED uint64_t base_of(uint64_t seed, uint64_t stream) {
  return mix(mix(seed + GOLDEN) + (stream + 1) * GOLDEN);
}

// The elements 2j and 2j + 1 are the low and the high half of output j.
INLINED uint32_t half_of(uint64_t base, size_t element) {
  const uint64_t both = mix(base + ((uint64_t)(element / 2) + 1) * GOLDEN);
  return (uint32_t)(element % 2 == 0 ? both : both >> 32);
}

// The top 24 bits as a signed number k: (k + ½)·2⁻²³ is exact, symmetric about zero and never zero.
INLINED float signed_unit(uint32_t bits) { return (float)((int32_t)bits >> 8) + 0.5f; }

KERNEL void assay_uniform(uint64_t seed, uint64_t stream, float limit, float *out, size_t n) {
  const uint64_t base = base_of(seed, stream);
  const float scale = limit * 0x1p-23f;
  const size_t pairs = n / 2;
  for (size_t j = 0; j < pairs; j++) {
    const uint64_t both = mix(base + ((uint64_t)j + 1) * GOLDEN);
    out[2 * j] = signed_unit((uint32_t)both) * scale;
    out[2 * j + 1] = signed_unit((uint32_t)(both >> 32)) * scale;
  }
  if (n % 2 == 1) out[n - 1] = signed_unit(half_of(base, n - 1)) * scale;
}

KERNEL void assay_dropout_mask(uint64_t seed, uint64_t stream, float rate, float *out, size_t n) {
  const uint64_t base = base_of(seed, stream);
  const uint32_t threshold = (uint32_t)((double)rate * 0x1p32);
  const float kept = 1.0f / (1.0f - rate);
  const size_t pairs = n / 2;
  for (size_t j = 0; j < pairs; j++) {
    const uint64_t both = mix(base + ((uint64_t)j + 1) * GOLDEN);
    out[2 * j] = (uint32_t)both < threshold ? 0.0f : kept;
    out[2 * j + 1] = (uint32_t)(both >> 32) < threshold ? 0.0f : kept;
  }
  if (n % 2 == 1) out[n - 1] = half_of(base, n - 1) < threshold ? 0.0f : kept;
}
