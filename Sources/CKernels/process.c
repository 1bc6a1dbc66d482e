#include <stdio.h>
#include <stdlib.h>

#include "clones.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void assay_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

_Noreturn void assay_refuse(const char *message) {
  fprintf(stderr, "assay: %s\n", message);
  abort();
}
