// The product for one class of machine, included once for each with WIDTH, ROWS, CLASS and, beyond
// the baseline, TARGET defined.
//
// Every sum runs over the steps in order, starting from the bias or from what is there: a row's
// result does not depend on how many rows come with it. (A single column is summed in lanes instead,
// by `product_column`.)

#define VECTOR JOIN(vector, CLASS)
#define PANEL (2 * WIDTH)
#define MASK JOIN(mask, CLASS)

typedef float VECTOR __attribute__((vector_size(4 * WIDTH), aligned(4)));
typedef int32_t MASK __attribute__((vector_size(4 * WIDTH), aligned(4)));

// One tile of `rows` rows and `vectors` vectors of columns, both known when it is compiled.
INLINED void JOIN(tile, CLASS)(const int rows, const int vectors, product_steps steps,
                               const float *a, size_t a_row, size_t a_step, const float *b,
                               size_t b_step, float *out, size_t out_row, const float *bias,
                               int continues, int rectifies) {
  VECTOR sum[16][8];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      sum[r][v] = continues ? *(const VECTOR *)(out + (size_t)r * out_row + v * WIDTH)
                  : bias    ? *(const VECTOR *)(bias + v * WIDTH)
                            : (VECTOR){0};
  for (size_t q = 0; q < steps.segments; q++) {
    const float *factors = a + steps.offsets[q];
    for (size_t p = 0; p < steps.each; p++) {
      VECTOR column[8];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) column[v] = *(const VECTOR *)(b + v * WIDTH);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        const float factor = factors[(size_t)r * a_row];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) sum[r][v] += factor * column[v];
      }
      factors += a_step;
      b += b_step;
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      // Written so that NaN stays NaN.
      if (rectifies) sum[r][v] = (VECTOR)((MASK)sum[r][v] & ~(sum[r][v] < 0));
      *(VECTOR *)(out + (size_t)r * out_row + v * WIDTH) = sum[r][v];
    }
}

#define TILE(rows, vectors)                                                                    \
  case rows:                                                                                   \
    JOIN(tile, CLASS)(rows, vectors, steps, a, a_row, a_step, b, b_step, out, out_row, bias,   \
                      continues, rectifies);                                                   \
    break;

#if ROWS == 4
#define TILES(v) TILE(1, v) TILE(2, v) TILE(3, v) TILE(4, v)
#elif ROWS == 6
#define TILES(v) TILE(1, v) TILE(2, v) TILE(3, v) TILE(4, v) TILE(5, v) TILE(6, v)
#else
#define TILES(v)                                                                   \
  TILE(1, v) TILE(2, v) TILE(3, v) TILE(4, v) TILE(5, v) TILE(6, v) TILE(7, v)     \
  TILE(8, v) TILE(9, v) TILE(10, v) TILE(11, v) TILE(12, v)
#endif

// One tile of 1 to ROWS rows and of one vector of columns or a panel's two.
INLINED void JOIN(any_tile, CLASS)(size_t rows, int narrow, product_steps steps, const float *a,
                                   size_t a_row, size_t a_step, const float *b, size_t b_step,
                                   float *out, size_t out_row, const float *bias, int continues,
                                   int rectifies) {
  if (narrow) {
    switch (rows) {
      TILES(1)
#if ROWS > 6
      TILE(13, 1) TILE(14, 1) TILE(15, 1) TILE(16, 1)
#endif
    }
  } else {
    switch (rows) { TILES(2) }
  }
}

// Copies up to a panel's width, the whole vectors of it as such.
INLINED void JOIN(copy_row, CLASS)(const float *from, float *to, size_t width) {
  size_t c = 0;
  for (; c + WIDTH <= width; c += WIDTH) *(VECTOR *)(to + c) = *(const VECTOR *)(from + c);
  for (; c < width; c++) to[c] = from[c];
}

// Copies `width` columns of b, padded with zeros to a panel's, one step after the other.
INLINED void JOIN(pack, CLASS)(const float *b, size_t b_step, size_t b_column, size_t steps,
                               size_t width, float *restrict panel) {
  if (b_column == 1 && width == PANEL) {
    for (size_t p = 0; p < steps; p++)
#pragma clang loop unroll(full)
      for (size_t v = 0; v < 2; v++)
        *(VECTOR *)(panel + p * PANEL + v * WIDTH) = *(const VECTOR *)(b + p * b_step + v * WIDTH);
    return;
  }
  if (width < PANEL) memset(panel, 0, steps * PANEL * sizeof(float));
  if (b_column == 1) {
    for (size_t p = 0; p < steps; p++)
      JOIN(copy_row, CLASS)(b + p * b_step, panel + p * PANEL, width);
    return;
  }
  size_t j = 0;
  if (b_step == 1)
    for (; j + 4 <= width; j += 4) {
      size_t p = 0;
      for (; p + 4 <= steps; p += 4)
        transpose_4(b + j * b_column + p, b_column, panel + p * PANEL + j, PANEL);
      for (; p < steps; p++)
        for (size_t c = j; c < j + 4; c++) panel[p * PANEL + c] = b[p + c * b_column];
    }
  for (; j < width; j++)
    for (size_t p = 0; p < steps; p++) panel[p * PANEL + j] = b[p * b_step + j * b_column];
}

