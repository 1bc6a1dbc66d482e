#include <string.h>

#include "lanes.h"

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

// Where `chosen` has all bits, a; where none, b.
#define CHOOSE(chosen, a, b) (((marks)(a) & (chosen)) | ((marks)(b) & ~(chosen)))

// The largest of a window's pixels for each channel, from pixel `first` on, in lines `line` pixels
// apart. NaN, which is not equal to itself, wins and stays.
INLINED void max_window(const size_t height, const size_t width, const float *x, size_t first,
                        size_t line, size_t channels, float *restrict out,
                        int32_t *restrict winners) {
  size_t c = 0;
  for (; c + 16 <= channels; c += 16) {
    lanes best = *(const lanes *)(x + first * channels + c);
    marks winner = (marks){0} + (int32_t)first;
    for (size_t y = 0; y < height; y++)
      for (size_t z = 0; z < width; z++) {
        const size_t pixel = first + y * line + z;
        const lanes value = *(const lanes *)(x + pixel * channels + c);
        const marks wins = (value > best) | (value != value);
        best = (lanes)CHOOSE(wins, value, best);
        winner = CHOOSE(wins, (marks){0} + (int32_t)pixel, winner);
      }
    *(lanes *)(out + c) = best;
    *(marks *)(winners + c) = winner;
  }
  for (; c < channels; c++) {
    out[c] = x[first * channels + c];
    winners[c] = (int32_t)first;
    for (size_t y = 0; y < height; y++)
      for (size_t z = 0; z < width; z++) {
        const size_t pixel = first + y * line + z;
        const float value = x[pixel * channels + c];
        const int wins = value > out[c] || value != value;
        winners[c] = wins ? (int32_t)pixel : winners[c];
        out[c] = wins ? value : out[c];
      }
  }
}

WIDE_KERNEL void assay_max_pool(const float *x, float *restrict out, int32_t *restrict winners,
                                assay_pooling s) {
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++, out += s.channels, winners += s.channels) {
        const span columns = span_of(s.width, ox);
        const size_t height = rows.last - rows.first, width = columns.last - columns.first;
        const size_t first = (b * s.height.size + rows.first) * s.width.size + columns.first;
        // The usual window, for which the loops are unrolled.
        if (height == 2 && width == 2)
          max_window(2, 2, x, first, s.width.size, s.channels, out, winners);
        else
          max_window(height, width, x, first, s.width.size, s.channels, out, winners);
      }
    }
}

// Gives the winners of a window their gradients: to pixels of no other window, which are set, or to
// pixels that more windows share, where they are added.
INLINED void max_window_derivative(const size_t height, const size_t width, const int apart,
                                   const float *gradient, const int32_t *winners, size_t first,
                                   size_t line, size_t channels, float *restrict out) {
  size_t c = 0;
  for (; c + 16 <= channels; c += 16) {
    const marks share = *(const marks *)(gradient + c), winner = *(const marks *)(winners + c);
    for (size_t y = 0; y < height; y++)
      for (size_t z = 0; z < width; z++) {
        const size_t pixel = first + y * line + z;
        lanes *to = (lanes *)(out + pixel * channels + c);
        const lanes own = (lanes)(share & (winner == (int32_t)pixel));
        *to = apart ? own : *to + own;
      }
  }
  for (; c < channels; c++)
    for (size_t y = 0; y < height; y++)
      for (size_t z = 0; z < width; z++) {
        const size_t pixel = first + y * line + z;
        float *to = out + pixel * channels + c;
        const float own = (size_t)winners[c] == pixel ? gradient[c] : 0;
        *to = apart ? own : *to + own;
      }
}

WIDE_KERNEL void assay_max_pool_derivative(const float *restrict gradient,
                                           const int32_t *restrict winners, float *restrict out,
                                           assay_pooling s) {
  const int apart = lies_apart(s.height) && lies_apart(s.width);
  if (!(apart && is_covered(s.height) && is_covered(s.width)))
    memset(out, 0, s.batch * s.height.size * s.width.size * s.channels * sizeof(float));
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++) {
        const span columns = span_of(s.width, ox);
        const size_t height = rows.last - rows.first, width = columns.last - columns.first;
        const size_t first = (b * s.height.size + rows.first) * s.width.size + columns.first;
        if (height == 2 && width == 2 && apart)
          max_window_derivative(2, 2, 1, gradient, winners, first, s.width.size, s.channels, out);
        else
          max_window_derivative(height, width, apart, gradient, winners, first, s.width.size,
                                s.channels, out);
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
