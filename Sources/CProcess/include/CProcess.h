// Calls of the C library that Swift does not see.
#ifndef CPROCESS_H
#define CPROCESS_H
#include <spawn.h>
#endif
