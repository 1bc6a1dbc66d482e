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
                (assay_product_sizes){batch, hidden, width}, (assay_product_start){0, bias});
}

// Adds this step's share to the gradient by a recurrent weight: statesᵀ · gates.
INLINED void add_weight_gradient(const float *first_state, const float *output, size_t output_width,
                                 const float *gates, float *weight, size_t width,
                                 assay_recurrence s) {
  memset(weight, 0, s.hidden * width * sizeof(float));
  assay_product((assay_matrix){first_state, 1, s.hidden}, (assay_matrix){gates, s.time * width, 1},
                weight, width, (assay_product_sizes){s.hidden, s.batch, width},
                (assay_product_start){1, 0});
  for (size_t b = 0; b < s.batch; b++)
    assay_product((assay_matrix){output + b * s.time * output_width, 1, output_width},
                  (assay_matrix){gates + (b * s.time + 1) * width, width, 1}, weight, width,
                  (assay_product_sizes){s.hidden, s.time - 1, width}, (assay_product_start){1, 0});
}

KERNEL void assay_transpose(const float *from, float *restrict to, size_t rows, size_t columns) {
  for (size_t c = 0; c < columns; c++)
    for (size_t r = 0; r < rows; r++) to[c * rows + r] = from[r * columns + c];
}

KERNEL void assay_gru(float *inputs, const float *first, const float *weight, const float *bias,
                      const int32_t *lengths, float *output, float *candidates, float *scratch,
                      assay_recurrence s) {
  const size_t h = s.hidden, width = 3 * h;
  for (size_t t = 0; t < s.time; t++) {
    const float *state = t == 0 ? first : output + (t - 1) * h;
    const size_t state_row = t == 0 ? h : s.time * h;
    to_gates(state, state_row, weight, bias, scratch, s.batch, h, width);
    for (size_t b = 0; b < s.batch; b++) {
      float *out = output + (b * s.time + t) * h;
      float *gates = inputs + (b * s.time + t) * width;
      if (is_padding(lengths, b, t)) {
        memset(out, 0, h * sizeof(float));
        continue;
      }
      const float *own = scratch + b * width, *before = state + b * state_row;
      float *restrict reset = gates, *restrict update = gates + h, *restrict fresh = gates + 2 * h;
      for (size_t i = 0; i < 2 * h; i++) gates[i] = scalar_sigmoid(gates[i] + own[i]);
      for (size_t i = 0; i < h; i++) fresh[i] = scalar_tanh(fresh[i] + reset[i] * own[2 * h + i]);
      for (size_t i = 0; i < h; i++) out[i] = fresh[i] + update[i] * (before[i] - fresh[i]);
      if (candidates)
        memcpy(candidates + (b * s.time + t) * h, own + 2 * h, h * sizeof(float));
    }
  }
}

KERNEL void assay_gru_derivative(const float *gradient, const float *gates, const float *candidates,
                                 const float *first, const float *output, const float *transposed,
                                 const int32_t *lengths, float *input_gates, float *state_gates,
                                 float *state, assay_recurrence s) {
  const size_t h = s.hidden, width = 3 * h;
  memset(state, 0, s.batch * h * sizeof(float));
  for (size_t t = s.time; t-- > 0;) {
    for (size_t b = 0; b < s.batch; b++) {
      const size_t row = b * s.time + t;
      float *restrict to_input = input_gates + row * width;
      float *restrict to_state = state_gates + row * width;
      if (is_padding(lengths, b, t)) {
        memset(to_input, 0, width * sizeof(float));
        memset(to_state, 0, width * sizeof(float));
        continue;
      }
      const float *reset = gates + row * width, *update = reset + h, *fresh = reset + 2 * h;
      const float *before = t == 0 ? first + b * h : output + (row - 1) * h;
      const float *candidate = candidates + row * h, *from = gradient + row * h;
      float *restrict own = state + b * h;
      for (size_t i = 0; i < h; i++) {
        const float g = own[i] + from[i];
        const float to_fresh = g * (1.0f - update[i]) * (1.0f - fresh[i] * fresh[i]);
        const float to_update = g * (before[i] - fresh[i]) * update[i] * (1.0f - update[i]);
        const float to_reset = to_fresh * candidate[i] * reset[i] * (1.0f - reset[i]);
        to_input[i] = to_state[i] = to_reset;
        to_input[h + i] = to_state[h + i] = to_update;
        to_input[2 * h + i] = to_fresh;
        to_state[2 * h + i] = to_fresh * reset[i];
        own[i] = g * update[i];
      }
    }
    assay_product((assay_matrix){state_gates + t * width, s.time * width, 1},
                  (assay_matrix){transposed, h, 1}, state, h,
                  (assay_product_sizes){s.batch, width, h}, (assay_product_start){1, 0});
  }
}

