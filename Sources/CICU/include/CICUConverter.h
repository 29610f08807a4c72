#ifndef VIGIL_CICU_CONVERTER_H
#define VIGIL_CICU_CONVERTER_H
#include <stddef.h>
#include <stdint.h>

// Charset conversion as Extraction needs it: one call, whole buffer, nothing fails on bad bytes.

// The most bytes of UTF-8 that `length` bytes in any charset give.
static inline size_t vigil_ucnv_capacity(size_t length) {
    return length * 3 + 16;
}

// Converts `length` bytes from the charset that ICU knows as `converter` to UTF-8 in `out`, which holds
// vigil_ucnv_capacity(length) bytes. Every sequence that is illegal or unassigned becomes one U+FFFD and is counted
// in `replaced`; where the source is cut off within a character, that is one too.
//
// Returns the bytes written, or -1 where ICU does not know the converter or is out of memory.
ptrdiff_t vigil_ucnv_to_utf8(
    const char *converter, const uint8_t *bytes, size_t length, uint8_t *out, size_t capacity, size_t *replaced);
#endif
