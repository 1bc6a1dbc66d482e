#include <string.h>

#include "product.h"

// A convolution is the product of the windows with the weight. Each image is set into a frame of
// zeros, where every window lies whole, and the product reads the windows there: a window's rows of
// pixels are its segments. No window is ever laid out by itself.

// An image in a frame: `spacing` apart, its first pixel at (top, left), which may lie outside.
typedef struct {
  size_t height, width, channels;
  size_t row_spacing, column_spacing;
  ptrdiff_t top, left;
  size_t frame_height, frame_width;
} framing;

static framing framing_of_input(const assay_convolution *s) {
  return (framing){s->height.size, s->width.size, s->channels, 1, 1,
                   (ptrdiff_t)s->height.padding, (ptrdiff_t)s->width.padding,
                   s->height.size + 2 * s->height.padding, s->width.size + 2 * s->width.padding};
}

// The reach of a kernel: how far its last step lies from its first.
INLINED size_t reach(assay_axis_windows axis) { return axis.dilation * (axis.kernel - 1); }

// So framed, the gradients that an input pixel takes part in lie in one window that starts at it.
static framing framing_of_gradient(const assay_convolution *s) {
  return (framing){s->height.windows, s->width.windows, s->outputs,
                   s->height.stride, s->width.stride,
                   (ptrdiff_t)reach(s->height) - (ptrdiff_t)s->height.padding,
                   (ptrdiff_t)reach(s->width) - (ptrdiff_t)s->width.padding,
                   s->height.size + reach(s->height), s->width.size + reach(s->width)};
}

static size_t frame_elements(framing f) { return f.frame_height * f.frame_width * f.channels; }

static int fills_frame(framing f) {
  return f.height == f.frame_height && f.width == f.frame_width && f.top == 0 && f.left == 0 &&
         f.row_spacing == 1 && f.column_spacing == 1;
}

// Writes the image's own pixels; the zeros around them are there.
static void set_in_frame(const float *image, float *restrict frame, framing f) {
  const int runs = f.column_spacing == 1 && f.left >= 0 &&
                   (size_t)f.left + f.width <= f.frame_width;
  for (size_t y = 0; y < f.height; y++) {
    const ptrdiff_t row = f.top + (ptrdiff_t)(y * f.row_spacing);
    if (row < 0 || row >= (ptrdiff_t)f.frame_height) continue;
    const float *from = image + y * f.width * f.channels;
    float *to = frame + (size_t)row * f.frame_width * f.channels;
    if (runs) {
      memcpy(to + (size_t)f.left * f.channels, from, f.width * f.channels * sizeof(float));
      continue;
    }
    for (size_t x = 0; x < f.width; x++) {
      const ptrdiff_t column = f.left + (ptrdiff_t)(x * f.column_spacing);
      if (column < 0 || column >= (ptrdiff_t)f.frame_width) continue;
      memcpy(to + (size_t)column * f.channels, from + x * f.channels, f.channels * sizeof(float));
    }
  }
}

static void clear_frame(float *frame, framing f) {
  memset(frame, 0, frame_elements(f) * sizeof(float));
}

// The image where windows can be read: itself if nothing surrounds it.
static const float *framed(const float *image, float *frame, framing f) {
  if (fills_frame(f)) return image;
  set_in_frame(image, frame, f);
  return frame;
}

// Where a window's runs of adjacent numbers start in a frame, from the window's own start.
typedef struct {
  size_t count, each;
} runs;

static runs runs_of(const assay_convolution *s, size_t frame_width, size_t channels,
                    size_t *offsets) {
  const size_t own = channels / s->groups;
  const int whole = s->groups == 1 && s->width.dilation == 1;
  const size_t across = whole ? 1 : s->width.kernel;
  for (size_t ky = 0; ky < s->height.kernel; ky++)
    for (size_t kx = 0; kx < across; kx++)
      offsets[ky * across + kx] =
          (ky * s->height.dilation * frame_width + kx * s->width.dilation) * channels;
  return (runs){s->height.kernel * across, whole ? s->width.kernel * own : own};
}

