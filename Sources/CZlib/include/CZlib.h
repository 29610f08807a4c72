#ifndef VIGIL_CZLIB_H
#define VIGIL_CZLIB_H
#include <zlib.h>

// The version-checking initialiser is a macro in zlib.h, which Swift cannot see. 15 + 16: the largest window, gzip.
static inline int vigil_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
#endif
