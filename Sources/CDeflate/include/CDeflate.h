#ifndef VIGIL_CDEFLATE_H
#define VIGIL_CDEFLATE_H
#include <libdeflate.h>
#endif
