#ifndef VIGIL_CPHONENUMBER_H
#define VIGIL_CPHONENUMBER_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Reads a telephone number as it is dialled in `region` (ISO 3166, such as "KR"; "ZZ" for none) through libphonenumber.
///
/// Writes its E.164 form to `result` (at least 32 bytes). Returns 2 for a valid number, 1 for one of a possible length,
/// 0 for anything else.
int vigil_phone_e164(const char *number, size_t length, const char *region, char *result, size_t room);

#ifdef __cplusplus
}
#endif
#endif
