/* A disk that breaks: preloaded, it lets every write below a folder fail after the first few.

   FAILING_FOLDER names the folder, FAILING_AFTER how many writes succeed, FAILING_ERRNO what the
   others are told. Reading goes on, as it does on a disk that is full or has lost its writes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long done;

static int fails(int descriptor)
{
    const char *folder = getenv("FAILING_FOLDER");
    char link[64], path[PATH_MAX];
    ssize_t length;
    if (folder == NULL)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0 || strncmp(path, folder, strlen(folder)) != 0)
        return 0;
    if (__sync_add_and_fetch(&done, 1) <= atol(getenv("FAILING_AFTER")))
        return 0;
    errno = atoi(getenv("FAILING_ERRNO"));
    return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    REAL(write);
    return fails(descriptor) ? -1 : real(descriptor, bytes, size);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
    REAL(pwrite64);
    return fails(descriptor) ? -1 : real(descriptor, bytes, size, at);
}

int fsync(int descriptor)
{
    REAL(fsync);
    return fails(descriptor) ? -1 : real(descriptor);
}

int fdatasync(int descriptor)
{
    REAL(fdatasync);
    return fails(descriptor) ? -1 : real(descriptor);
}
