#include <string.h>

#include "clones.h"

// A convolution is the product of its windows, each laid out as a row, with the weight. The rows of a
// few lines of the output are laid out at a time, so that they stay in the cache, and are laid out
// again for the derivatives rather than kept.

// Elements of windows that are laid out at a time, where one line of the output takes fewer.
#define PATCH_ELEMENTS 32768

INLINED size_t group_channels(const assay_convolution *s) { return s->channels / s->groups; }

// The numbers in a window of one group.
INLINED size_t window_width(const assay_convolution *s) {
  return s->height.kernel * s->width.kernel * group_channels(s);
}

INLINED size_t lines_at_a_time(const assay_convolution *s) {
  const size_t line = s->width.windows * window_width(s);
  const size_t lines = line ? PATCH_ELEMENTS / line : 1;
  if (lines < 1) return 1;
  return lines < s->height.windows ? lines : s->height.windows;
}

size_t assay_convolution_scratch(assay_convolution s) {
  return lines_at_a_time(&s) * s.width.windows * window_width(&s);
}

// Where a window's step lies on the input's axis; `inside` tells whether it does.
INLINED size_t place(assay_axis_windows axis, size_t window, size_t step, int *inside) {
  const size_t at = window * axis.stride + step * axis.dilation;
  *inside = at >= axis.padding && at - axis.padding < axis.size;
  return at - axis.padding;
}

// The steps of a window that lie inside the input: [first, last).
INLINED void steps_inside(assay_axis_windows axis, size_t window, size_t *first, size_t *last) {
  const size_t start = window * axis.stride, end = axis.size + axis.padding;
  *first = start >= axis.padding ? 0 : (axis.padding - start + axis.dilation - 1) / axis.dilation;
  *last = start >= end ? 0 : (end - start + axis.dilation - 1) / axis.dilation;
  if (*first > axis.kernel) *first = axis.kernel;
  if (*last > axis.kernel) *last = axis.kernel;
  if (*last < *first) *last = *first;
}

// Lays out the windows of `lines` lines of the output from `top` on, for one item and group.
INLINED void lay_out(const float *x, float *rows, const assay_convolution *s, size_t top,
                     size_t lines, size_t group) {
  const size_t channels = group_channels(s), across = s->width.kernel;
  // Steps lie next to each other where each takes the next pixel with all of its channels.
  const int runs = s->groups == 1 && s->width.dilation == 1;
  x += group * channels;
  for (size_t oy = top; oy < top + lines; oy++)
    for (size_t ox = 0; ox < s->width.windows; ox++) {
      size_t first, last;
      steps_inside(s->width, ox, &first, &last);
      for (size_t ky = 0; ky < s->height.kernel; ky++) {
        int inside;
        const size_t y = place(s->height, oy, ky, &inside);
        if (!inside || first == last) {
          for (size_t i = 0; i < across * channels; i++) *rows++ = 0;
          continue;
        }
        const size_t start = ox * s->width.stride + first * s->width.dilation - s->width.padding;
        const float *from = x + (y * s->width.size + start) * s->channels;
        for (size_t i = 0; i < first * channels; i++) *rows++ = 0;
        if (runs) {
          for (size_t i = 0; i < (last - first) * channels; i++) rows[i] = from[i];
          rows += (last - first) * channels;
        } else {
          for (size_t k = first; k < last; k++, from += s->width.dilation * s->channels)
            for (size_t c = 0; c < channels; c++) *rows++ = from[c];
        }
        for (size_t i = 0; i < (across - last) * channels; i++) *rows++ = 0;
      }
    }
}

