package io.memledger.collector;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The only door to the files below the root: every call tells a watchdog what it waits for, and
 * since when.
 *
 * <p>A read that hangs in the kernel cannot be interrupted. The watchdog {@link #abandon abandons}
 * the thread instead and another goes on; should the first ever come back, it finds that it is no
 * longer the owner and ends with {@link Abandoned} before it touches anything shared. So between
 * {@code enter} and {@code leave} a method uses locals only.
 */
final class ProcReader {
  /** More than this in one read makes the JDK allocate a native buffer for each call. */
  private static final int CHUNK = 8192;

  /** The end of a thread that came back from a hanging read too late. */
  static final class Abandoned extends Error {
    private static final long serialVersionUID = 1;

    Abandoned() {
      super(null, null, false, false);
    }
  }

  private final String root;
  private final Map<String, RandomAccessFile> held = new HashMap<>();
  private final Set<String> blocked = new HashSet<>();
  private Thread owner;
  private volatile long since;
  private String waitingFor;
  private Bytes filling;

  /** Why the last call failed, in the words of the C library; null if it did not. */
  String error;

  /** How long the last call took, in nanoseconds. */
  long lastNanos;

  /** How long all calls together took, in nanoseconds. */
  long totalNanos;

  /**
   * @param root the folder that holds proc/ and sys/; "" for the machine itself
   */
  ProcReader(String root) {
    this.root = root;
  }

  synchronized void ownedBy(Thread thread) {
    owner = thread;
  }

  /**
   * Gives up on the current call if it has taken longer than {@code limitNanos}.
   *
   * @return the path that hangs, which is never touched again, or null
   */
  synchronized String abandon(long limitNanos, Thread heir) {
    if (since == 0 || System.nanoTime() - since < limitNanos) {
      return null;
    }
    blocked.add(waitingFor);
    held.remove(waitingFor);
    if (filling != null) {
      // The lost thread may still write into the old array.
      filling.data = Arrays.copyOf(filling.data, filling.data.length);
    }
    owner = heir;
    since = 0;
    return waitingFor;
  }

  private boolean enter(String path, Bytes into) {
    error = null;
    if (!blocked.isEmpty() && blocked.contains(path)) {
      error = "took over 2 s";
      return false;
    }
    waitingFor = path;
    filling = into;
    long now = System.nanoTime();
    since = now == 0 ? 1 : now;
    return true;
  }

  private synchronized void leave() {
    if (Thread.currentThread() != owner) {
      throw new Abandoned();
    }
    lastNanos = System.nanoTime() - since;
    totalNanos += lastNanos;
    since = 0;
  }

  /**
   * Appends the content of a file.
   *
   * @param cap the size in bytes from which a file counts as too large
   * @param hold whether to keep the file open, which is cheaper when it is read often
   * @return the number of bytes read, or -1 with {@link #error} set and the buffer as it was
   */
  int read(String path, Bytes into, int cap, boolean hold) {
    if (!enter(path, into)) {
      return -1;
    }
    byte[] data = into.data;
    int start = into.length;
    int end = start;
    String failure = null;
    RandomAccessFile file = hold ? held.get(path) : null;
    try {
      if (file == null) {
        file = new RandomAccessFile(root + '/' + path, "r");
      } else {
        file.seek(0);
      }
      while (true) {
        if (data.length - end < CHUNK) {
          // Never much beyond the cap: the heap is small.
          int most = Math.max(start + cap + 2 * CHUNK, end + CHUNK);
          data = Arrays.copyOf(data, Math.min(data.length * 2 + CHUNK, most));
        }
        int count = file.read(data, end, CHUNK);
        if (count <= 0) {
          break;
        }
        end += count;
        if (end - start > cap) {
          failure = "larger than " + cap + " bytes";
          break;
        }
      }
    } catch (IOException e) {
      failure = reason(e);
    }
    boolean keep = hold && failure == null;
    if (!keep && file != null) {
      try {
        file.close();
      } catch (IOException e) {
        failure = reason(e);
      }
    }
    leave();
    into.data = data;
    error = failure;
    if (hold) {
      if (keep) {
        held.put(path, file);
      } else {
        held.remove(path);
      }
    }
    if (failure != null) {
      return -1;
    }
    into.length = end;
    return end - start;
  }

  /** The content of a small file without the white space around it, or null. */
  String text(String path) {
    Bytes bytes = new Bytes(CHUNK);
    return read(path, bytes, 1 << 20, false) < 0 ? null : bytes.text().trim();
  }

  /** The number between a key such as "MemFree:" and a unit in a small file; 0 if it has none. */
  long number(String path, String key) {
    String text = text(path);
    int at = text == null ? -1 : text.indexOf(key);
    if (at < 0) {
      return 0;
    }
    String rest = text.substring(at + key.length()).trim();
    return Long.parseLong(rest.substring(0, rest.indexOf(' ')));
  }

  /**
   * How many inotify watches are in a fdinfo, which need not fit into memory; 0 if it cannot be
   * read. Each is a line "inotify wd:1 ino:2 ...", and nothing else there has a w.
   */
  int watches(String path) {
    if (!enter(path, null)) {
      return 0;
    }
    int count = 0;
    byte[] part = new byte[CHUNK];
    try {
      RandomAccessFile file = new RandomAccessFile(root + '/' + path, "r");
      int n;
      while ((n = file.read(part)) > 0) {
        while (n > 0) {
          count += part[--n] == 'w' ? 1 : 0;
        }
      }
      file.close();
    } catch (IOException e) {
      // Gone, or not ours to read.
    }
    leave();
    return count;
  }

  /** The names in a folder in the order of the kernel, or null if it cannot be listed. */
  String[] list(String path) {
    if (!enter(path, null)) {
      return null;
    }
    String[] names = new File(root + '/' + path).list();
    leave();
    error = names == null ? "cannot be listed" : null;
    return names;
  }

  /** The {@code st_size} of a path in bytes; 0 if there is none. */
  long size(String path) {
    if (!enter(path, null)) {
      return 0;
    }
    long size = new File(root + '/' + path).length();
    leave();
    return size;
  }

  boolean isFolder(String path) {
    if (!enter(path, null)) {
      return false;
    }
    boolean folder = new File(root + '/' + path).isDirectory();
    leave();
    return folder;
  }

  boolean exists(String path) {
    if (!enter(path, null)) {
      return false;
    }
    boolean exists = new File(root + '/' + path).exists();
    leave();
    return exists;
  }

  /** Where a symbolic link points, or null. */
  String link(String path) {
    if (!enter(path, null)) {
      return null;
    }
    String target = null;
    String failure = null;
    try {
      target = Files.readSymbolicLink(Paths.get(root + '/' + path)).toString();
    } catch (IOException | RuntimeException e) {
      failure = "not a readable link";
    }
    leave();
    error = failure;
    return target;
  }

  /** Total and used bytes of the file system mounted at a path. */
  long[] space(String path) {
    if (!enter(path, null)) {
      return null;
    }
    File file = new File(root + '/' + path);
    long total = file.getTotalSpace();
    long[] space = {total, total - file.getFreeSpace()};
    leave();
    return space;
  }

  /** "No such process" out of "/proc/1/stat (No such process)". */
  static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    int open = message.lastIndexOf('(');
    return open >= 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }

  /** Whether an error only says that there is no such thing, or no longer. */
  static boolean isGone(String error) {
    return "No such file or directory".equals(error)
        || "No such process".equals(error)
        || "No such device".equals(error);
  }
}
