package io.memledger.collector.proc;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.IoErrors;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The only door to the files below the root. */
public final class ProcReader extends WatchedCalls {
  /** More than this in one read makes the JDK allocate a native buffer for each call. */
  private static final int CHUNK = 8192;

  private final String root;
  private final Map<String, RandomAccessFile> held = new HashMap<>();

  /**
   * @param root the folder that holds proc/ and sys/; "" for the machine itself
   */
  public ProcReader(String root) {
    this.root = root;
  }

  /** A reader for the calling thread, which nothing watches. */
  public static ProcReader unwatched(String root) {
    ProcReader reader = new ProcReader(root);
    reader.ownedBy(Thread.currentThread());
    return reader;
  }

  @Override
  void forget(String path) {
    held.remove(path);
  }

  /**
   * Appends the content of a file.
   *
   * @param cap the size in bytes from which a file counts as too large
   * @param hold whether to keep the file open, which is cheaper when it is read often
   * @return the number of bytes read, or -1 with {@link #error} set and the buffer as it was
   */
  public int read(String path, Bytes into, int cap, boolean hold) {
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
      failure = IoErrors.reason(e);
    }
    boolean keep = hold && failure == null;
    if (!keep && file != null) {
      try {
        file.close();
      } catch (IOException e) {
        failure = IoErrors.reason(e);
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

  /** Takes a file part by part. */
  public interface Part {
    void take(byte[] part, int length);
  }

  /**
   * Hands a file over part by part, which need not fit into memory; each part may take as long as
   * another file.
   *
   * @return false with {@link #error} set if it could not be read, or not to its end in that time
   */
  public boolean parts(String path, Part to, long mostNanos) {
    long end = System.nanoTime() + mostNanos;
    byte[] part = new byte[CHUNK];
    String failure = null;
    RandomAccessFile file = null;
    int count = 1;
    while (count > 0 && failure == null) {
      if (!enter(path, null)) {
        return false;
      }
      try {
        file = file == null ? new RandomAccessFile(root + '/' + path, "r") : file;
        count = file.read(part);
      } catch (IOException e) {
        failure = IoErrors.reason(e);
      }
      leave();
      if (count > 0 && failure == null) {
        to.take(part, count);
        failure = System.nanoTime() > end ? "takes long; only its begin was read" : null;
      }
    }
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      failure = IoErrors.reason(e);
    }
    error = failure;
    return failure == null;
  }

  /** The content of a small file without the white space around it, or null. */
  public String text(String path) {
    Bytes bytes = new Bytes(CHUNK);
    return read(path, bytes, 1 << 20, false) < 0 ? null : bytes.text().trim();
  }

  /** The number between a key such as "MemFree:" and a unit in a small file; 0 if it has none. */
  public long number(String path, String key) {
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
  public int watches(String path) {
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
  public String[] list(String path) {
    if (!enter(path, null)) {
      return null;
    }
    String[] names = new File(root + '/' + path).list();
    leave();
    error = names == null ? "cannot be listed" : null;
    return names;
  }

  /** The {@code st_size} of a path in bytes; 0 if there is none. */
  public long size(String path) {
    if (!enter(path, null)) {
      return 0;
    }
    long size = new File(root + '/' + path).length();
    leave();
    return size;
  }

  public boolean isFolder(String path) {
    if (!enter(path, null)) {
      return false;
    }
    boolean folder = new File(root + '/' + path).isDirectory();
    leave();
    return folder;
  }

  public boolean exists(String path) {
    if (!enter(path, null)) {
      return false;
    }
    boolean exists = new File(root + '/' + path).exists();
    leave();
    return exists;
  }

  /** Where a symbolic link points, or null. */
  public String link(String path) {
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
  public long[] space(String path) {
    if (!enter(path, null)) {
      return null;
    }
    File file = new File(root + '/' + path);
    long total = file.getTotalSpace();
    long[] space = {total, total - file.getFreeSpace()};
    leave();
    return space;
  }
}
