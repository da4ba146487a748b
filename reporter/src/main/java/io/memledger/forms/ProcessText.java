package io.memledger.forms;

import io.memledger.series.Subject;

/** What a tool tells of a process, as lines of /proc/PID/status. */
public final class ProcessText {
  /** Bytes of a command as the kernel keeps it. */
  private static final int COMMAND = 15;

  private final long pid;
  private final StringBuilder text = new StringBuilder();

  /**
   * Begins it.
   *
   * @param name of the command; of a path its last part counts
   */
  public ProcessText(long pid, String name) {
    this.pid = pid;
    text.append("Name:\t").append(name.replace('\n', ' ').replace('\r', ' ')).append('\n');
  }

  /** The name of the program of a command line, as the kernel would tell it. */
  public static String program(String command) {
    String first = command.strip();
    int blank = first.indexOf(' ');
    if (first.startsWith("/") || first.endsWith(":") || blank > 0) {
      first = blank < 0 ? first : first.substring(0, blank);
    }
    if (first.startsWith("/")) {
      first = first.substring(first.lastIndexOf('/') + 1);
    }
    if (first.endsWith(":")) {
      first = first.substring(0, first.length() - 1);
    }
    return first.length() > COMMAND ? first.substring(0, COMMAND) : first;
  }

  /** S, R, Z and so on. */
  public ProcessText state(char state) {
    if (Character.isLetter(state)) {
      text.append("State:\t").append(state).append('\n');
    }
    return this;
  }

  /** A size; below nothing is not told. */
  public ProcessText kib(String name, double kib) {
    if (kib >= 0 && kib < 1e15) {
      text.append(name).append(":\t").append(Math.round(kib)).append(" kB\n");
    }
    return this;
  }

  public ProcessText threads(long count) {
    if (count > 0) {
      text.append("Threads:\t").append(count).append('\n');
    }
    return this;
  }

  /** Puts it into the look that was begun. */
  public void give(Origin origin, Looks into) {
    if (pid > 0 && pid <= Subject.LARGEST_PID) {
      into.put(origin, "proc/" + pid + "/status", text);
    }
  }
}
