#include "CNcurses.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved_modes;
static bool has_saved_modes = false;
static int input_descriptor = 0;

bool turntable_open(int input) {
  setlocale(LC_ALL, "");
  // Any locale that is not UTF-8 garbles wide text; the character type is the only part of it that we need.
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  int status = 0;
  if (setupterm(NULL, STDOUT_FILENO, &status) != OK || cursor_address == NULL) return false;
  input_descriptor = input;
  has_saved_modes = tcgetattr(input, &saved_modes) == 0;
  FILE *keys = fdopen(input, "r");
  if (keys == NULL || newterm(NULL, stdout, keys) == NULL) return false;
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(25);
  curs_set(0);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  return true;
}

void turntable_close(void) { endwin(); }

int turntable_columns(void) { return COLS; }
int turntable_rows(void) { return LINES; }
bool turntable_has_colours(void) { return has_colors(); }
void turntable_colour(short pair, short foreground) { init_pair(pair, foreground, -1); }

void turntable_erase(void) { erase(); }

void turntable_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, short pair) {
  // Filled by hand: setcchar cuts a cluster at its first joined emoji, the terminal should get all of it.
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  for (int at = 0; at < count && at < CCHARW_MAX; at++) cell.chars[at] = (wchar_t)scalars[at];
  attr_t look = 0;
  if (attributes & TURNTABLE_BOLD) look |= A_BOLD;
  if (attributes & TURNTABLE_DIM) look |= A_DIM;
  if (attributes & TURNTABLE_REVERSE) look |= A_REVERSE;
  if (attributes & TURNTABLE_UNDERLINE) look |= A_UNDERLINE;
  cell.attr = look | COLOR_PAIR(pair);
#if NCURSES_EXT_COLORS
  cell.ext_color = pair;
#endif
  mvadd_wch(row, column, &cell);
}

void turntable_refresh(int row, int column) {
  if (row >= 0) {
    move(row, column);
    curs_set(1);
  } else {
    curs_set(0);
  }
  refresh();
}

void turntable_redraw(void) { clearok(curscr, TRUE); }

int turntable_key(uint32_t *code, int *row, int *column) {
  wint_t key = 0;
  int kind = get_wch(&key);
  if (kind == ERR) return TURNTABLE_NOTHING;
  if (kind != KEY_CODE_YES) {
    *code = (uint32_t)key;
    return TURNTABLE_CHARACTER;
  }
  switch (key) {
    case KEY_RESIZE: return TURNTABLE_RESIZE;
    case KEY_UP: *code = TURNTABLE_UP; break;
    case KEY_DOWN: *code = TURNTABLE_DOWN; break;
    case KEY_LEFT: *code = TURNTABLE_LEFT; break;
    case KEY_RIGHT: *code = TURNTABLE_RIGHT; break;
    case KEY_HOME: *code = TURNTABLE_HOME; break;
    case KEY_END: *code = TURNTABLE_END; break;
    case KEY_PPAGE: *code = TURNTABLE_PAGE_UP; break;
    case KEY_NPAGE: *code = TURNTABLE_PAGE_DOWN; break;
    case KEY_DC: *code = TURNTABLE_DELETE; break;
    case KEY_BACKSPACE: *code = TURNTABLE_BACKSPACE; break;
    case KEY_BTAB: *code = TURNTABLE_BACK_TAB; break;
    case KEY_ENTER: *code = TURNTABLE_ENTER; break;
    case KEY_MOUSE: {
      MEVENT event;
      if (getmouse(&event) != OK) return turntable_key(code, row, column);
      *row = event.y;
      *column = event.x;
      if (event.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON1_DOUBLE_CLICKED)) *code = TURNTABLE_PRESS;
      else if (event.bstate & BUTTON4_PRESSED) *code = TURNTABLE_WHEEL_UP;
      else if (event.bstate & BUTTON5_PRESSED) *code = TURNTABLE_WHEEL_DOWN;
      else return turntable_key(code, row, column);
      return TURNTABLE_MOUSE;
    }
    default: return turntable_key(code, row, column);
  }
  return TURNTABLE_FUNCTION;
}

void turntable_use_mouse(bool on) {
  mouseinterval(0);
  mousemask(on ? BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

void turntable_send(const char *sequence) {
  fputs(sequence, stdout);
  fflush(stdout);
}

void turntable_lend(void) {
  def_prog_mode();
  endwin();
}

void turntable_resume(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
  refresh();
}

void turntable_suspend(void) {
  turntable_lend();
  struct sigaction standard = {.sa_handler = SIG_DFL}, before;
  sigaction(SIGTSTP, &standard, &before);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
  turntable_resume();
}

static int signal_descriptor = -1;

static void tell(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signal_descriptor, &byte, 1) < 0) { /* the pipe is full: an earlier signal is on its way */
  }
  errno = saved;
}

static void (*curses_resized)(int) = NULL;

/// Curses notes the new size; the byte ends a wait that has not begun yet when the signal comes.
static void resized(int number) {
  if (curses_resized != NULL) curses_resized(number);
  tell(number);
}

/// Only async-signal-safe calls: the program's memory is not to be trusted any more.
static void crashed(int number) {
  static const char restore[] = "\033[?1049l\033[?25h\033[?1l\033>\033[0m\r\n";
  static const char words[] = "turntable: crashed; the terminal is restored and nothing recorded is lost\n";
  if (write(STDOUT_FILENO, restore, sizeof restore - 1) < 0) { /* nobody left to tell */
  }
  if (has_saved_modes) tcsetattr(input_descriptor, TCSANOW, &saved_modes);
  if (write(STDERR_FILENO, words, sizeof words - 1) < 0) { /* nobody left to tell */
  }
  signal(number, SIG_DFL);
  raise(number);
}

void turntable_watch_signals(int descriptor) {
  signal_descriptor = descriptor;
  struct sigaction telling = {.sa_handler = tell, .sa_flags = SA_RESTART};
  sigaction(SIGTERM, &telling, NULL);
  sigaction(SIGHUP, &telling, NULL);
  sigaction(SIGINT, &telling, NULL);
  sigaction(SIGQUIT, &telling, NULL);
  struct sigaction watching = {.sa_handler = resized, .sa_flags = SA_RESTART}, curses;
  if (sigaction(SIGWINCH, &watching, &curses) == 0 && curses.sa_handler != SIG_DFL && curses.sa_handler != SIG_IGN)
    curses_resized = curses.sa_handler;
  struct sigaction ending = {.sa_handler = crashed, .sa_flags = SA_RESETHAND | SA_NODEFER};
  int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (size_t at = 0; at < sizeof crashes / sizeof *crashes; at++) sigaction(crashes[at], &ending, NULL);
}
