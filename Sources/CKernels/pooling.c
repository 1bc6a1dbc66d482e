#include <math.h>
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

KERNEL void assay_max_pool(const float *x, float *restrict out, int32_t *restrict winners,
                           assay_pooling s) {
  const size_t area = s.height.size * s.width.size;
  for (size_t b = 0; b < s.batch; b++)
    for (size_t oy = 0; oy < s.height.windows; oy++) {
      const span rows = span_of(s.height, oy);
      for (size_t ox = 0; ox < s.width.windows; ox++) {
        const span columns = span_of(s.width, ox);
        for (size_t c = 0; c < s.channels; c++) {
          out[c] = -INFINITY;
          winners[c] = (int32_t)(b * area + rows.first * s.width.size + columns.first);
        }
        for (size_t y = rows.first; y < rows.last; y++)
          for (size_t z = columns.first; z < columns.last; z++) {
            const size_t pixel = b * area + y * s.width.size + z;
            const float *from = x + pixel * s.channels;
            for (size_t c = 0; c < s.channels; c++) {
              winners[c] = from[c] > out[c] ? (int32_t)pixel : winners[c];
              out[c] = from[c] > out[c] ? from[c] : out[c];
            }
          }
        out += s.channels;
        winners += s.channels;
      }
    }
}

void assay_max_pool_derivative(const float *gradient, const int32_t *winners, float *out,
                               assay_pooling s) {
  memset(out, 0, s.batch * s.height.size * s.width.size * s.channels * sizeof(float));
  const size_t windows = s.batch * s.height.windows * s.width.windows;
  for (size_t w = 0; w < windows; w++)
    for (size_t c = 0; c < s.channels; c++) {
      const size_t place = w * s.channels + c;
      out[(size_t)winners[place] * s.channels + c] += gradient[place];
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
