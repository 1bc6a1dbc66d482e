#include <string.h>

#include "clones.h"

void assay_gather(const float *table, const int32_t *ids, float *out, size_t rows, size_t columns) {
  if (columns == 0) return;
  for (size_t r = 0; r < rows; r++)
    memcpy(out + r * columns, table + (size_t)ids[r] * columns, columns * sizeof(float));
}

KERNEL void assay_scatter_add(const float *rows, const int32_t *ids, float *table, size_t count,
                              size_t columns) {
  for (size_t r = 0; r < count; r++) {
    float *entry = table + (size_t)ids[r] * columns;
    for (size_t c = 0; c < columns; c++) entry[c] += rows[r * columns + c];
  }
}

// [outer, entries, inner] and ids [outer, picks, inner], each id an entry.
void assay_gather_axis(const float *x, const int32_t *ids, float *out, assay_axis s, size_t picks) {
  for (size_t o = 0; o < s.outer; o++)
    for (size_t p = 0; p < picks; p++)
      for (size_t i = 0; i < s.inner; i++) {
        const size_t place = (o * picks + p) * s.inner + i;
        out[place] = x[(o * s.size + (size_t)ids[place]) * s.inner + i];
      }
}

void assay_scatter_axis(const float *rows, const int32_t *ids, float *out, assay_axis s,
                        size_t picks) {
  for (size_t o = 0; o < s.outer; o++)
    for (size_t p = 0; p < picks; p++)
      for (size_t i = 0; i < s.inner; i++) {
        const size_t place = (o * picks + p) * s.inner + i;
        out[(o * s.size + (size_t)ids[place]) * s.inner + i] += rows[place];
      }
}

void assay_reverse_in_time(const float *x, const int32_t *lengths, float *out, size_t batch,
                           size_t time, size_t channels) {
  for (size_t b = 0; b < batch; b++) {
    const size_t length = lengths ? (size_t)lengths[b] : time;
    for (size_t t = 0; t < time; t++) {
      const size_t from = t < length ? length - 1 - t : t;
      memcpy(out + (b * time + t) * channels, x + (b * time + from) * channels,
             channels * sizeof(float));
    }
  }
}
