#ifndef CRESOURCES_TOOL_HOST_H
#define CRESOURCES_TOOL_HOST_H
#include "Attach.h"

/// The text that `python -c` is given: it imports the modules below from memory.
const struct turntable_file *turntable_tool_host_boot(void);

/// The Python tool host's modules, by module name; NULL past the last.
const struct turntable_file *turntable_tool_host_module(size_t index);

#endif
