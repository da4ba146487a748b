package io.memledger.collector.trace;

import io.memledger.collector.common.IoErrors;
import io.memledger.collector.proc.ProcReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Instances of the kernel's tracing file system that bear our name: {@code
 * memledger-<pid>-<starttime>} of the process that made them.
 */
public final class Tracefs {
  private static final String PREFIX = "memledger-";
  private static final String[] PLACES = {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"};
  private static final int REMOVE_TRIES = 40;

  private Tracefs() {}

  /** The folder that holds instances, or null if tracefs is not there. */
  static File instances(String root) {
    for (String place : PLACES) {
      File folder = new File(root + place + "/instances");
      if (folder.isDirectory()) {
        return folder;
      }
    }
    return null;
  }

  /** The name of an instance of this process. */
  static String ownName(String root) throws IOException {
    String pid = new File(root + "/proc/self").getCanonicalFile().getName();
    return PREFIX + pid + '-' + startOf(root, pid);
  }

  /** When a process began, in clock ticks since the boot; null if there is no such process. */
  private static String startOf(String root, String pid) {
    String stat = ProcReader.unwatched(root).text("proc/" + pid + "/stat");
    String[] fields = stat == null ? null : stat.substring(stat.lastIndexOf(')') + 1).split(" ");
    return fields == null || fields.length < 21 ? null : fields[20];
  }

  /**
   * Removes what killed collectors left behind. The kernel itself refuses to remove an instance
   * that somebody reads.
   */
  public static void removeLeftovers(String root) {
    File folder = instances(root);
    String[] names = folder == null ? null : folder.list();
    if (names == null) {
      return;
    }
    for (String name : names) {
      String[] parts = name.split("-");
      boolean ours = name.matches(PREFIX + "[0-9]+-[0-9]+");
      if (ours && !parts[2].equals(startOf(root, parts[1]))) {
        new File(folder, name).delete();
      }
    }
  }

  /**
   * Removes an instance, with its events and its buffers; the last reader's end may take a moment.
   */
  static boolean remove(File instance) {
    for (int i = 0; instance.exists() && !instance.delete(); i++) {
      if (i == REMOVE_TRIES) {
        return false;
      }
      pause(50);
    }
    return true;
  }

  static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes a setting in one call, as the kernel wants it. */
  static void write(File file, String text) throws IOException {
    if (!file.exists()) {
      throw new IOException("No such file or directory");
    }
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(IoErrors.reason(e), e);
    }
  }
}
