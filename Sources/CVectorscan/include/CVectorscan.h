#ifndef VIGIL_CVECTORSCAN_H
#define VIGIL_CVECTORSCAN_H
#include <hs/hs.h>
#endif
