#pragma once

#include <stddef.h>
#include <stdint.h>

// The loops between the matrix products: plain C over contiguous float arrays, vectorised by the
// compiler, with one clone per class of x86-64 machine chosen when the program is loaded.
//
// Every sum runs in an order that depends on the sizes alone, so equal inputs give equal bits on
// machines that choose the same clone. Matrices are row-major. An output may be the same array as
// an input of its size where the parameter is named `out`; otherwise arrays do not overlap.

// The clone in use: "x86-64-v4", "x86-64-v3", "x86-64", or the architecture where there is but one.
const char *assay_kernel_name(void);

// Writes the message to standard error and aborts.
_Noreturn void assay_refuse(const char *message);

// Lets the C library keep up to 32 MiB of freed memory, where it can be told so.
void assay_keep_freed_memory(void);

// out[i] for i < n.
void assay_add(const float *a, const float *b, float *out, size_t n);
void assay_multiply(const float *a, const float *b, float *out, size_t n);
void assay_scale(const float *a, float factor, float *out, size_t n);
// sum[i] += a[i].
void assay_accumulate(const float *a, float *sum, size_t n);

// Within 2 ulp of eˣ between −87.3 and 88.3, clamped to the ends' values beyond.
void assay_exp(const float *x, float *out, size_t n);
void assay_relu(const float *x, float *out, size_t n);
void assay_sigmoid(const float *x, float *out, size_t n);
void assay_tanh(const float *x, float *out, size_t n);
// The tanh form: x·σ(2√(2/π)(x + 0.044715x³)) (Hendrycks & Gimpel 2016).
void assay_gelu(const float *x, float *out, size_t n);

// out[i] = gradient[i] times the derivative at x[i], or, for sigmoid and tanh, at the output y[i].
void assay_relu_derivative(const float *x, const float *gradient, float *out, size_t n);
void assay_sigmoid_derivative(const float *y, const float *gradient, float *out, size_t n);
void assay_tanh_derivative(const float *y, const float *gradient, float *out, size_t n);
void assay_gelu_derivative(const float *x, const float *gradient, float *out, size_t n);

// Sums in double precision over sixteen lanes.
double assay_sum(const float *x, size_t n);
double assay_sum_of_squares(const float *x, size_t n);

// out[r][c] = x[r][c] + bias[c].
void assay_add_bias(const float *x, const float *bias, float *out, size_t rows, size_t columns);
// out[r][c] = bias[c].
void assay_repeat_row(const float *bias, float *out, size_t rows, size_t columns);
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

// [batch, time, channels] to [batch, channels] and back.
void assay_mean_over_time(const float *x, float *out, size_t batch, size_t time, size_t channels);
void assay_mean_over_time_derivative(const float *gradient, float *out, size_t batch, size_t time,
                                     size_t channels);
// `winners` holds, per output, the first time of the largest input.
void assay_max_over_time(const float *x, float *out, int32_t *winners, size_t batch, size_t time,
                         size_t channels);
void assay_max_over_time_derivative(const float *gradient, const int32_t *winners, float *out,
                                    size_t batch, size_t time, size_t channels);

// A convolution's sizes: `windows` = (time + 2·padding − kernel) / stride + 1.
typedef struct {
  size_t batch, time, channels, kernel, stride, padding, windows;
} assay_windows;

// [batch, time, channels] to one row of kernel·channels numbers per window, zero where it overhangs.
void assay_unfold(const float *x, float *out, assay_windows sizes);
// The transpose of unfold: adds each window's row back to the times it came from.
void assay_fold(const float *rows, float *out, assay_windows sizes);

// out[r] = table[ids[r]], and its transpose table[ids[r]] += rows[r]; every id is in range.
void assay_gather(const float *table, const int32_t *ids, float *out, size_t rows, size_t columns);
void assay_scatter_add(const float *rows, const int32_t *ids, float *table, size_t count,
                       size_t columns);

// Σ of softplus(z) − t·z, as max(z, 0) − t·z + log(1 + e^−|z|): finite for every finite logit.
double assay_binary_cross_entropy(const float *logits, const float *targets, size_t n);
// out[i] = factor·(σ(z) − t).
void assay_binary_cross_entropy_derivative(const float *logits, const float *targets, float factor,
                                           float *out, size_t n);
// Writes each row's softmax, its largest logit taken off first.
void assay_softmax(const float *logits, float *out, size_t rows, size_t columns);
// Σ over rows of log Σ e^z − z[label].
double assay_softmax_cross_entropy(const float *logits, const int32_t *labels, size_t rows,
                                   size_t columns);

// One step of AdamW (Loshchilov & Hutter 2019); `gradient_factor` clips, and the corrections are
// 1 / (1 − βᵗ).
typedef struct {
  float learning_rate, beta1, beta2, epsilon, decay;
  float first_correction, second_correction, gradient_factor;
} assay_adamw_settings;

void assay_adamw(float *parameter, float *first, float *second, const float *gradient,
                 assay_adamw_settings settings, size_t n);

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
