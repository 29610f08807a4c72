#ifndef VIGIL_CUCHARDET_H
#define VIGIL_CUCHARDET_H
#include <uchardet/uchardet.h>
#endif
