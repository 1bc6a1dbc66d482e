#include <string.h>

#include "scalar.h"

// Sequences lie as [batch, time, ...]: the rows of one time are `time` rows apart. Beyond an item's
// length the output is zero and no gradient passes.

INLINED int is_padding(const int32_t *lengths, size_t item, size_t t) {
  return lengths && t >= (size_t)lengths[item];
}

INLINED void to_gates(const float *state, size_t state_row, const float *weight, const float *bias,
                      float *gates, size_t batch, size_t hidden, size_t width) {
  assay_product((assay_matrix){state, state_row, 1}, (assay_matrix){weight, width, 1}, gates, width,
                (assay_product_sizes){batch, hidden, width}, (assay_product_start){0, bias, 0});
}

// The rows of one step: arrays of one hidden size each, which do not overlap, so that the loops
// vectorise.

INLINED void add_sigmoid(float *restrict gates, const float *restrict own, size_t n) {
  WIDE_LOOP
  for (size_t i = 0; i < n; i++) gates[i] = scalar_sigmoid(gates[i] + own[i]);
}

INLINED void add_tanh(float *restrict gates, const float *restrict own, size_t n) {
  WIDE_LOOP
  for (size_t i = 0; i < n; i++) gates[i] = scalar_tanh(gates[i] + own[i]);
}

INLINED void gru_row(const float *restrict reset, const float *restrict update,
                     float *restrict fresh, const float *restrict own, const float *restrict before,
                     float *restrict out, size_t n) {
  WIDE_LOOP
  for (size_t i = 0; i < n; i++) {
    const float value = scalar_tanh(fresh[i] + reset[i] * own[i]);
    fresh[i] = value;
    out[i] = value + update[i] * (before[i] - value);
  }
}

WIDE_KERNEL void assay_gru(float *inputs, const float *first, const float *weight,
                           const float *bias, const int32_t *lengths, float *output,
                           float *candidates, float *scratch, assay_recurrence s) {
  const size_t h = s.hidden, width = 3 * h;
  for (size_t t = 0; t < s.time; t++) {
    const float *state = t == 0 ? first : output + (t - 1) * h;
    const size_t state_row = t == 0 ? h : s.time * h;
    to_gates(state, state_row, weight, bias, scratch, s.batch, h, width);
    for (size_t b = 0; b < s.batch; b++) {
      float *out = output + (b * s.time + t) * h;
      float *gates = inputs + (b * s.time + t) * width;
      const float *own = scratch + b * width;
      if (is_padding(lengths, b, t)) {
        memset(out, 0, h * sizeof(float));
        continue;
      }
      add_sigmoid(gates, own, 2 * h);
      gru_row(gates, gates + h, gates + 2 * h, own + 2 * h, state + b * state_row, out, h);
      if (candidates)
        memcpy(candidates + (b * s.time + t) * h, own + 2 * h, h * sizeof(float));
    }
  }
}

INLINED void gru_row_derivative(const float *restrict from, const float *restrict gates,
                                const float *restrict candidate, const float *restrict before,
                                float *restrict state, float *restrict to_input,
                                float *restrict to_state, size_t h) {
  const float *reset = gates, *update = gates + h, *fresh = gates + 2 * h;
  WIDE_LOOP
  for (size_t i = 0; i < h; i++) {
    const float g = state[i] + from[i];
    const float to_fresh = g * (1.0f - update[i]) * (1.0f - fresh[i] * fresh[i]);
    const float to_update = g * (before[i] - fresh[i]) * update[i] * (1.0f - update[i]);
    const float to_reset = to_fresh * candidate[i] * reset[i] * (1.0f - reset[i]);
    to_input[i] = to_reset;
    to_input[h + i] = to_update;
    to_input[2 * h + i] = to_fresh;
    to_state[i] = to_reset;
    to_state[h + i] = to_update;
    to_state[2 * h + i] = to_fresh * reset[i];
    state[i] = g * update[i];
  }
}

WIDE_KERNEL void assay_gru_derivative(const float *gradient, const float *gates,
                                      const float *candidates, const float *first,
                                      const float *output, const float *transposed,
                                      const int32_t *lengths, float *input_gates,
                                      float *state_gates, float *state, assay_recurrence s) {
  const size_t h = s.hidden, width = 3 * h;
  memset(state, 0, s.batch * h * sizeof(float));
  for (size_t t = s.time; t-- > 0;) {
    for (size_t b = 0; b < s.batch; b++) {
      const size_t row = b * s.time + t;
      if (is_padding(lengths, b, t)) {
        memset(input_gates + row * width, 0, width * sizeof(float));
        memset(state_gates + row * width, 0, width * sizeof(float));
        continue;
      }
      const float *before = t == 0 ? first + b * h : output + (row - 1) * h;
      gru_row_derivative(gradient + row * h, gates + row * width, candidates + row * h, before,
                         state + b * h, input_gates + row * width, state_gates + row * width, h);
    }
    assay_product((assay_matrix){state_gates + t * width, s.time * width, 1},
                  (assay_matrix){transposed, h, 1}, state, h,
                  (assay_product_sizes){s.batch, width, h}, (assay_product_start){1, 0, 0});
  }
}

