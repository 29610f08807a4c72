#ifndef VIGIL_CICU_MATCHING_H
#define VIGIL_CICU_MATCHING_H
// ICU behind the text layers. ICU renames every function with its version by macros that Swift cannot see.
#include <stdint.h>

/// Whether a text can be cut before `scalar` without changing its NFC.
int vigil_nfc_has_boundary_before(int32_t scalar);

/// The combining class of `scalar` (0 to 254) where NFC leaves the scalar as it is beside any other, or -1 where it may not.
int32_t vigil_nfc_settled_class(int32_t scalar);

/// NFC of `count` scalars into `result`; returns how many, or -1 where `room` is too small or ICU fails.
int32_t vigil_nfc(const uint32_t *scalars, int32_t count, uint32_t *result, int32_t room);

/// NFKC_Casefold of one scalar into `result`; returns how many, or -1 where `room` is too small or ICU fails.
int32_t vigil_nfkc_casefold(int32_t scalar, uint32_t *result, int32_t room);

/// The confusable skeleton (UTS 39) of one scalar into `result`; returns how many, or -1 as above.
int32_t vigil_skeleton(int32_t scalar, uint32_t *result, int32_t room);

/// The version of ICU, its parts from the highest byte down.
uint32_t vigil_icu_version(void);

#endif
