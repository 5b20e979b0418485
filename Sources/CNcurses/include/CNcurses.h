// ncurses (wide) as Swift can see it: functions for what is a macro, a global or a variadic in C.
#ifndef CNCURSES_H
#define CNCURSES_H
#include <stdbool.h>
#include <stdint.h>

/// Opens the screen, reading keys from `input`. False when the terminal named by TERM is not known or cannot address its cursor.
bool turntable_open(int input);
/// Gives the terminal back; the screen can be resumed by drawing.
void turntable_close(void);
int turntable_columns(void);
int turntable_rows(void);
bool turntable_has_colours(void);
/// Declares colour pair `pair` with a foreground from 0 to 7, or -1 for the terminal's own.
void turntable_colour(short pair, short foreground);

enum {
  TURNTABLE_BOLD = 1,
  TURNTABLE_DIM = 2,
  TURNTABLE_REVERSE = 4,
  TURNTABLE_UNDERLINE = 8,
};

void turntable_erase(void);
/// Puts one grapheme cluster (at most 5 scalars are kept) at a cell.
void turntable_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, short pair);
/// Sends what differs. The cursor is shown at the cell, or hidden when `row` is negative.
void turntable_refresh(int row, int column);
/// Sends everything again at the next refresh.
void turntable_redraw(void);

/// What `turntable_key` found.
enum {
  TURNTABLE_NOTHING = 0,
  TURNTABLE_CHARACTER = 1,
  TURNTABLE_FUNCTION = 2,
  TURNTABLE_RESIZE = 3,
  TURNTABLE_MOUSE = 4,
};
/// The next key without waiting: its kind; `code` is the character, or one of the names below. For the mouse `row` and
/// `column` are the cell.
int turntable_key(uint32_t *code, int *row, int *column);
/// Mouse reports on or off.
void turntable_use_mouse(bool on);
/// Sends a control sequence of ours past curses, at once.
void turntable_send(const char *sequence);
/// Leaves the screen to another program until `turntable_resume`.
void turntable_lend(void);
void turntable_resume(void);

enum {
  TURNTABLE_UP = 1, TURNTABLE_DOWN, TURNTABLE_LEFT, TURNTABLE_RIGHT, TURNTABLE_HOME, TURNTABLE_END,
  TURNTABLE_PAGE_UP, TURNTABLE_PAGE_DOWN, TURNTABLE_DELETE, TURNTABLE_BACKSPACE, TURNTABLE_BACK_TAB, TURNTABLE_ENTER,
  TURNTABLE_PRESS, TURNTABLE_WHEEL_UP, TURNTABLE_WHEEL_DOWN,
};

/// Stops this process as Ctrl-Z does, with the terminal given back, and returns when it is continued.
void turntable_suspend(void);
/// From now on SIGTERM, SIGHUP, SIGINT, SIGQUIT and SIGWINCH write their number to `descriptor`, and a crash restores the terminal.
void turntable_watch_signals(int descriptor);

#endif
