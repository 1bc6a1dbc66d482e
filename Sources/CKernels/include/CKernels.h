#pragma once

#include <stddef.h>
#include <stdint.h>

// Matrix products and the loops between them: C over contiguous float arrays, vectorised by the
// compiler or written over vectors of sixteen, with one version per class of x86-64 machine chosen
// when the program is loaded.
//
// Every sum runs in an order that depends on the sizes alone, so equal inputs give equal bits on
// machines that choose the same version. Matrices are row-major. Arrays do not overlap.

// The clone in use: "x86-64-v4", "x86-64-v3", "x86-64", or the architecture where there is but one.
const char *assay_kernel_name(void);

// Writes the message to standard error and aborts.
_Noreturn void assay_refuse(const char *message);

// The bytes that the program has allocated and not freed, over all threads; −1 where the C library
// does not tell. Small pieces that a thread keeps for its next allocation count as allocated.
int64_t assay_heap_in_use(void);

// out[i] for i < n.
void assay_scale(const float *a, float factor, float *out, size_t n);

// Within 2 ulp of eˣ between −87.3 and 88.3, clamped to the ends' values beyond.
void assay_exp(const float *x, float *out, size_t n);
void assay_relu(const float *x, float *out, size_t n);
void assay_sigmoid(const float *x, float *out, size_t n);
void assay_silu(const float *x, float *out, size_t n);
void assay_tanh(const float *x, float *out, size_t n);
// The tanh form: x·σ(2√(2/π)(x + 0.044715x³)) (Hendrycks & Gimpel 2016).
void assay_gelu(const float *x, float *out, size_t n);

// out[i] = gradient[i] times the derivative at x[i], or, for sigmoid and tanh, at the output y[i].
void assay_relu_derivative(const float *x, const float *gradient, float *out, size_t n);
void assay_sigmoid_derivative(const float *y, const float *gradient, float *out, size_t n);
void assay_tanh_derivative(const float *y, const float *gradient, float *out, size_t n);
void assay_gelu_derivative(const float *x, const float *gradient, float *out, size_t n);
void assay_silu_derivative(const float *x, const float *gradient, float *out, size_t n);

// A matrix: element (i, j) is values[i·row + j·column].
typedef struct {
  const float *values;
  size_t row, column;
} assay_matrix;

// The sizes of out[m, n] = a[m, k] · b[k, n].
typedef struct {
  size_t m, k, n;
} assay_product_sizes;

// Where the sums start: at what `out` holds, else at the bias of each column, else, where that is
// null, at zero. Where they end: at the larger of the sum and zero if it rectifies.
typedef struct {
  int continues;
  const float *bias;
  int rectifies;
} assay_product_start;

// The matrix product, its rows `out_row` apart, by the tiles of the best class that there is.
void assay_product(assay_matrix a, assay_matrix b, float *out, size_t out_row,
                   assay_product_sizes sizes, assay_product_start start);

// The classes of processor that the product has tiles for, and whether this one is of the class.
typedef enum { assay_class_baseline, assay_class_v3, assay_class_v4 } assay_class;
int assay_has_class(assay_class class);
// The product by the tiles of a class that this processor is of; for comparing them.
void assay_product_as(assay_class class, assay_matrix a, assay_matrix b, float *out, size_t out_row,
                      assay_product_sizes sizes, assay_product_start start);

// Sums in double precision over sixteen lanes.
double assay_sum(const float *x, size_t n);
double assay_sum_of_squares(const float *x, size_t n);

// Sizes of a result of four axes, and how far apart the elements of either operand lie on each; 0
// repeats an element.
typedef struct {
  size_t sizes[4], a[4], b[4];
} assay_broadcast;

void assay_add(const float *a, const float *b, float *out, assay_broadcast sizes);
void assay_subtract(const float *a, const float *b, float *out, assay_broadcast sizes);
void assay_multiply(const float *a, const float *b, float *out, assay_broadcast sizes);
void assay_divide(const float *a, const float *b, float *out, assay_broadcast sizes);
// Adds x, of those sizes, up to the `count` elements of `out`, which lie as `b` says.
void assay_sum_to(const float *x, float *out, size_t count, assay_broadcast sizes);
// Copies x, which lies as `a` says, to the sizes in order.
void assay_copy(const float *x, float *out, assay_broadcast sizes);

