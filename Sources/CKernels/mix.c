#include "clones.h"

// Columns whose choice is worked out once for all rows of a case.
#define STRETCH 256

// out[c] = taken[c] ? own[c] : other[c], vectorised.
INLINED void choose(const int32_t *restrict taken, const float *restrict own,
                    const float *restrict other, float *restrict out, size_t width) {
  for (size_t c = 0; c < width; c++) out[c] = taken[c] ? own[c] : other[c];
}

// Several short rows are chosen from as one, so that few elements are left over by the vectors.
KERNEL void assay_mix_rows(const float *row, const float *others, const uint8_t *present,
                           const int32_t *units, float *out, assay_mix_sizes s) {
  int32_t taken[STRETCH];
  float own[STRETCH];
  if (s.columns == 0) return;
  for (size_t start = 0; start < s.columns; start += STRETCH) {
    const size_t width = s.columns - start < STRETCH ? s.columns - start : STRETCH;
    const size_t most = width == s.columns ? STRETCH / width : 1;
    const size_t together = most < s.count ? most : s.count;
    for (size_t r = 0; r < together; r++)
      for (size_t c = 0; c < width; c++) own[r * width + c] = row[start + c];
    for (size_t k = 0; k < s.cases; k++) {
      for (size_t c = 0; c < width; c++) taken[c] = present[k * s.parts + units[start + c]] != 0;
      for (size_t r = 1; r < together; r++)
        for (size_t c = 0; c < width; c++) taken[r * width + c] = taken[c];
      for (size_t r = 0; r < s.count; r += together) {
        const size_t rows = s.count - r < together ? s.count - r : together;
        choose(taken, own, others + r * s.columns + start,
               out + (k * s.count + r) * s.columns + start, rows * width);
      }
    }
  }
}
