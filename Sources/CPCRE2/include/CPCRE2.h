#ifndef VIGIL_CPCRE2_H
#define VIGIL_CPCRE2_H
// The 8-bit library: subjects are UTF-8. The suffixed names (pcre2_compile_8, …) are what Swift sees.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#endif
