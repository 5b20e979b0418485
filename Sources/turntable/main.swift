import Glibc

exit(Turntable.start())
