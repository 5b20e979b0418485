// The declarations are the header's; a C target needs one source file.
#include "CSQLite.h"
