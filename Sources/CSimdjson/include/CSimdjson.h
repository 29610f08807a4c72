#ifndef VIGIL_CSIMDJSON_H
#define VIGIL_CSIMDJSON_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// simdjson's parser with its buffers, for one thread.
typedef struct vigil_json_reader vigil_json_reader;

/// Nil where there is no memory.
vigil_json_reader *vigil_json_reader_create(void);
void vigil_json_reader_free(vigil_json_reader *reader);

/// A string's UTF-8, valid until the reader's next use; `bytes` is nil where there is none.
typedef struct {
    const char *bytes;
    size_t length;
} vigil_json_text;

/// Reads one JSON object whose values under `keys` are strings or null, into `values`, one for each key.
///
/// Returns 0 where it is anything else: no JSON, not an object, another kind of value under a key, a key that comes
/// twice. `others` says whether the object has other keys, whose values are only checked to be JSON.
int vigil_json_read_texts(
    vigil_json_reader *reader, const char *json, size_t length, const vigil_json_text *keys, size_t count,
    vigil_json_text *values, int *others);

#ifdef __cplusplus
}
#endif
#endif