KERNEL void assay_lstm(float *inputs, const float *first, const float *first_cell,
                       const float *weight, const float *bias, const int32_t *lengths,
                       float *output, float *scratch, assay_recurrence s) {
  const size_t h = s.hidden, width = 4 * h, out_width = 2 * h;
  for (size_t t = 0; t < s.time; t++) {
    const float *state = t == 0 ? first : output + (t - 1) * out_width;
    const float *cell = t == 0 ? first_cell : output + (t - 1) * out_width + h;
    const size_t state_row = t == 0 ? h : s.time * out_width;
    to_gates(state, state_row, weight, bias, scratch, s.batch, h, width);
    for (size_t b = 0; b < s.batch; b++) {
      float *restrict out = output + (b * s.time + t) * out_width;
      float *restrict gates = inputs + (b * s.time + t) * width;
      if (is_padding(lengths, b, t)) {
        memset(out, 0, out_width * sizeof(float));
        continue;
      }
      const float *own = scratch + b * width, *before = cell + b * state_row;
      for (size_t i = 0; i < 2 * h; i++) gates[i] = scalar_sigmoid(gates[i] + own[i]);
      for (size_t i = 2 * h; i < 3 * h; i++) gates[i] = scalar_tanh(gates[i] + own[i]);
      for (size_t i = 3 * h; i < 4 * h; i++) gates[i] = scalar_sigmoid(gates[i] + own[i]);
      for (size_t i = 0; i < h; i++)
        out[h + i] = gates[h + i] * before[i] + gates[i] * gates[2 * h + i];
      for (size_t i = 0; i < h; i++) out[i] = gates[3 * h + i] * scalar_tanh(out[h + i]);
    }
  }
}

KERNEL void assay_lstm_derivative(const float *gradient, const float *gates, const float *first_cell,
                                  const float *output, const float *transposed,
                                  const int32_t *lengths, float *to_gates, float *state,
                                  float *cell, assay_recurrence s) {
  const size_t h = s.hidden, width = 4 * h, out_width = 2 * h;
  memset(state, 0, s.batch * h * sizeof(float));
  memset(cell, 0, s.batch * h * sizeof(float));
  for (size_t t = s.time; t-- > 0;) {
    for (size_t b = 0; b < s.batch; b++) {
      const size_t row = b * s.time + t;
      float *restrict to = to_gates + row * width;
      if (is_padding(lengths, b, t)) {
        memset(to, 0, width * sizeof(float));
        continue;
      }
      const float *gate = gates + row * width, *out = output + row * out_width;
      const float *before = t == 0 ? first_cell + b * h : out - out_width + h;
      const float *from = gradient + row * out_width;
      float *restrict own = state + b * h, *restrict own_cell = cell + b * h;
      for (size_t i = 0; i < h; i++) {
        const float input = gate[i], forget = gate[h + i], fresh = gate[2 * h + i];
        const float open = gate[3 * h + i], squashed = scalar_tanh(out[h + i]);
        const float g = own[i] + from[i];
        const float c = own_cell[i] + from[h + i] + g * open * (1.0f - squashed * squashed);
        to[i] = c * fresh * input * (1.0f - input);
        to[h + i] = c * before[i] * forget * (1.0f - forget);
        to[2 * h + i] = c * input * (1.0f - fresh * fresh);
        to[3 * h + i] = g * squashed * open * (1.0f - open);
        own_cell[i] = c * forget;
        own[i] = 0;
      }
    }
    assay_product((assay_matrix){to_gates + t * width, s.time * width, 1},
                  (assay_matrix){transposed, h, 1}, state, h,
                  (assay_product_sizes){s.batch, width, h}, (assay_product_start){1, 0});
  }
}

void assay_recurrent_weight(const float *first, const float *output, size_t output_width,
                            const float *gates, float *weight, size_t width, assay_recurrence s) {
  add_weight_gradient(first, output, output_width, gates, weight, width, s);
}
