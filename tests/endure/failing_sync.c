/* Preloaded into a process: its nth fsync of a file whose path ends so fails with EIO, or each from the nth on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int seen = 0;

static int fails(int descriptor) {
    char link[64], path[1024];
    const char *ending = getenv("FAIL_ENDING"), *nth = getenv("FAIL_NTH");
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || ending == NULL || nth == NULL) return 0;
    path[length] = 0;
    size_t tail = strlen(ending);
    if ((size_t)length < tail || strcmp(path + length - tail, ending) != 0) return 0;
    seen++;
    return getenv("FAIL_ON") ? seen >= atoi(nth) : seen == atoi(nth);
}

int fsync(int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (fails(descriptor)) { errno = EIO; return -1; }
    return real(descriptor);
}

int fdatasync(int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    if (fails(descriptor)) { errno = EIO; return -1; }
    return real(descriptor);
}
