#pragma once

#include <math.h>
#include <string.h>

#include "clones.h"

// Coefficients from Tests/References/double_polynomials.py. Both functions are without branches, so
// that loops over them vectorise, and NaN stays NaN. Errors are the largest of 6 million arguments
// against quadruple precision, with and without fused multiplication.

// e^x = 2^n · e^r with n = round(x / ln 2) and |r| ≤ ln 2 / 2, within 1.1 ulp between −708 and 709,
// clamped to the ends' values beyond: what should be zero is 3.3e-308.
INLINED double double_exp(double x) {
  x = x < -708.0 ? -708.0 : x;
  x = x > 709.0 ? 709.0 : x;
  // Adding 1.5·2⁵² rounds to an integer, which then stands in the low bits.
  const double shifter = 6755399441055744.0;
  const double shifted = x * 1.4426950408889634 + shifter;
  const double n = shifted - shifter;
  // ln 2 in two parts: n times the first is exact.
  const double r = (x - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33;
  double q = 0x1.af389ecfc4b9cp-26;
  q = q * r + 0x1.28917c89a43a7p-22;
  q = q * r + 0x1.71de0db2f6b19p-19;
  q = q * r + 0x1.a019b9149a41cp-16;
  q = q * r + 0x1.a01a01a7c2efep-13;
  q = q * r + 0x1.6c16c17889ef1p-10;
  q = q * r + 0x1.11111111109b5p-7;
  q = q * r + 0x1.5555555553d68p-5;
  q = q * r + 0x1.5555555555556p-3;
  q = q * r + 0x1.0000000000001p-1;
  uint64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + 1023u) << 52;
  double power;
  memcpy(&power, &bits, sizeof power);
  return (q * r * r + r + 1.0) * power;
}

// log x = k·ln 2 + 2·atanh(s) with x = 2^k·m, m in √½ … √2 and s = (m − 1) / (m + 1), within 1 ulp
// for every normal positive x; infinity stays, and other x give no logarithm.
INLINED double double_log(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  // The distance from √½ to 1 carries into the exponent where m would pass √2.
  const uint64_t exponent = (bits + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu)) >> 52;
  bits -= (exponent - 1023u) << 52;
  double m;
  memcpy(&m, &bits, sizeof m);
  // The exponent as the low bits of 2⁵² is a double without a conversion.
  const uint64_t raised = exponent | 0x4330000000000000u;
  double k;
  memcpy(&k, &raised, sizeof k);
  k -= 4503599627370496.0 + 1023.0;
  const double f = m - 1.0;
  const double s = f / (m + 1.0);
  const double z = s * s;
  double t = 0x1.2b584aae78a57p-4;
  t = t * z + 0x1.39fe606542ddep-4;
  t = t * z + 0x1.7462b4ab2ef6bp-4;
  t = t * z + 0x1.c71c62e5800a1p-4;
  t = t * z + 0x1.2492492df148dp-3;
  t = t * z + 0x1.99999999952e2p-3;
  t = t * z + 0x1.5555555555558p-2;
  // 2s = f − s·f, and so 2·atanh(s) = f − s·(f − 2·z·t), whose leading term is exact.
  const double tail = s * (f - 2.0 * z * t);
  const double y = k * 0x1.62e42fee00000p-1 + (f - (tail - k * 0x1.a39ef35793c76p-33));
  return x < INFINITY ? y : x;
}
