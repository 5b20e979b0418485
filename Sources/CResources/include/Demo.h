// The session that `turntable demo` opens, and the tools of its program.
#ifndef DEMO_H
#define DEMO_H
#include <stddef.h>

const unsigned char *turntable_demo_session(size_t *length);
const unsigned char *turntable_demo_tools(size_t *length);

#endif
