#pragma once

#include "clones.h"

// Steps of the inner sum that a panel of columns covers: a panel of 32 columns takes 32 KiB.
#define PANEL_STEPS 256
// Rows that pass over one panel before the next, so that their factors stay in the second cache.
#define BLOCK_ROWS 480

// The steps of a tile: `each` of them from every offset into the rows.
typedef struct {
  size_t segments, each;
  const size_t *offsets;
} product_steps;

// What a product has beyond a matrix: the rows repeat for every line, and the steps of a row for
// every segment, so that a convolution multiplies the windows where they lie.
typedef struct {
  size_t lines, a_line, out_line;
  size_t segments;
  const size_t *offsets;
} product_layout;

// The product with rows of s.k steps in each segment; the rows of b follow one another.
void product_over(assay_matrix a, product_layout layout, assay_matrix b, float *out, size_t out_row,
                  assay_product_sizes s, assay_product_start start);

#define JOINED(a, b) a##_##b
#define JOIN(a, b) JOINED(a, b)

typedef float vector_4 __attribute__((vector_size(16), aligned(4)));

// to[j][i] = from[i][j] of four by four.
INLINED void transpose_4(const float *from, size_t from_row, float *to, size_t to_row) {
  const vector_4 a = *(const vector_4 *)from, b = *(const vector_4 *)(from + from_row);
  const vector_4 c = *(const vector_4 *)(from + 2 * from_row);
  const vector_4 d = *(const vector_4 *)(from + 3 * from_row);
  const vector_4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const vector_4 ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const vector_4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const vector_4 cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(vector_4 *)to = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  *(vector_4 *)(to + to_row) = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  *(vector_4 *)(to + 2 * to_row) = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  *(vector_4 *)(to + 3 * to_row) = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}