static size_t weight_elements(const assay_convolution *s) {
  return s->height.kernel * s->width.kernel * (s->channels / s->groups) * s->outputs;
}

INLINED size_t output_elements(const assay_convolution *s) {
  return s->height.windows * s->width.windows * s->outputs;
}

INLINED size_t pooled_elements(const assay_pooling *pool) {
  return pool->height.windows * pool->width.windows * pool->channels;
}

// Where runs and lines start: they stand at the beginning of the scratch, two floats each, since an
// image may have more lines than a stack takes.
INLINED size_t places(const assay_convolution *s) {
  return 2 * s->height.kernel * s->width.kernel + s->height.windows;
}

size_t assay_convolution_scratch(assay_convolution s, const assay_pooling *pool) {
  return sizeof(size_t) / sizeof(float) * places(&s) + frame_elements(framing_of_input(&s)) + frame_elements(framing_of_gradient(&s)) +
         weight_elements(&s) + output_elements(&s) +
         (pool ? pooled_elements(pool) : output_elements(&s));
}

void assay_convolve(const float *x, const float *weight, const float *bias, float *out,
                    const assay_pooling *pool, int32_t *winners, float *scratch,
                    assay_convolution s) {
  const framing f = framing_of_input(&s);
  size_t *offsets = (size_t *)scratch;
  scratch = (float *)(offsets + places(&s));
  const runs window = runs_of(&s, f.frame_width, s.channels, offsets);
  const size_t outputs = s.outputs / s.groups;
  const product_layout layout = {s.height.windows,
                                 s.height.stride * f.frame_width * s.channels,
                                 s.width.windows * s.outputs, window.count, offsets};
  float *convolved = scratch + frame_elements(f);
  clear_frame(scratch, f);
  for (size_t b = 0; b < s.batch; b++) {
    const float *image = framed(x + b * f.height * f.width * s.channels, scratch, f);
    float *answer = pool ? convolved : out + b * output_elements(&s);
    for (size_t g = 0; g < s.groups; g++)
      product_over((assay_matrix){image + g * (s.channels / s.groups), s.width.stride * s.channels,
                                  1},
                   layout, (assay_matrix){weight + g * outputs, s.outputs, 1},
                   answer + g * outputs, s.outputs,
                   (assay_product_sizes){s.width.windows, window.each, outputs},
                   (assay_product_start){0, bias + g * outputs, s.rectifies});
    if (pool)
      assay_max_pool(convolved, out + b * pooled_elements(pool), winners + b * pooled_elements(pool),
                     *pool);
  }
}

// Adds one image's share to the gradient by the weight. A step of the sums is a window: those of a
// line of the output lie a stride apart.
static void add_weight_gradient(const float *image, const float *gradient, float *weight,
                                const assay_convolution *s, runs window, const size_t *runs_at,
                                const size_t *lines_at) {
  const size_t channels = s->channels / s->groups, outputs = s->outputs / s->groups;
  const product_layout layout = {1, 0, 0, s->height.windows, lines_at};
  for (size_t g = 0; g < s->groups; g++)
    for (size_t r = 0; r < window.count; r++)
      product_over((assay_matrix){image + g * channels + runs_at[r], 1,
                                  s->width.stride * s->channels},
                   layout, (assay_matrix){gradient + g * outputs, s->outputs, 1},
                   weight + r * window.each * s->outputs + g * outputs, s->outputs,
                   (assay_product_sizes){window.each, s->width.windows, outputs},
                   (assay_product_start){1, 0, 0});
}

// The weight as the gradient's windows take it: steps from the last to the first, and channels for
// outputs, group by group: [groups, kernel, kernel, outputs / groups, channels / groups].
static void turn_weight(const float *weight, float *restrict turned, const assay_convolution *s) {
  const size_t steps = s->height.kernel * s->width.kernel;
  const size_t channels = s->channels / s->groups, outputs = s->outputs / s->groups;
  for (size_t g = 0; g < s->groups; g++)
    for (size_t k = 0; k < steps; k++)
      for (size_t o = 0; o < outputs; o++)
        for (size_t c = 0; c < channels; c++)
          *turned++ = weight[((steps - 1 - k) * channels + c) * s->outputs + g * outputs + o];
}

