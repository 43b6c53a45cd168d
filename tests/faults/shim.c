/*
 * Stands between the server and its disk. It notes how long the write-ahead log was at each sync, which is all that a
 * power cut may leave of it; and while a file of that name lies in FAULTS_DIR, writes to the database fail: `full` as on
 * a full disk, `eio` as on a broken one, `readonly` as on one that was made read-only.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int path_of(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return 1;
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), wanted = strlen(end);
  return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

static int there_is(const char *name) {
  const char *folder = getenv("FAULTS_DIR");
  char path[1024];
  if (!folder) return 0;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return access(path, F_OK) == 0;
}

/* The error that a write to this file has to end with; 0 for none. */
static int trouble(int fd) {
  char path[1024];
  if (!getenv("FAULTS_DIR") || !path_of(fd, path, sizeof path)) return 0;
  if (!ends_with(path, ".sqlite") && !ends_with(path, "-wal")) return 0;
  if (there_is("full")) return ENOSPC;
  if (there_is("eio")) return EIO;
  if (there_is("readonly")) return EROFS;
  return 0;
}

static void note(int fd) {
  char path[1024], beside[1100];
  struct stat file;
  if (!path_of(fd, path, sizeof path) || !ends_with(path, "-wal") || fstat(fd, &file)) return;
  snprintf(beside, sizeof beside, "%s.synced", path);
  int out = open(beside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (out < 0) return;
  dprintf(out, "%lld", (long long)file.st_size);
  close(out);
}

#define REAL(result, name, ...) \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

int fsync(int fd) {
  REAL(int, "fsync", int);
  int result = real(fd);
  note(fd);
  return result;
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  int result = real(fd);
  note(fd);
  return result;
}

static int refused(int fd) {
  int error = trouble(fd);
  if (error) errno = error;
  return error != 0;
}

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  return refused(fd) ? -1 : real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  return refused(fd) ? -1 : real(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  return refused(fd) ? -1 : real(fd, bytes, count, offset);
}
