#ifndef VIGIL_CPSL_H
#define VIGIL_CPSL_H
#include <libpsl.h>
#endif
