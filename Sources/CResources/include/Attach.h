#ifndef CRESOURCES_ATTACH_H
#define CRESOURCES_ATTACH_H
#include <stddef.h>

/// A file that travels inside the binary.
struct turntable_file {
  /// Where it belongs, relative to the folder that it is written to.
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

/// The files of the attach hook in no order that matters; NULL past the last.
const struct turntable_file *turntable_attach_file(size_t index);

#endif