// sums[c] += Σ over r of x[r][c], row by row.
void assay_add_rows(const float *x, float *sums, size_t rows, size_t columns);
// Lets a gradient pass where the output is above zero, and adds up what passes as `assay_add_rows`.
void assay_rectify_gradient(const float *gradient, const float *output, float *passed, float *sums,
                            size_t rows, size_t columns);
// out[c] = Σ over r of x[r][c].
void assay_sum_rows(const float *x, float *out, size_t rows, size_t columns);
// to[r][0 ..< width] = from[r][0 ..< width], each with a stride of its own.
void assay_copy_columns(const float *from, size_t from_stride, float *to, size_t to_stride,
                        size_t rows, size_t width);

// Normalises each row to mean 0 and variance 1, keeping 1 / √(variance + epsilon) per row and the
// normalised rows for the derivative, then scales and shifts (Ba, Kiros & Hinton 2016).
void assay_layer_norm(const float *x, const float *scale, const float *shift, float epsilon,
                      float *out, float *normalised, float *inverse_deviation, size_t rows,
                      size_t columns);
// dx = s·(h − mean(h) − n·mean(h·n)) with h = gradient·scale, n the normalised row, s its inverse
// deviation.
void assay_layer_norm_derivative(const float *normalised, const float *inverse_deviation,
                                 const float *scale, const float *gradient, float *out,
                                 size_t rows, size_t columns);

// Keeps the mean and variance of each column, over at least one row.
void assay_column_moments(const float *x, float *mean, float *variance, size_t rows,
                          size_t columns);
// Normalises each column by these, as `assay_layer_norm` does rows (Ioffe & Szegedy 2015).
void assay_batch_norm(const float *x, const float *mean, const float *variance, float epsilon,
                      const float *scale, const float *shift, float *out, float *normalised,
                      float *inverse_deviation, size_t rows, size_t columns);
// Where mean and variance are the batch's own; `sums` holds two numbers a column.
void assay_batch_norm_derivative(const float *normalised, const float *inverse_deviation,
                                 const float *scale, const float *gradient, float *out, float *sums,
                                 size_t rows, size_t columns);

// One axis of a tensor, with the axes before it and after it read as one each.
typedef struct {
  size_t outer, size, inner;
} assay_axis;

// [outer, size, inner] to [outer, inner]: factor · Σ, and its transpose.
void assay_sum_axis(const float *x, float factor, float *out, assay_axis axis);
void assay_spread_axis(const float *gradient, float factor, float *out, assay_axis axis);
// `winners` holds, per output, the first place of the largest input.
void assay_max_axis(const float *x, float *out, int32_t *winners, assay_axis axis);
// Takes by ids [outer, picks, inner] from [outer, size, inner], and adds back to where it came from.
void assay_gather_axis(const float *x, const int32_t *ids, float *out, assay_axis axis,
                       size_t picks);
void assay_scatter_axis(const float *rows, const int32_t *ids, float *out, assay_axis axis,
                        size_t picks);
// Turns the first `lengths[b]` steps of each item around, all where `lengths` is null.
void assay_reverse_in_time(const float *x, const int32_t *lengths, float *out, size_t batch,
                           size_t time, size_t channels);

// Windows over one axis: `windows` = (size + 2·padding − dilation·(kernel − 1) − 1) / stride + 1.
typedef struct {
  size_t size, kernel, stride, padding, dilation, windows;
} assay_axis_windows;

// Pooling of [batch, height, width, channels] without dilation; padding counts for nothing.
typedef struct {
  assay_axis_windows height, width;
  size_t batch, channels;
} assay_pooling;

// A convolution of [batch, height, width, channels] to [batch, windows, windows, outputs]; the
// weight is [kernel, kernel, channels / groups, outputs].
typedef struct {
  assay_axis_windows height, width;
  size_t batch, channels, outputs, groups;
  // Whether outputs below zero are zero.
  int rectifies;
} assay_convolution;

// The number of elements that the other two take as scratch.
size_t assay_convolution_scratch(assay_convolution sizes, const assay_pooling *pool);
// Where `pool` is not null, the sizes of pooling one image's outputs, what is kept of each image are
// the largest outputs of its windows, and in `winners` their pixels, counted in the image.
void assay_convolve(const float *x, const float *weight, const float *bias, float *out,
                    const assay_pooling *pool, int32_t *winners, float *scratch,
                    assay_convolution sizes);
