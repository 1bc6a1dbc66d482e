#pragma once

#include "CKernels.h"

// One clone per class of machine where the loader can choose between them (ifunc, so glibc), one
// plain function elsewhere.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define ASSAY_HAS_CLONES 1
#endif
#endif

#ifdef ASSAY_HAS_CLONES
#define KERNEL \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define KERNEL
#endif

// For loops over vectors of 64 bytes, which are otherwise split on machines that have them. Such a
// function is declared in a header: clang takes both attributes only where it knows it already.
#if defined(__has_attribute)
#if __has_attribute(min_vector_width)
#define WIDE_KERNEL KERNEL __attribute__((min_vector_width(512)))
#endif
#endif
#ifndef WIDE_KERNEL
#define WIDE_KERNEL KERNEL
#endif

// Before a loop of such a function: sixteen elements at a time, whatever the tuning prefers.
#ifdef __clang__
#define WIDE_LOOP _Pragma("clang loop vectorize_width(16)")
#else
#define WIDE_LOOP
#endif

// Inlined into each clone, and so compiled for each class of machine.
#define INLINED static inline __attribute__((always_inline))
