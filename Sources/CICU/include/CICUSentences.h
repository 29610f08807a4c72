#ifndef VIGIL_CICU_SENTENCES_H
#define VIGIL_CICU_SENTENCES_H
#include <stdint.h>

/// Where sentences begin in `count` scalars after the first, by ICU's break iterator (UAX 29), into `starts`, which has
/// room for `count` numbers; returns how many, or -1 where ICU fails.
int32_t vigil_sentence_starts(const uint32_t *scalars, int32_t count, int32_t *starts);

#endif