// `output` is read where it rectifies; `to_x` may be null.
void assay_convolve_derivative(const float *x, const float *weight, const float *output,
                               const float *gradient, const assay_pooling *pool,
                               const int32_t *winners, float *to_x, float *to_weight,
                               float *to_bias, float *scratch, assay_convolution sizes);

// `winners` holds, per output, the pixel of the first of the largest inputs, counted over the batch.
void assay_max_pool(const float *x, float *out, int32_t *winners, assay_pooling sizes);
void assay_max_pool_derivative(const float *gradient, const int32_t *winners, float *out,
                               assay_pooling sizes);
void assay_average_pool(const float *x, float *out, assay_pooling sizes);
void assay_average_pool_derivative(const float *gradient, float *out, assay_pooling sizes);

// Sizes of a recurrent layer over [batch, time, …]; lengths may be null, else padding is zero.
typedef struct {
  size_t batch, time, hidden;
} assay_recurrence;

// The GRU (Cho et al. 2014) in the form of cuDNN, where the reset gate scales the product. `inputs`
// [batch, time, 3·hidden] holds the inputs' share of the reset, update and new gates, and then the
// gates; `candidates` [batch, time, hidden], unless null, the state's share of the new gate;
// `scratch` [batch, 3·hidden].
void assay_gru(float *inputs, const float *first, const float *weight, const float *bias,
               const int32_t *lengths, float *output, float *candidates, float *scratch,
               assay_recurrence sizes);
// `transposed` is the weight, transposed; `input_gates` and `state_gates` take the gradients at the
// inputs' and the state's shares, `state` [batch, hidden] that at the first state.
void assay_gru_derivative(const float *gradient, const float *gates, const float *candidates,
                          const float *first, const float *output, const float *transposed,
                          const int32_t *lengths, float *input_gates, float *state_gates,
                          float *state, assay_recurrence sizes);
// The LSTM (Hochreiter & Schmidhuber 1997, with forget gates); gates input, forget, cell, output.
// `output` [batch, time, 2·hidden] holds the state and then the cell.
void assay_lstm(float *inputs, const float *first, const float *first_cell, const float *weight,
                const float *bias, const int32_t *lengths, float *output, float *scratch,
                assay_recurrence sizes);
void assay_lstm_derivative(const float *gradient, const float *gates, const float *first_cell,
                           const float *output, const float *transposed, const int32_t *lengths,
                           float *to_gates, float *state, float *cell, assay_recurrence sizes);
// The gradient by a recurrent weight [hidden, width] from the gradients at its products.
void assay_recurrent_weight(const float *first, const float *output, size_t output_width,
                            const float *gates, float *weight, size_t width,
                            assay_recurrence sizes);

// Attention of several heads of `width` each (Vaswani et al. 2017). A query sees the keys below its
// item's length (all where null) and, if causal, none after its own time; queries end with the keys.
typedef struct {
  size_t batch, heads, queries, keys, width;
  float scale;
  int causal;
  const int32_t *key_lengths;
} assay_attention_sizes;

void assay_attention(const float *queries, const float *keys, const float *values, float *weights,
                     float *out, assay_attention_sizes sizes);
// `scratch` holds queries · keys elements.
void assay_attention_derivative(const float *gradient, const float *queries, const float *keys,
                                const float *values, const float *weights, float *to_queries,
                                float *to_keys, float *to_values, float *scratch,
                                assay_attention_sizes sizes);

// out[r] = table[ids[r]], and its transpose table[ids[r]] += rows[r]; every id is in range.
void assay_gather(const float *table, const int32_t *ids, float *out, size_t rows, size_t columns);
void assay_scatter_add(const float *rows, const int32_t *ids, float *table, size_t count,
                       size_t columns);

// Rows [cases · count, columns]: of each case every row of `others`, in which column c is that of
// `row` where present[case][units[c]], of `parts` flags a case. Every unit is in range.
typedef struct {
  size_t cases, parts, count, columns;
} assay_mix_sizes;
void assay_mix_rows(const float *row, const float *others, const uint8_t *present,
                    const int32_t *units, float *out, assay_mix_sizes sizes);

