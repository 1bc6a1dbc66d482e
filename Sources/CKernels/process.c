#include <stdio.h>
#include <stdlib.h>

#include "clones.h"

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
#include <malloc.h>
#endif

_Noreturn void assay_refuse(const char *message) {
  fprintf(stderr, "assay: %s\n", message);
  abort();
}

int64_t assay_heap_in_use(void) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
  const struct mallinfo2 heap = mallinfo2();
  return (int64_t)(heap.uordblks + heap.hblkhd);
#else
  return -1;
#endif
}