// The gradient at one image, from that at the output in its frame.
static void input_gradient(const float *framed_gradient, const float *turned, float *to,
                           const assay_convolution *s, size_t frame_width, runs window,
                           const size_t *offsets) {
  const size_t channels = s->channels / s->groups, outputs = s->outputs / s->groups;
  const product_layout layout = {s->height.size, frame_width * s->outputs,
                                 s->width.size * s->channels, window.count, offsets};
  for (size_t g = 0; g < s->groups; g++)
    product_over((assay_matrix){framed_gradient + g * outputs, s->outputs, 1}, layout,
                 (assay_matrix){turned + g * window.count * window.each * channels, channels, 1},
                 to + g * channels, s->channels,
                 (assay_product_sizes){s->width.size, window.each, channels},
                 (assay_product_start){0, 0, 0});
}

// The gradient at one image's convolution, from that at its output: what pooling passed on goes back
// to the winners, and nothing passes where the output was rectified. Adds up the bias's share.
static const float *gradient_of_image(const float *gradient, const float *output,
                                      const assay_pooling *pool, const int32_t *winners,
                                      float *to_bias, float *scratch, const assay_convolution *s) {
  const size_t rows = pool ? pool->height.windows * pool->width.windows
                           : s->height.windows * s->width.windows;
  if (s->rectifies) {
    assay_rectify_gradient(gradient, output, scratch, to_bias, rows, s->outputs);
    gradient = scratch;
    scratch += rows * s->outputs;
  } else {
    assay_add_rows(gradient, to_bias, rows, s->outputs);
  }
  if (!pool) return gradient;
  assay_max_pool_derivative(gradient, winners, scratch, *pool);
  return scratch;
}

void assay_convolve_derivative(const float *x, const float *weight, const float *output,
                               const float *gradient, const assay_pooling *pool,
                               const int32_t *winners, float *to_x, float *to_weight,
                               float *to_bias, float *scratch, assay_convolution s) {
  const framing inputs = framing_of_input(&s), gradients = framing_of_gradient(&s);
  const size_t answers = pool ? pooled_elements(pool) : output_elements(&s);
  size_t *input_runs_at = (size_t *)scratch;
  size_t *gradient_runs_at = input_runs_at + s.height.kernel * s.width.kernel;
  size_t *lines_at = gradient_runs_at + s.height.kernel * s.width.kernel;
  scratch = (float *)(input_runs_at + places(&s));
  float *input_frame = scratch, *gradient_frame = input_frame + frame_elements(inputs);
  float *turned = gradient_frame + frame_elements(gradients);
  float *passed = turned + weight_elements(&s);
  const runs input_runs = runs_of(&s, inputs.frame_width, s.channels, input_runs_at);
  const runs gradient_runs = runs_of(&s, gradients.frame_width, s.outputs, gradient_runs_at);
  for (size_t y = 0; y < s.height.windows; y++)
    lines_at[y] = y * s.height.stride * inputs.frame_width * s.channels;
  memset(to_weight, 0, weight_elements(&s) * sizeof(float));
  memset(to_bias, 0, s.outputs * sizeof(float));
  clear_frame(input_frame, inputs);
  if (to_x) {
    clear_frame(gradient_frame, gradients);
    turn_weight(weight, turned, &s);
  }
  for (size_t b = 0; b < s.batch; b++) {
    const float *own =
        gradient_of_image(gradient + b * answers, output + b * answers, pool,
                          pool ? winners + b * answers : 0, to_bias, passed, &s);
    const float *image = framed(x + b * inputs.height * inputs.width * s.channels, input_frame,
                                inputs);
    add_weight_gradient(image, own, to_weight, &s, input_runs, input_runs_at, lines_at);
    if (to_x)
      input_gradient(framed(own, gradient_frame, gradients), turned,
                     to_x + b * s.height.size * s.width.size * s.channels, &s,
                     gradients.frame_width, gradient_runs, gradient_runs_at);
  }
}
