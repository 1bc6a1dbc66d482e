// The product for one class of machine, included once for each with WIDTH, ROWS, CLASS and, beyond
// the baseline, TARGET defined.
//
// Every sum runs over the steps in order, starting from the bias or from what is there, whatever
// the sizes: a row's result does not depend on how many rows come with it.

#define VECTOR JOIN(vector, CLASS)
#define PANEL (2 * WIDTH)

typedef float VECTOR __attribute__((vector_size(4 * WIDTH), aligned(4)));

// One tile of `rows` rows and `vectors` vectors of columns, both known when it is compiled.
INLINED void JOIN(tile, CLASS)(const int rows, const int vectors, size_t steps, const float *a,
                               size_t a_row, size_t a_step, const float *b, size_t b_step,
                               float *out, size_t out_row, const float *bias, int continues) {
  VECTOR sum[ROWS][8];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      sum[r][v] = continues ? *(const VECTOR *)(out + (size_t)r * out_row + v * WIDTH)
                  : bias    ? *(const VECTOR *)(bias + v * WIDTH)
                            : (VECTOR){0};
  for (size_t p = 0; p < steps; p++) {
    VECTOR column[8];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) column[v] = *(const VECTOR *)(b + p * b_step + v * WIDTH);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const float factor = a[(size_t)r * a_row + p * a_step];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[r][v] += factor * column[v];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      *(VECTOR *)(out + (size_t)r * out_row + v * WIDTH) = sum[r][v];
}

#define TILE(rows, vectors)                                                                    \
  case rows:                                                                                   \
    JOIN(tile, CLASS)(rows, vectors, steps, a, a_row, a_step, b, b_step, out, out_row, bias,   \
                      continues);                                                              \
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
INLINED void JOIN(any_tile, CLASS)(size_t rows, int narrow, size_t steps, const float *a,
                                   size_t a_row, size_t a_step, const float *b, size_t b_step,
                                   float *out, size_t out_row, const float *bias, int continues) {
  if (narrow) {
    switch (rows) { TILES(1) }
  } else {
    switch (rows) { TILES(2) }
  }
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
    for (size_t p = 0; p < steps; p++) memcpy(panel + p * PANEL, b + p * b_step, width * sizeof(float));
    return;
  }
  size_t j = 0;
  if (b_step == 1)
    for (; j + 4 <= width; j += 4) {
      size_t p = 0;
      for (; p + 4 <= steps; p += 4) transpose_4(b + j * b_column + p, b_column, panel + p * PANEL + j, PANEL);
      for (; p < steps; p++)
        for (size_t c = j; c < j + 4; c++) panel[p * PANEL + c] = b[p + c * b_column];
    }
  for (; j < width; j++)
    for (size_t p = 0; p < steps; p++) panel[p * PANEL + j] = b[p * b_step + j * b_column];
}

// One panel of columns of a block of rows.
INLINED void JOIN(panel, CLASS)(size_t block, size_t width, size_t steps, const float *a,
                                size_t a_row, size_t a_step, const float *b, size_t b_step,
                                float *out, size_t out_row, const float *bias, int continues) {
  // The fewest tiles, of sizes that differ by one at most.
  const size_t tiles = (block + ROWS - 1) / ROWS;
  const size_t least = block / tiles, larger = block % tiles;
  const int narrow = width <= WIDTH;
  float edge[ROWS * PANEL];
  for (size_t t = 0; t < tiles; t++) {
    const size_t rows = least + (t < larger);
    if (width == PANEL || width == WIDTH) {
      JOIN(any_tile, CLASS)(rows, narrow, steps, a, a_row, a_step, b, b_step, out, out_row, bias,
                            continues);
    } else {
      for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < width; c++)
          edge[r * PANEL + c] = continues ? out[r * out_row + c] : bias ? bias[c] : 0;
      JOIN(any_tile, CLASS)(rows, narrow, steps, a, a_row, a_step, b, b_step, edge, PANEL, 0, 1);
      for (size_t r = 0; r < rows; r++) memcpy(out + r * out_row, edge + r * PANEL, width * sizeof(float));
    }
    a += rows * a_row;
    out += rows * out_row;
  }
}

#ifdef TARGET
// The second attribute: by default v4 is tuned to split vectors of 512 bits in two.
__attribute__((target(TARGET), min_vector_width(32 * WIDTH)))
#endif
static void JOIN(product, CLASS)(assay_matrix a, assay_matrix b, float *out, size_t out_row,
                                 assay_product_sizes s, assay_product_start start) {
  float packed[PANEL_STEPS * PANEL];
  for (size_t p = 0; p == 0 || p < s.k; p += PANEL_STEPS) {
    const size_t steps = s.k - p < PANEL_STEPS ? s.k - p : PANEL_STEPS;
    const int continues = p > 0 || start.continues;
    for (size_t i = 0; i < s.m; i += BLOCK_ROWS) {
      const size_t block = s.m - i < BLOCK_ROWS ? s.m - i : BLOCK_ROWS;
      const float *factors = a.values + i * a.row + p * a.column;
      float *to = out + i * out_row;
      size_t j = 0;
      if (block == 1 && b.column == 1) {
        // More sums at a time, since each waits for its last addition.
        const float *columns = b.values + p * b.row;
        for (; j + 8 * WIDTH <= s.n; j += 8 * WIDTH)
          JOIN(tile, CLASS)(1, 8, steps, factors, a.row, a.column, columns + j, b.row, to + j,
                            out_row, start.bias ? start.bias + j : 0, continues);
        for (; j + 4 * WIDTH <= s.n; j += 4 * WIDTH)
          JOIN(tile, CLASS)(1, 4, steps, factors, a.row, a.column, columns + j, b.row, to + j,
                            out_row, start.bias ? start.bias + j : 0, continues);
      }
      for (; j < s.n; j += PANEL) {
        const size_t width = s.n - j < PANEL ? s.n - j : PANEL;
        const float *columns = b.values + p * b.row + j * b.column;
        const int whole = width == PANEL || width == WIDTH;
        // Rows that are pages apart fall into the same lines of the first cache.
        const int scattered = b.row > 128 && block > 4 * ROWS;
        const int packs = b.column != 1 || !whole || scattered;
        if (packs) JOIN(pack, CLASS)(columns, b.row, b.column, steps, width, packed);
        JOIN(panel, CLASS)(block, width, steps, factors, a.row, a.column, packs ? packed : columns,
                           packs ? PANEL : b.row, to + j, out_row, start.bias ? start.bias + j : 0,
                           continues);
      }
    }
  }
}

#undef VECTOR
#undef PANEL
#undef TILE
#undef TILES
#undef WIDTH
#undef ROWS
#undef CLASS
#undef TARGET
