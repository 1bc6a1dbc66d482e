#pragma once

#include "clones.h"

// Sixteen numbers, and where they compare true: all bits of each that does.
typedef float lanes __attribute__((vector_size(64), aligned(4)));
typedef int32_t marks __attribute__((vector_size(64), aligned(4)));