// One panel of columns of a block of rows.
INLINED void JOIN(panel, CLASS)(size_t block, size_t width, product_steps steps, const float *a,
                                size_t a_row, size_t a_step, const float *b, size_t b_step,
                                float *out, size_t out_row, const float *bias, int continues,
                                int rectifies) {
  // The fewest tiles, of sizes that differ by one at most.
  const int narrow = width <= WIDTH;
  const size_t most = narrow && ROWS > 6 ? 16 : ROWS;
  const size_t tiles = (block + most - 1) / most;
  const size_t least = block / tiles, larger = block % tiles;
  const int whole = width == PANEL || width == WIDTH;
  float edge[16 * PANEL], edge_bias[PANEL];
  if (!whole) {
    // Columns beyond the width are computed and thrown away.
    memset(edge, 0, sizeof edge);
    memset(edge_bias, 0, sizeof edge_bias);
    if (bias) JOIN(copy_row, CLASS)(bias, edge_bias, width);
  }
  for (size_t t = 0; t < tiles; t++) {
    const size_t rows = least + (t < larger);
    if (whole) {
      JOIN(any_tile, CLASS)(rows, narrow, steps, a, a_row, a_step, b, b_step, out, out_row, bias,
                            continues, rectifies);
    } else {
      if (continues)
        for (size_t r = 0; r < rows; r++)
          JOIN(copy_row, CLASS)(out + r * out_row, edge + r * PANEL, width);
      JOIN(any_tile, CLASS)(rows, narrow, steps, a, a_row, a_step, b, b_step, edge, PANEL,
                            bias ? edge_bias : 0, continues, rectifies);
      for (size_t r = 0; r < rows; r++)
        JOIN(copy_row, CLASS)(edge + r * PANEL, out + r * out_row, width);
    }
    a += rows * a_row;
    out += rows * out_row;
  }
}

#ifdef TARGET
// The second attribute: by default v4 is tuned to split vectors of 512 bits in two.
__attribute__((target(TARGET), min_vector_width(32 * WIDTH)))
#endif
static void JOIN(product, CLASS)(assay_matrix a, product_layout layout, assay_matrix b, float *out,
                                 size_t out_row, assay_product_sizes s,
                                 assay_product_start start) {
  float packed[PANEL_STEPS * PANEL];
  int continues = start.continues;
  for (size_t q = 0, p = 0; q < layout.segments;) {
    // As many segments as a panel takes, or a part of one.
    const size_t most = s.k > 0 && s.k < PANEL_STEPS ? PANEL_STEPS / s.k : 1;
    const size_t segments = layout.segments - q < most ? layout.segments - q : most;
    const size_t each = s.k - p < PANEL_STEPS ? s.k - p : PANEL_STEPS;
    const product_steps steps = {segments, each, layout.offsets + q};
    const int rectifies = start.rectifies && q + segments == layout.segments && p + each >= s.k;
    const float *above = b.values + (q * s.k + p) * b.row;
    for (size_t i = 0; i < s.m; i += BLOCK_ROWS) {
      const size_t block = s.m - i < BLOCK_ROWS ? s.m - i : BLOCK_ROWS;
      const float *factors = a.values + i * a.row + p * a.column;
      float *to = out + i * out_row;
      size_t j = 0;
      if (block == 1 && layout.lines == 1 && b.column == 1) {
        // More sums at a time, since each waits for its last addition.
        for (; j + 8 * WIDTH <= s.n; j += 8 * WIDTH)
          JOIN(tile, CLASS)(1, 8, steps, factors, a.row, a.column, above + j, b.row, to + j,
                            out_row, start.bias ? start.bias + j : 0, continues, rectifies);
        for (; j + 4 * WIDTH <= s.n; j += 4 * WIDTH)
          JOIN(tile, CLASS)(1, 4, steps, factors, a.row, a.column, above + j, b.row, to + j,
                            out_row, start.bias ? start.bias + j : 0, continues, rectifies);
      }
      for (; j < s.n; j += PANEL) {
        const size_t width = s.n - j < PANEL ? s.n - j : PANEL;
        const float *columns = above + j * b.column;
        const int whole = width == PANEL || width == WIDTH;
        // Rows that are pages apart fall into the same lines of the first cache.
        const int scattered = b.row > 128 && block * layout.lines > 4 * ROWS;
        const int packs = b.column != 1 || !whole || scattered;
        if (packs)
          JOIN(pack, CLASS)(columns, b.row, b.column, segments * each, width, packed);
        for (size_t line = 0; line < layout.lines; line++)
          JOIN(panel, CLASS)(block, width, steps, factors + line * layout.a_line, a.row, a.column,
                             packs ? packed : columns, packs ? PANEL : b.row,
                             to + line * layout.out_line + j, out_row,
                             start.bias ? start.bias + j : 0, continues, rectifies);
      }
    }
    continues = 1;
    p += each;
    if (p >= s.k) {
      p = 0;
      q += segments;
    }
  }
}

#undef VECTOR
#undef MASK
#undef PANEL
#undef TILE
#undef TILES
#undef WIDTH
#undef ROWS
#undef CLASS
#undef TARGET
