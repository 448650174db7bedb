/* Loaded before the C library: writes, syncs and locks of the files whose path holds $FAULT_FILE
   fail, tear or take long, and the wall clock jumps. Everything else goes through as it is.

   FAULT_CALL   which calls fail: write, sync, cut or lock
   FAULT_FIRST  the number of the first one that does, from 0; FAULT_COUNT  how many do
   FAULT_ERRNO  the error they give, after half of what was to be written; 0: the process is killed
   FAULT_DELAY  microseconds that every sync takes longer
   FAULT_CLOCK  seconds by which the clock jumps to and fro, every few looks at it */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long number(const char *name) {
    const char *value = getenv(name);
    return value ? atol(value) : 0;
}

static int is_meant(int fd) {
    char link[40], path[4096];
    const char *wanted = getenv("FAULT_FILE");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = wanted ? readlink(link, path, sizeof path - 1) : -1;
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, wanted) != NULL;
}

static int fails(int fd, const char *call) {
    static atomic_long seen;
    const char *wanted = getenv("FAULT_CALL");
    if (!wanted || strcmp(wanted, call) || !is_meant(fd)) return 0;
    long after = atomic_fetch_add(&seen, 1) - number("FAULT_FIRST");
    return after >= 0 && after < number("FAULT_COUNT");
}

static int failed(void) {
    if (!number("FAULT_ERRNO")) kill(getpid(), SIGKILL);
    errno = (int)number("FAULT_ERRNO");
    return -1;
}

static int sync_as(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (number("FAULT_DELAY") && is_meant(fd)) usleep((useconds_t)number("FAULT_DELAY"));
    return fails(fd, "sync") ? failed() : real(fd);
}

static int cut_as(const char *name, int fd, off64_t length) {
    int (*real)(int, off64_t) = (int (*)(int, off64_t))dlsym(RTLD_NEXT, name);
    return fails(fd, "cut") ? failed() : real(fd, length);
}

static ssize_t write_as(const char *name, int fd, const void *from, size_t count, off64_t at) {
    ssize_t (*real)(int, const void *, size_t, off64_t) =
        (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, name);
    if (!fails(fd, "write")) return real(fd, from, count, at);
    real(fd, from, count / 2, at);
    return failed();
}

ssize_t write(int fd, const void *from, size_t count) {
    if (!fails(fd, "write")) return syscall(SYS_write, fd, from, count);
    syscall(SYS_write, fd, from, count / 2);
    return failed();
}
ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    return write_as("pwrite", fd, from, count, at);
}
ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    return write_as("pwrite64", fd, from, count, at);
}
int ftruncate(int fd, off_t length) { return cut_as("ftruncate", fd, length); }
int ftruncate64(int fd, off64_t length) { return cut_as("ftruncate64", fd, length); }
int fsync(int fd) { return sync_as("fsync", fd); }
int fdatasync(int fd) { return sync_as("fdatasync", fd); }

static int control_as(const char *name, int fd, int command, void *given) {
    int (*real)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, name);
    int locks = command == F_SETLK || command == F_SETLKW || command == F_GETLK;
    return locks && fails(fd, "lock") ? failed() : real(fd, command, given);
}

int fcntl(int fd, int command, ...) {
    va_list more;
    va_start(more, command);
    void *given = va_arg(more, void *);
    va_end(more);
    return control_as("fcntl", fd, command, given);
}

int fcntl64(int fd, int command, ...) {
    va_list more;
    va_start(more, command);
    void *given = va_arg(more, void *);
    va_end(more);
    return control_as("fcntl64", fd, command, given);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    static atomic_long looks;
    static const int places[] = {0, 2, -1, 1, -2};
    int answer = (int)syscall(SYS_clock_gettime, which, now);
    if (which == CLOCK_REALTIME && number("FAULT_CLOCK"))
        now->tv_sec += number("FAULT_CLOCK") * places[atomic_fetch_add(&looks, 1) / 3 % 5];
    return answer;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
