#include <string.h>

#include "clones.h"

KERNEL void assay_mean_over_time(const float *x, float *restrict out, size_t batch, size_t time,
                                 size_t channels) {
  const float factor = 1.0f / (float)time;
  for (size_t b = 0; b < batch; b++) {
    float *sum = out + b * channels;
    for (size_t c = 0; c < channels; c++) sum[c] = 0;
    for (size_t t = 0; t < time; t++)
      for (size_t c = 0; c < channels; c++) sum[c] += x[(b * time + t) * channels + c];
    for (size_t c = 0; c < channels; c++) sum[c] *= factor;
  }
}

KERNEL void assay_mean_over_time_derivative(const float *gradient, float *restrict out,
                                            size_t batch, size_t time, size_t channels) {
  const float factor = 1.0f / (float)time;
  for (size_t b = 0; b < batch; b++)
    for (size_t t = 0; t < time; t++)
      for (size_t c = 0; c < channels; c++)
        out[(b * time + t) * channels + c] = gradient[b * channels + c] * factor;
}

KERNEL void assay_max_over_time(const float *x, float *restrict out, int32_t *restrict winners,
                                size_t batch, size_t time, size_t channels) {
  for (size_t b = 0; b < batch; b++) {
    float *best = out + b * channels;
    int32_t *winner = winners + b * channels;
    for (size_t c = 0; c < channels; c++) {
      best[c] = x[b * time * channels + c];
      winner[c] = 0;
    }
    for (size_t t = 1; t < time; t++)
      for (size_t c = 0; c < channels; c++) {
        const float value = x[(b * time + t) * channels + c];
        winner[c] = value > best[c] ? (int32_t)t : winner[c];
        best[c] = value > best[c] ? value : best[c];
      }
  }
}

void assay_max_over_time_derivative(const float *gradient, const int32_t *winners, float *out,
                                    size_t batch, size_t time, size_t channels) {
  memset(out, 0, batch * time * channels * sizeof(float));
  for (size_t b = 0; b < batch; b++)
    for (size_t c = 0; c < channels; c++) {
      const size_t t = (size_t)winners[b * channels + c];
      out[(b * time + t) * channels + c] = gradient[b * channels + c];
    }
}

// The part of a window inside the sequence: times [first, last) of the input, at row offset `skip`.
typedef struct {
  size_t first, last, skip;
} span;

INLINED span span_of(size_t window, assay_windows s) {
  const size_t start = window * s.stride;
  const size_t end = start + s.kernel;
  span result;
  result.first = start > s.padding ? start - s.padding : 0;
  result.last = end > s.padding ? end - s.padding : 0;
  if (result.last > s.time) result.last = s.time;
  if (result.last < result.first) result.last = result.first;
  result.skip = start < s.padding ? s.padding - start : 0;
  return result;
}

// Channels lie next to each other, so each window is one run of the input.
KERNEL void assay_unfold(const float *x, float *out, assay_windows s) {
  const size_t width = s.kernel * s.channels;
  for (size_t b = 0; b < s.batch; b++)
    for (size_t w = 0; w < s.windows; w++) {
      const span inside = span_of(w, s);
      const size_t count = (inside.last - inside.first) * s.channels;
      float *row = out + (b * s.windows + w) * width;
      if (count < width) memset(row, 0, width * sizeof(float));
      const float *from = x + (b * s.time + inside.first) * s.channels;
      float *to = row + inside.skip * s.channels;
      for (size_t i = 0; i < count; i++) to[i] = from[i];
    }
}

KERNEL void assay_fold(const float *rows, float *out, assay_windows s) {
  const size_t width = s.kernel * s.channels;
  memset(out, 0, s.batch * s.time * s.channels * sizeof(float));
  for (size_t b = 0; b < s.batch; b++)
    for (size_t w = 0; w < s.windows; w++) {
      const span inside = span_of(w, s);
      const size_t count = (inside.last - inside.first) * s.channels;
      const float *from = rows + (b * s.windows + w) * width + inside.skip * s.channels;
      float *to = out + (b * s.time + inside.first) * s.channels;
      for (size_t i = 0; i < count; i++) to[i] += from[i];
    }
}

void assay_gather(const float *table, const int32_t *ids, float *out, size_t rows, size_t columns) {
  if (columns == 0) return;
  for (size_t r = 0; r < rows; r++)
    memcpy(out + r * columns, table + (size_t)ids[r] * columns, columns * sizeof(float));
}

KERNEL void assay_scatter_add(const float *rows, const int32_t *ids, float *table, size_t count,
                              size_t columns) {
  for (size_t r = 0; r < count; r++) {
    float *entry = table + (size_t)ids[r] * columns;
    for (size_t c = 0; c < columns; c++) entry[c] += rows[r * columns + c];
  }
}
