#include <string.h>

#include "clones.h"

// The steps of a window that lie inside the input: [first, last).
typedef struct {
  size_t first, last;
} span;

INLINED span span_of(assay_axis_windows axis, size_t window) {
  const size_t start = window * axis.stride, end = start + axis.kernel;
  span result;
  result.first = start > axis.padding ? start - axis.padding : 0;
  result.last = end > axis.padding ? end - axis.padding : 0;
  if (result.last > axis.size) result.last = axis.size;
  if (result.first > result.last) result.first = result.last;
  return result;
}

// Whether no two windows share a pixel, and whether each pixel then lies in one.
INLINED int lies_apart(assay_axis_windows axis) { return axis.stride >= axis.kernel; }
INLINED int is_covered(assay_axis_windows axis) {
  return axis.stride == axis.kernel && axis.windows * axis.stride >= axis.size + axis.padding;
}

// Sixteen channels at a time. NaN, which is not equal to itself, wins and stays.
#define LANES 16
typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int32_t marks __attribute__((vector_size(4 * LANES), aligned(4)));

// Where `chosen` has all bits, a; where none, b.
#define CHOOSE(chosen, a, b) (((marks)(a) & (chosen)) | ((marks)(b) & ~(chosen)))

WIDE_KERNEL void assay_max_pool(const float *x, float *restrict out, int32_t *restrict winners,
                                assay_pooling s) {
  const size_t whole = s.channels / LANES * LANES;
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++, out += s.channels, winners += s.channels) {
        const span columns = span_of(s.width, ox);
        const size_t start = b * s.height.size * s.width.size;
        const size_t first = start + rows.first * s.width.size + columns.first;
        for (size_t c = 0; c < whole; c += LANES) {
          lanes best = *(const lanes *)(x + first * s.channels + c);
          marks winner = (marks){0} + (int32_t)first;
          for (size_t y = rows.first; y < rows.last; y++)
            for (size_t z = columns.first; z < columns.last; z++) {
              const size_t pixel = start + y * s.width.size + z;
              const lanes value = *(const lanes *)(x + pixel * s.channels + c);
              const marks larger = (value > best) | (value != value);
              best = (lanes)CHOOSE(larger, value, best);
              winner = CHOOSE(larger, (marks){0} + (int32_t)pixel, winner);
            }
          *(lanes *)(out + c) = best;
          *(marks *)(winners + c) = winner;
        }
        for (size_t c = whole; c < s.channels; c++) {
          out[c] = x[first * s.channels + c];
          winners[c] = (int32_t)first;
          for (size_t y = rows.first; y < rows.last; y++)
            for (size_t z = columns.first; z < columns.last; z++) {
              const size_t pixel = start + y * s.width.size + z;
              const float value = x[pixel * s.channels + c];
              const int wins = value > out[c] || value != value;
              winners[c] = wins ? (int32_t)pixel : winners[c];
              out[c] = wins ? value : out[c];
            }
        }
      }
    }
}

WIDE_KERNEL void assay_max_pool_derivative(const float *restrict gradient,
                                           const int32_t *restrict winners, float *restrict out,
                                           assay_pooling s) {
  const size_t whole = s.channels / LANES * LANES;
  const int apart = lies_apart(s.height) && lies_apart(s.width);
  if (!(apart && is_covered(s.height) && is_covered(s.width) && whole == s.channels))
    memset(out, 0, s.batch * s.height.size * s.width.size * s.channels * sizeof(float));
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++) {
        const span columns = span_of(s.width, ox);
        for (size_t y = rows.first; y < rows.last; y++)
          for (size_t z = columns.first; z < columns.last; z++) {
            const size_t pixel = (b * s.height.size + y) * s.width.size + z;
            float *to = out + pixel * s.channels;
            for (size_t c = 0; c < whole; c += LANES) {
              const marks won = *(const marks *)(winners + c) == (int32_t)pixel;
              const lanes share = (lanes)((marks) * (const lanes *)(gradient + c) & won);
              *(lanes *)(to + c) = apart ? share : *(lanes *)(to + c) + share;
            }
          }
        for (size_t c = whole; c < s.channels; c++)
          out[(size_t)winners[c] * s.channels + c] += gradient[c];
        gradient += s.channels;
        winners += s.channels;
      }
    }
}

KERNEL void assay_average_pool(const float *x, float *restrict out, assay_pooling s) {
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++) {
        const span columns = span_of(s.width, ox);
        const size_t count = (rows.last - rows.first) * (columns.last - columns.first);
        const float factor = count ? 1.0f / (float)count : 0;
        for (size_t c = 0; c < s.channels; c++) out[c] = 0;
        for (size_t y = rows.first; y < rows.last; y++)
          for (size_t z = columns.first; z < columns.last; z++) {
            const float *from = x + ((b * s.height.size + y) * s.width.size + z) * s.channels;
            for (size_t c = 0; c < s.channels; c++) out[c] += from[c];
          }
        for (size_t c = 0; c < s.channels; c++) out[c] *= factor;
        out += s.channels;
      }
    }
}

KERNEL void assay_average_pool_derivative(const float *restrict gradient, float *restrict out,
                                          assay_pooling s) {
  memset(out, 0, s.batch * s.height.size * s.width.size * s.channels * sizeof(float));
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++) {
        const span columns = span_of(s.width, ox);
        const size_t count = (rows.last - rows.first) * (columns.last - columns.first);
        const float factor = count ? 1.0f / (float)count : 0;
        for (size_t y = rows.first; y < rows.last; y++)
          for (size_t z = columns.first; z < columns.last; z++) {
            float *to = out + ((b * s.height.size + y) * s.width.size + z) * s.channels;
            for (size_t c = 0; c < s.channels; c++) to[c] += gradient[c] * factor;
          }
        gradient += s.channels;
      }
    }
}
