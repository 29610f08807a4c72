#include "CICUMatching.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

static int32_t to_scalars(const UChar *text, int32_t length, uint32_t *result, int32_t room) {
    int32_t count = 0, place = 0;
    while (place < length) {
        UChar32 scalar;
        U16_NEXT(text, place, length, scalar);
        if (count == room) return -1;
        result[count++] = (uint32_t)scalar;
    }
    return count;
}

static int32_t normalized(const UNormalizer2 *form, const UChar *text, int32_t length, uint32_t *result, int32_t room) {
    UChar buffer[512];
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = unorm2_normalize(form, text, length, buffer, 512, &status);
    if (U_FAILURE(status)) return -1;
    return to_scalars(buffer, size, result, room);
}

int vigil_nfc_has_boundary_before(int32_t scalar) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    return U_FAILURE(status) ? 1 : unorm2_hasBoundaryBefore(form, scalar);
}

int32_t vigil_nfc_settled_class(int32_t scalar) {
    if (u_getIntPropertyValue(scalar, UCHAR_NFC_QUICK_CHECK) != UNORM_YES) return -1;
    return u_getCombiningClass(scalar);
}

int32_t vigil_nfc(const uint32_t *scalars, int32_t count, uint32_t *result, int32_t room) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status) || count > 64) return -1;
    UChar text[128];
    int32_t length = 0;
    for (int32_t index = 0; index < count; index++) U16_APPEND_UNSAFE(text, length, scalars[index]);
    return normalized(form, text, length, result, room);
}

int32_t vigil_nfkc_casefold(int32_t scalar, uint32_t *result, int32_t room) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    if (U_FAILURE(status)) return -1;
    UChar text[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, scalar);
    return normalized(form, text, length, result, room);
}

int32_t vigil_skeleton(int32_t scalar, uint32_t *result, int32_t room) {
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    if (U_FAILURE(status)) return -1;
    UChar text[2], buffer[64];
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, scalar);
    int32_t size = uspoof_getSkeleton(checker, 0, text, length, buffer, 64, &status);
    uspoof_close(checker);
    if (U_FAILURE(status)) return -1;
    return to_scalars(buffer, size, result, room);
}

uint32_t vigil_icu_version(void) {
    UVersionInfo version;
    u_getVersion(version);
    return (uint32_t)version[0] << 24 | (uint32_t)version[1] << 16 | (uint32_t)version[2] << 8 | version[3];
}
