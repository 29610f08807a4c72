#ifndef VIGIL_CZSTD_H
#define VIGIL_CZSTD_H
#include <zstd.h>
#endif
