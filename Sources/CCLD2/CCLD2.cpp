#include "CCLD2.h"

#include <cstdio>  // CLD2's header needs it and does not include it
#include <cld2/public/compact_lang_det.h>

const char *vigil_cld2_language(const char *text, int length, int *is_reliable) {
    bool reliable = false;
    CLD2::Language language = CLD2::DetectLanguage(text, length, true, &reliable);
    *is_reliable = reliable ? 1 : 0;
    return CLD2::LanguageCode(language);
}
