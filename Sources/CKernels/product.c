#include <string.h>

#include "product.h"
#include "sums.h"

// Rows and lanes of a tile: with two vectors of columns, the sums, the columns and one factor fill
// the registers of each class of machine.
#define WIDTH 4
#define ROWS 4
#define CLASS baseline
#include "product_tiles.h"

#ifdef ASSAY_HAS_CLONES
#define WIDTH 8
#define ROWS 6
#define CLASS v3
#define TARGET "arch=x86-64-v3"
#include "product_tiles.h"

#define WIDTH 16
#define ROWS 12
#define CLASS v4
#define TARGET "arch=x86-64-v4"
#include "product_tiles.h"
#endif

// One column, both factors of each step next to the last one's.
KERNEL static void product_column(assay_matrix a, const float *b, float *out, size_t out_row,
                                  assay_product_sizes s, assay_product_start start) {
  for (size_t i = 0; i < s.m; i++) {
    const float first = start.continues ? out[i * out_row] : start.bias ? start.bias[0] : 0;
    const float sum = first + row_dot(a.values + i * a.row, b, s.k);
    out[i * out_row] = start.rectifies && sum < 0 ? 0 : sum;
  }
}

typedef void product(assay_matrix a, product_layout layout, assay_matrix b, float *out,
                     size_t out_row, assay_product_sizes s, assay_product_start start);

int assay_has_class(assay_class class) {
#ifdef ASSAY_HAS_CLONES
  if (class == assay_class_v4) return __builtin_cpu_supports("x86-64-v4") != 0;
  if (class == assay_class_v3) return __builtin_cpu_supports("x86-64-v3") != 0;
#endif
  return class == assay_class_baseline;
}

static product *product_of(assay_class class) {
#ifdef ASSAY_HAS_CLONES
  if (class == assay_class_v4) return product_v4;
  if (class == assay_class_v3) return product_v3;
#endif
  return product_baseline;
}

static assay_class best_class(void) {
  if (assay_has_class(assay_class_v4)) return assay_class_v4;
  return assay_has_class(assay_class_v3) ? assay_class_v3 : assay_class_baseline;
}

void product_over(assay_matrix a, product_layout layout, assay_matrix b, float *out, size_t out_row,
                  assay_product_sizes s, assay_product_start start) {
  if (s.m == 0 || s.n == 0) return;
  product_of(best_class())(a, layout, b, out, out_row, s, start);
}

static const size_t start_of_row = 0;
static const product_layout one_matrix = {1, 0, 0, 1, &start_of_row};

void assay_product(assay_matrix a, assay_matrix b, float *out, size_t out_row, assay_product_sizes s,
                   assay_product_start start) {
  if (s.n == 1 && a.column == 1 && b.row == 1)
    product_column(a, b.values, out, out_row, s, start);
  else
    product_over(a, one_matrix, b, out, out_row, s, start);
}

void assay_product_as(assay_class class, assay_matrix a, assay_matrix b, float *out, size_t out_row,
                      assay_product_sizes s, assay_product_start start) {
  if (s.m == 0 || s.n == 0) return;
  product_of(class)(a, one_matrix, b, out, out_row, s, start);
}
