// Calls of the C library that Swift does not see: GNU extensions, variadic calls, globals. No logic.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <fcntl.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

// Hidden behind _GNU_SOURCE, which the importer does not set.
extern int pipe2(int descriptors[2], int flags);
extern int posix_openpt(int flags);
extern int grantpt(int descriptor);
extern int unlockpt(int descriptor);
extern int ptsname_r(int descriptor, char *buffer, size_t length);
extern long syscall(long number, ...);
extern int memfd_create(const char *name, unsigned int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern char **environ;

// POSIX_SPAWN_SETSID, likewise hidden.
#define CPROCESS_SPAWN_SETSID 0x80

// A descriptor that polls readable once the process has ended.
static inline int cprocess_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

static inline int cprocess_memfd(const char *name) { return memfd_create(name, 1U /* MFD_CLOEXEC */); }

static inline int cprocess_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

static inline int cprocess_duplicate(int descriptor, int lowest) {
  return fcntl(descriptor, F_DUPFD_CLOEXEC, lowest);
}

static inline int cprocess_set_size(int descriptor, unsigned short columns, unsigned short rows) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}

static inline char *const *cprocess_environment(void) { return environ; }

#endif
