package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.regex.Pattern;

/**
 * derived/fdtypes/&lt;pid&gt;: "count class", what the descriptors of a process that opens many are
 * open on (ARCHIVE-FORMAT 6). Classes that name one file each are joined, so that a leak of many
 * files is one class.
 */
final class FdTypes implements Source {
  private static final String FOLDER = "derived/fdtypes/";
  private static final String DELETED = " (deleted)";
  private static final int MAX_DIGITS = 18;
  private static final Pattern PID_FOLDER = Pattern.compile("^/proc/\\d+");
  private static final Pattern TASK_FOLDER = Pattern.compile("/task/\\d+");

  @Override
  public boolean reads(String path) {
    if (!path.startsWith(FOLDER)
        || path.length() == FOLDER.length()
        || path.length() > FOLDER.length() + MAX_DIGITS) {
      return false;
    }
    return path.chars().skip(FOLDER.length()).allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    long pid = Long.parseLong(path.substring(FOLDER.length()));
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      boolean known = text.numberIn(text.wordStart(), text.wordEnd()) && text.value() >= 0;
      long count = text.value();
      String type = known ? text.rest() : "";
      if (type.isEmpty()) {
        sink.malformed(text.line());
        continue;
      }
      sink.named(Subject.Kind.DESCRIPTOR_CLASS, joined(type), pid);
      sink.put(Metric.PROC_FDS_OF_CLASS, count);
    }
  }

  /** "memfd:frame" of memfd:frame-17, "/dev/shm (deleted)" of a file there, "/proc/N" of a pid. */
  static String joined(String type) {
    if (type.startsWith("memfd:")) {
      return unnumbered(type);
    }
    String deleted = type.endsWith(DELETED) ? DELETED : "";
    if (type.startsWith("/dev/shm/")) {
      return "/dev/shm" + deleted;
    }
    if (type.startsWith("/dev/")) {
      String name = type.substring(0, type.length() - deleted.length());
      return unnumbered(name) + deleted;
    }
    String pids = PID_FOLDER.matcher(type).replaceFirst("/proc/N");
    return TASK_FOLDER.matcher(pids).replaceFirst("/task/N");
  }

  /** Without what follows the last slash from its first digit on, and what leads to that. */
  private static String unnumbered(String name) {
    int last = name.lastIndexOf('/') + 1;
    int digit = last;
    while (digit < name.length() && !Character.isDigit(name.charAt(digit))) {
      digit++;
    }
    boolean led = digit > last && "-_.".indexOf(name.charAt(digit - 1)) >= 0;
    return digit == name.length() ? name : name.substring(0, led ? digit - 1 : digit);
  }
}