// Σ of softplus(z) − t·z, as max(z, 0) − t·z + log(1 + e^−|z|): finite for every finite logit.
double assay_binary_cross_entropy(const float *logits, const float *targets, size_t n);
// out[i] = factor·(σ(z) − t).
void assay_binary_cross_entropy_derivative(const float *logits, const float *targets, float factor,
                                           float *out, size_t n);
// Each row's softmax or its logarithm, the largest logit taken off first, and the derivatives from
// the outputs y.
void assay_softmax(const float *logits, float *out, size_t rows, size_t columns);
void assay_softmax_derivative(const float *y, const float *gradient, float *out, size_t rows,
                              size_t columns);
void assay_log_softmax(const float *logits, float *out, size_t rows, size_t columns);
void assay_log_softmax_derivative(const float *y, const float *gradient, float *out, size_t rows,
                                  size_t columns);
// Σ over rows of the cross-entropy of 1 − smoothing on the label and smoothing spread evenly
// (Szegedy et al. 2016); a label below 0 leaves its row out.
double assay_softmax_cross_entropy(const float *logits, const int32_t *labels, float smoothing,
                                   size_t rows, size_t columns);
void assay_softmax_cross_entropy_derivative(const float *logits, const int32_t *labels,
                                            float smoothing, float factor, float *out, size_t rows,
                                            size_t columns);

// With d = x − target, Σ of d², of |d|, and of Huber's d²/2 up to delta and delta·(|d| − delta/2)
// beyond (Huber 1964).
double assay_square(const float *x, const float *targets, size_t n);
void assay_square_derivative(const float *x, const float *targets, float factor, float *out,
                             size_t n);
double assay_absolute(const float *x, const float *targets, size_t n);
void assay_absolute_derivative(const float *x, const float *targets, float factor, float *out,
                               size_t n);
double assay_huber(const float *x, const float *targets, float delta, size_t n);
void assay_huber_derivative(const float *x, const float *targets, float delta, float factor,
                            float *out, size_t n);

// One step of AdamW (Loshchilov & Hutter 2019); `gradient_factor` clips, and the corrections are
// 1 / (1 − βᵗ).
typedef struct {
  float learning_rate, beta1, beta2, epsilon, decay;
  float first_correction, second_correction, gradient_factor;
} assay_adamw_settings;

void assay_adamw(float *parameter, float *first, float *second, const float *gradient,
                 assay_adamw_settings settings, size_t n);

// One step of stochastic gradient descent with momentum μ (Polyak 1964): g = factor·gradient +
// decay·w, v ← μ·v + g, w ← w − rate·v, or w − rate·(g + μ·v) in Nesterov's form.
typedef struct {
  float learning_rate, momentum, decay, gradient_factor;
  int nesterov;
} assay_sgd_settings;

void assay_sgd(float *parameter, float *velocity, const float *gradient,
               assay_sgd_settings settings, size_t n);

// average[i] += share·(x[i] − average[i]).
void assay_move_towards(float *average, const float *x, float share, size_t n);

// Random numbers that are a function of (seed, stream, index) alone, the same bits on every machine.
// Uniform within ±limit, symmetric, never zero.
void assay_uniform(uint64_t seed, uint64_t stream, float limit, float *out, size_t n);
// 0 with probability rate in 0 ..< 1, else 1 / (1 − rate).
void assay_dropout_mask(uint64_t seed, uint64_t stream, float rate, float *out, size_t n);

// One item of a batch of logits, [time, classes] for CTC and [time, positions, classes] for the
// transducer: `frames` steps of time and the positions 0 … `labels` are its own. At least one
// frame; labels lie in 1 ..< classes, the blank is 0.
typedef struct {
  size_t positions, classes, frames, labels;
} assay_lattice;

// How many doubles of scratch the losses below take.
size_t assay_ctc_scratch(assay_lattice sizes);
size_t assay_transducer_scratch(assay_lattice sizes);

// −log p of the target by CTC and by the transducer, in double precision, with sums of
// probabilities as logarithms. Where `gradient` is not NULL, it gets `factor` times the derivative
// by the item's logits in its frames, 0 at positions that are not its own. NaN for logits of NaN or
// +∞.
double assay_ctc(const float *logits, const int32_t *target, assay_lattice sizes, double factor,
                 float *gradient, double *scratch);
double assay_transducer(const float *logits, const int32_t *target, assay_lattice sizes,
                        double factor, float *gradient, double *scratch);