INLINED void lstm_row(const float *restrict gates, const float *restrict before,
                      float *restrict out, float *restrict cell, size_t h) {
  WIDE_LOOP
  for (size_t i = 0; i < h; i++) {
    const float value = gates[h + i] * before[i] + gates[i] * gates[2 * h + i];
    cell[i] = value;
    out[i] = gates[3 * h + i] * scalar_tanh(value);
  }
}

WIDE_KERNEL void assay_lstm(float *inputs, const float *first, const float *first_cell,
                            const float *weight, const float *bias, const int32_t *lengths,
                            float *output, float *scratch, assay_recurrence s) {
  const size_t h = s.hidden, width = 4 * h, out_width = 2 * h;
  for (size_t t = 0; t < s.time; t++) {
    const float *state = t == 0 ? first : output + (t - 1) * out_width;
    const float *cell = t == 0 ? first_cell : output + (t - 1) * out_width + h;
    const size_t state_row = t == 0 ? h : s.time * out_width;
    to_gates(state, state_row, weight, bias, scratch, s.batch, h, width);
    for (size_t b = 0; b < s.batch; b++) {
      float *out = output + (b * s.time + t) * out_width;
      float *gates = inputs + (b * s.time + t) * width;
      const float *own = scratch + b * width;
      if (is_padding(lengths, b, t)) {
        memset(out, 0, out_width * sizeof(float));
        continue;
      }
      add_sigmoid(gates, own, 2 * h);
      add_tanh(gates + 2 * h, own + 2 * h, h);
      add_sigmoid(gates + 3 * h, own + 3 * h, h);
      lstm_row(gates, cell + b * state_row, out, out + h, h);
    }
  }
}

INLINED void lstm_row_derivative(const float *restrict from, const float *restrict gates,
                                 const float *restrict cell, const float *restrict before,
                                 float *restrict state, float *restrict to_cell,
                                 float *restrict to, size_t h) {
  WIDE_LOOP
  for (size_t i = 0; i < h; i++) {
    const float input = gates[i], forget = gates[h + i], fresh = gates[2 * h + i];
    const float open = gates[3 * h + i], squashed = scalar_tanh(cell[i]);
    const float g = state[i] + from[i];
    const float c = to_cell[i] + from[h + i] + g * open * (1.0f - squashed * squashed);
    to[i] = c * fresh * input * (1.0f - input);
    to[h + i] = c * before[i] * forget * (1.0f - forget);
    to[2 * h + i] = c * input * (1.0f - fresh * fresh);
    to[3 * h + i] = g * squashed * open * (1.0f - open);
    to_cell[i] = c * forget;
    state[i] = 0;
  }
}

WIDE_KERNEL void assay_lstm_derivative(const float *gradient, const float *gates,
                                       const float *first_cell, const float *output,
                                       const float *transposed, const int32_t *lengths,
                                       float *to_gates, float *state, float *cell,
                                       assay_recurrence s) {
  const size_t h = s.hidden, width = 4 * h, out_width = 2 * h;
  memset(state, 0, s.batch * h * sizeof(float));
  memset(cell, 0, s.batch * h * sizeof(float));
  for (size_t t = s.time; t-- > 0;) {
    for (size_t b = 0; b < s.batch; b++) {
      const size_t row = b * s.time + t;
      if (is_padding(lengths, b, t)) {
        memset(to_gates + row * width, 0, width * sizeof(float));
        continue;
      }
      const float *out = output + row * out_width;
      const float *before = t == 0 ? first_cell + b * h : out - out_width + h;
      lstm_row_derivative(gradient + row * out_width, gates + row * width, out + h, before,
                          state + b * h, cell + b * h, to_gates + row * width, h);
    }
    assay_product((assay_matrix){to_gates + t * width, s.time * width, 1},
                  (assay_matrix){transposed, h, 1}, state, h,
                  (assay_product_sizes){s.batch, width, h}, (assay_product_start){1, 0, 0});
  }
}

void assay_recurrent_weight(const float *first, const float *output, size_t output_width,
                            const float *gates, float *weight, size_t width, assay_recurrence s) {
  memset(weight, 0, s.hidden * width * sizeof(float));
  if (s.time == 0) return;
  assay_product((assay_matrix){first, 1, s.hidden}, (assay_matrix){gates, s.time * width, 1}, weight,
                width, (assay_product_sizes){s.hidden, s.batch, width},
                (assay_product_start){1, 0, 0});
  for (size_t b = 0; b < s.batch; b++)
    assay_product((assay_matrix){output + b * s.time * output_width, 1, output_width},
                  (assay_matrix){gates + (b * s.time + 1) * width, width, 1}, weight, width,
                  (assay_product_sizes){s.hidden, s.time - 1, width},
                  (assay_product_start){1, 0, 0});
}
