#include "clones.h"

// One row of each operation; a stride of 0 repeats an operand's element.
#define ROW(name, expression)                                                            \
  INLINED void name(const float *a, size_t a_step, const float *b, size_t b_step,        \
                    float *out, size_t n) {                                              \
    if (a_step == 1 && b_step == 1) {                                                    \
      for (size_t i = 0; i < n; i++) {                                                   \
        const float x = a[i], y = b[i];                                                  \
        out[i] = expression;                                                             \
      }                                                                                  \
    } else if (b_step == 0) {                                                            \
      const float y = b[0];                                                              \
      for (size_t i = 0; i < n; i++) {                                                   \
        const float x = a[i * a_step];                                                   \
        out[i] = expression;                                                             \
      }                                                                                  \
    } else {                                                                             \
      const float x = a[0];                                                              \
      for (size_t i = 0; i < n; i++) {                                                   \
        const float y = b[i];                                                            \
        out[i] = expression;                                                             \
      }                                                                                  \
    }                                                                                    \
  }

#define OPERATION(name, row)                                                             \
  KERNEL void name(const float *a, const float *b, float *out, assay_broadcast s) {      \
    for (size_t i = 0; i < s.sizes[0]; i++)                                              \
      for (size_t j = 0; j < s.sizes[1]; j++)                                            \
        for (size_t k = 0; k < s.sizes[2]; k++) {                                        \
          row(a + i * s.a[0] + j * s.a[1] + k * s.a[2], s.a[3],                          \
              b + i * s.b[0] + j * s.b[1] + k * s.b[2], s.b[3], out, s.sizes[3]);        \
          out += s.sizes[3];                                                             \
        }                                                                                \
  }

ROW(add_row, x + y)
ROW(subtract_row, x - y)
ROW(multiply_row, x *y)
ROW(divide_row, x / y)

OPERATION(assay_add, add_row)
OPERATION(assay_subtract, subtract_row)
OPERATION(assay_multiply, multiply_row)
OPERATION(assay_divide, divide_row)

KERNEL void assay_sum_to(const float *x, float *out, size_t count, assay_broadcast s) {
  for (size_t i = 0; i < count; i++) out[i] = 0;
  for (size_t i = 0; i < s.sizes[0]; i++)
    for (size_t j = 0; j < s.sizes[1]; j++)
      for (size_t k = 0; k < s.sizes[2]; k++) {
        float *sum = out + i * s.b[0] + j * s.b[1] + k * s.b[2];
        if (s.b[3] == 1)
          for (size_t l = 0; l < s.sizes[3]; l++) sum[l] += x[l];
        else
          for (size_t l = 0; l < s.sizes[3]; l++) sum[0] += x[l];
        x += s.sizes[3];
      }
}

KERNEL void assay_copy(const float *x, float *out, assay_broadcast s) {
  for (size_t i = 0; i < s.sizes[0]; i++)
    for (size_t j = 0; j < s.sizes[1]; j++)
      for (size_t k = 0; k < s.sizes[2]; k++) {
        const float *row = x + i * s.a[0] + j * s.a[1] + k * s.a[2];
        if (s.a[3] == 1)
          for (size_t l = 0; l < s.sizes[3]; l++) out[l] = row[l];
        else
          for (size_t l = 0; l < s.sizes[3]; l++) out[l] = row[l * s.a[3]];
        out += s.sizes[3];
      }
}
