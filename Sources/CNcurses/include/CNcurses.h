// ncurses as Swift can see it: `stdscr`, the A_ constants and the key constants are macros or globals in C.
#ifndef CNCURSES_H
#define CNCURSES_H
#include <curses.h>
#include <locale.h>

static inline WINDOW *turntable_stdscr(void) { return stdscr; }

#endif
