#include "CICUSentences.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>

int32_t vigil_sentence_starts(const uint32_t *scalars, int32_t count, int32_t *starts) {
    if (count <= 0 || count > INT32_MAX / 4) return count == 0 ? 0 : -1;
    UChar *text = malloc((size_t)count * 2 * sizeof(UChar));
    if (text == NULL) return -1;
    int32_t length = 0;
    for (int32_t index = 0; index < count; index++) U16_APPEND_UNSAFE(text, length, scalars[index]);
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "", text, length, &status);
    int32_t found = -1;
    if (U_SUCCESS(status)) {
        found = 0;
        int32_t unit = 0, scalar = 0;
        for (int32_t place = ubrk_next(breaks); place != UBRK_DONE && place < length; place = ubrk_next(breaks)) {
            while (unit < place) {
                U16_FWD_1(text, unit, length);
                scalar++;
            }
            starts[found++] = scalar;
        }
    }
    if (breaks != NULL) ubrk_close(breaks);
    free(text);
    return found;
}
