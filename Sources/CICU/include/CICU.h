#ifndef VIGIL_CICU_H
#define VIGIL_CICU_H
// What vigil asks of ICU, under names of its own. ICU's own headers stay out of sight: it renames every function with
// its version by macros that Swift cannot see, and its types clash with those of the ICU inside Foundation.
#include "CICUConverter.h"
#include "CICUMatching.h"
#include "CICUSentences.h"
#endif
