#include "softmax.h"

// Queries, keys and values lie as [batch, time, heads · width], so that a head's rows are `heads ·
// width` apart; the weights as [batch, heads, queries, keys].

// The keys that a query may look at: all, its item's, or those up to its own time.
INLINED size_t open_keys(const assay_attention_sizes *s, size_t item, size_t query) {
  size_t open = s->key_lengths ? (size_t)s->key_lengths[item] : s->keys;
  if (s->causal) {
    const size_t seen = query + 1 + s->keys > s->queries ? query + 1 + s->keys - s->queries : 0;
    open = seen < open ? seen : open;
  }
  return open;
}

KERNEL void assay_attention(const float *queries, const float *keys, const float *values,
                            float *weights, float *out, assay_attention_sizes s) {
  const size_t row = s.heads * s.width;
  for (size_t b = 0; b < s.batch; b++)
    for (size_t h = 0; h < s.heads; h++) {
      const float *q = queries + b * s.queries * row + h * s.width;
      const float *k = keys + b * s.keys * row + h * s.width;
      const float *v = values + b * s.keys * row + h * s.width;
      float *w = weights + (b * s.heads + h) * s.queries * s.keys;
      assay_product((assay_matrix){q, row, 1}, (assay_matrix){k, 1, row}, w, s.keys,
                    (assay_product_sizes){s.queries, s.width, s.keys}, (assay_product_start){0, 0, 0});
      for (size_t i = 0; i < s.queries; i++) {
        const size_t open = open_keys(&s, b, i);
        float *scores = w + i * s.keys;
        softmax_row(scores, s.scale, scores, open);
        for (size_t j = open; j < s.keys; j++) scores[j] = 0;
      }
      assay_product((assay_matrix){w, s.keys, 1}, (assay_matrix){v, row, 1},
                    out + b * s.queries * row + h * s.width, row,
                    (assay_product_sizes){s.queries, s.keys, s.width}, (assay_product_start){0, 0, 0});
    }
}

KERNEL void assay_attention_derivative(const float *gradient, const float *queries,
                                       const float *keys, const float *values,
                                       const float *weights, float *to_queries, float *to_keys,
                                       float *to_values, float *scratch, assay_attention_sizes s) {
  const size_t row = s.heads * s.width;
  const assay_product_start afresh = {0, 0, 0};
  for (size_t b = 0; b < s.batch; b++)
    for (size_t h = 0; h < s.heads; h++) {
      const size_t query = b * s.queries * row + h * s.width;
      const size_t key = b * s.keys * row + h * s.width;
      const float *w = weights + (b * s.heads + h) * s.queries * s.keys;
      const assay_matrix g = {gradient + query, row, 1};
      assay_product((assay_matrix){w, 1, s.keys}, g, to_values + key, row,
                    (assay_product_sizes){s.keys, s.queries, s.width}, afresh);
      assay_product(g, (assay_matrix){values + key, 1, row}, scratch, s.keys,
                    (assay_product_sizes){s.queries, s.width, s.keys}, afresh);
      for (size_t i = 0; i < s.queries; i++) {
        const float *p = w + i * s.keys;
        float *d = scratch + i * s.keys;
        const float mean = row_dot(d, p, s.keys);
        for (size_t j = 0; j < s.keys; j++) d[j] = s.scale * p[j] * (d[j] - mean);
      }
      assay_product((assay_matrix){scratch, s.keys, 1}, (assay_matrix){keys + key, row, 1},
                    to_queries + query, row, (assay_product_sizes){s.queries, s.keys, s.width},
                    afresh);
      assay_product((assay_matrix){scratch, 1, s.keys}, (assay_matrix){queries + query, row, 1},
                    to_keys + key, row, (assay_product_sizes){s.keys, s.queries, s.width}, afresh);
    }
}
