#ifndef VIGIL_CZLIB_H
#define VIGIL_CZLIB_H
#include <zlib.h>

// The version-checking initialisers are macros in zlib.h, which Swift cannot see. 15 + 16: the largest window, gzip.
static inline int vigil_deflate_init_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int vigil_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
#endif
