#ifndef VIGIL_CCLD2_H
#define VIGIL_CCLD2_H
#ifdef __cplusplus
extern "C" {
#endif

/// The language of `length` bytes of UTF-8 by CLD2: its code (static storage), and whether CLD2 is sure.
const char *vigil_cld2_language(const char *text, int length, int *is_reliable);

#ifdef __cplusplus
}
#endif
#endif
