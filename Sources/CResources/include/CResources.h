// The Python files that travel inside the binary, as bytes and a length each.
#ifndef CRESOURCES_H
#define CRESOURCES_H
#include "Attach.h"
#include "Demo.h"
#include "ToolHost.h"
#endif
