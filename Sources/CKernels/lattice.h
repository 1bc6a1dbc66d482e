#pragma once

#include "scalar_double.h"

// What the lattices of CTC and of the transducer share: sums of probabilities as logarithms, and
// rows of logits, both in groups of eight lanes, so that no loop has a scalar remainder and every
// sum has one order.
#define GROUP 8
#define PADDED(n) (((n) + GROUP - 1) / GROUP * GROUP)

// log 0. Below every sum of log probabilities that finite logits have, and so far from the end of
// the range that sums of it stay finite: no difference of two is NaN.
#define IMPOSSIBLE -1e200

INLINED double at_least_impossible(double x) { return x < IMPOSSIBLE ? IMPOSSIBLE : x; }

// log(e^a + e^b), NaN where one is: it is either the most or the least.
INLINED double log_sum2(double a, double b) {
  const double most = a > b ? a : b;
  const double least = a > b ? b : a;
  return most + double_log(1.0 + double_exp(least - most));
}

// log(e^a + e^b + e^c), likewise.
INLINED double log_sum3(double a, double b, double c) {
  const double more = a > b ? a : b;
  const double least = a > b ? b : a;
  const double most = more > c ? more : c;
  const double middle = more > c ? c : more;
  return most + double_log(1.0 + double_exp(middle - most) + double_exp(least - most));
}

// e^x for the share of some paths in all, which is at most 1: rounding of logarithms of 1e38 would
// make it infinite.
INLINED double share(double x) { return double_exp(x > 0 ? 0 : x); }

INLINED void fill(double *x, double value, size_t n) {
  for (size_t i = 0; i < n; i++) x[i] = value;
}

// The next eight logits of a row that has `left` more; −∞ beyond its end.
INLINED void load_group(const float *z, size_t left, float *group) {
  if (left >= GROUP) {
    memcpy(group, z, GROUP * sizeof(float));
    return;
  }
  for (size_t l = 0; l < GROUP; l++) group[l] = l < left ? z[l] : -INFINITY;
}

// log Σ e^z over a row, in double precision: a float's rounding of it in every frame would add up
// to more than the float that the loss ends in. NaN for a NaN or +∞ among the logits.
INLINED double log_normaliser(const float *z, size_t classes) {
  float group[GROUP], tops[GROUP];
  for (size_t l = 0; l < GROUP; l++) tops[l] = -INFINITY;
  for (size_t c = 0; c < classes; c += GROUP) {
    load_group(z + c, classes - c, group);
    for (size_t l = 0; l < GROUP; l++) tops[l] = group[l] > tops[l] ? group[l] : tops[l];
  }
  float top = tops[0];
  for (size_t l = 1; l < GROUP; l++) top = tops[l] > top ? tops[l] : top;
  double sums[GROUP] = {0};
  for (size_t c = 0; c < classes; c += GROUP) {
    load_group(z + c, classes - c, group);
    for (size_t l = 0; l < GROUP; l++) sums[l] += double_exp((double)group[l] - (double)top);
  }
  double total = 0;
  for (size_t l = 0; l < GROUP; l++) total += sums[l];
  return (double)top + double_log(total);
}

// out[c] = scale·e^(z[c] − normaliser), up to the end of the last group.
INLINED void scaled_softmax(const float *z, double normaliser, double scale, double *out,
                            size_t classes) {
  float group[GROUP];
  for (size_t c = 0; c < classes; c += GROUP) {
    load_group(z + c, classes - c, group);
    for (size_t l = 0; l < GROUP; l++)
      out[c + l] = scale * double_exp((double)group[l] - normaliser);
  }
}
