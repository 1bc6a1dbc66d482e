#include <stdio.h>
#include <stdlib.h>

#include "clones.h"

_Noreturn void assay_refuse(const char *message) {
  fprintf(stderr, "assay: %s\n", message);
  abort();
}