// The transpose of `lay_out`: adds what the rows hold to where it came from.
INLINED void add_back(const float *rows, float *x, const assay_convolution *s, size_t top,
                      size_t lines, size_t group) {
  const size_t channels = group_channels(s), across = s->width.kernel;
  x += group * channels;
  for (size_t oy = top; oy < top + lines; oy++)
    for (size_t ox = 0; ox < s->width.windows; ox++) {
      size_t first, last;
      steps_inside(s->width, ox, &first, &last);
      for (size_t ky = 0; ky < s->height.kernel; ky++, rows += across * channels) {
        int inside;
        const size_t y = place(s->height, oy, ky, &inside);
        if (!inside) continue;
        for (size_t k = first; k < last; k++) {
          const size_t at = ox * s->width.stride + k * s->width.dilation - s->width.padding;
          float *to = x + (y * s->width.size + at) * s->channels;
          for (size_t c = 0; c < channels; c++) to[c] += rows[k * channels + c];
        }
      }
    }
}

KERNEL void assay_convolve(const float *x, const float *weight, const float *bias, float *out,
                           float *scratch, assay_convolution s) {
  const size_t width = window_width(&s), outputs = s.outputs / s.groups;
  const size_t step = lines_at_a_time(&s);
  for (size_t b = 0; b < s.batch; b++) {
    const float *item = x + b * s.height.size * s.width.size * s.channels;
    float *answer = out + b * s.height.windows * s.width.windows * s.outputs;
    for (size_t top = 0; top < s.height.windows; top += step) {
      const size_t lines = top + step < s.height.windows ? step : s.height.windows - top;
      for (size_t g = 0; g < s.groups; g++) {
        lay_out(item, scratch, &s, top, lines, g);
        assay_product((assay_matrix){scratch, width, 1},
                      (assay_matrix){weight + g * outputs, s.outputs, 1},
                      answer + top * s.width.windows * s.outputs + g * outputs, s.outputs,
                      (assay_product_sizes){lines * s.width.windows, width, outputs},
                      (assay_product_start){0, bias + g * outputs});
      }
    }
  }
}

KERNEL void assay_convolve_weight(const float *x, const float *gradient, float *weight,
                                  float *scratch, assay_convolution s) {
  const size_t width = window_width(&s), outputs = s.outputs / s.groups;
  const size_t step = lines_at_a_time(&s);
  memset(weight, 0, width * s.outputs * sizeof(float));
  for (size_t b = 0; b < s.batch; b++) {
    const float *item = x + b * s.height.size * s.width.size * s.channels;
    const float *answer = gradient + b * s.height.windows * s.width.windows * s.outputs;
    for (size_t top = 0; top < s.height.windows; top += step) {
      const size_t lines = top + step < s.height.windows ? step : s.height.windows - top;
      for (size_t g = 0; g < s.groups; g++) {
        lay_out(item, scratch, &s, top, lines, g);
        assay_product((assay_matrix){scratch, 1, width},
                      (assay_matrix){answer + top * s.width.windows * s.outputs + g * outputs,
                                     s.outputs, 1},
                      weight + g * outputs, s.outputs,
                      (assay_product_sizes){width, lines * s.width.windows, outputs},
                      (assay_product_start){1, 0});
      }
    }
  }
}

KERNEL void assay_convolve_input(const float *gradient, const float *weight, float *x,
                                 float *scratch, assay_convolution s) {
  const size_t width = window_width(&s), outputs = s.outputs / s.groups;
  const size_t step = lines_at_a_time(&s);
  memset(x, 0, s.batch * s.height.size * s.width.size * s.channels * sizeof(float));
  for (size_t b = 0; b < s.batch; b++) {
    float *item = x + b * s.height.size * s.width.size * s.channels;
    const float *answer = gradient + b * s.height.windows * s.width.windows * s.outputs;
    for (size_t top = 0; top < s.height.windows; top += step) {
      const size_t lines = top + step < s.height.windows ? step : s.height.windows - top;
      for (size_t g = 0; g < s.groups; g++) {
        assay_product((assay_matrix){answer + top * s.width.windows * s.outputs + g * outputs,
                                     s.outputs, 1},
                      (assay_matrix){weight + g * outputs, 1, s.outputs}, scratch, width,
                      (assay_product_sizes){lines * s.width.windows, outputs, width},
                      (assay_product_start){0, 0});
        add_back(scratch, item, &s, top, lines, g);
      }
    }
  }
}
