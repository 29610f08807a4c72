#include "CICUConverter.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

// ICU's own substitute callback writes U+001A for some code pages; the standard asks for U+FFFD in all.
static void replace(
    const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
    UConverterCallbackReason reason, UErrorCode *status) {
    (void)units;
    (void)length;
    if (reason > UCNV_IRREGULAR) return;
    static const UChar replacement[] = {0xFFFD};
    *(size_t *)context += 1;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, replacement, 1, 0, status);
}

ptrdiff_t vigil_ucnv_to_utf8(
    const char *converter, const uint8_t *bytes, size_t length, uint8_t *out, size_t capacity, size_t *replaced) {
    *replaced = 0;
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(converter, &status);
    if (U_FAILURE(status)) return -1;
    UConverter *to = ucnv_open("UTF-8", &status);
    if (U_SUCCESS(status)) ucnv_setToUCallBack(from, replace, replaced, NULL, NULL, &status);
    char *target = (char *)out;
    if (U_SUCCESS(status)) {
        UChar pivot[4096];
        UChar *pivot_source = pivot;
        UChar *pivot_target = pivot;
        const char *source = (const char *)bytes;
        ucnv_convertEx(
            to, from, &target, (const char *)out + capacity, &source, (const char *)bytes + length, pivot,
            &pivot_source, &pivot_target, pivot + 4096, 1, 1, &status);
    }
    ucnv_close(from);
    if (to != NULL) ucnv_close(to);
    if (U_FAILURE(status)) return -1;
    return target - (char *)out;
}
