package io.memledger.forms.kernel;

import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a kernel log taken apart: what stands before the kernel's own text, in the ways of
 * dmesg, dmesg -T, syslog, rsyslog and the journal.
 *
 * @param when its time; null where none is told
 * @param uptime seconds since boot; NaN where they are not told
 * @param host empty where it is not told
 * @param text what the kernel said
 */
record LogLine(When when, double uptime, String host, String text) {
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:<\\d{1,3}>)?(?:(\\w{3} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d"
              + "|\\d{4}-\\d\\d-\\d\\d[T ][\\d:.,]{8,18}(?:Z|[+-]\\d\\d:?\\d\\d)?)"
              + " (\\S{1,253}) kernel: ?)?(?:\\[ {0,12}(\\d{1,12}\\.\\d{1,9})\\] ?"
              + "|\\[([^\\]]{10,60}\\d{4})\\] ?)?(.*)$");
  private static final Pattern TIME = Pattern.compile("\"__REALTIME_TIMESTAMP\" ?: ?\"(\\d{16})\"");
  private static final Pattern BOOT =
      Pattern.compile("\"_SOURCE_MONOTONIC_TIMESTAMP\" ?: ?\"(\\d{1,16})\"");
  private static final Pattern HOST = Pattern.compile("\"_HOSTNAME\" ?: ?\"([^\"]{1,253})\"");
  private static final Pattern MESSAGE =
      Pattern.compile("\"MESSAGE\" ?: ?\"((?:[^\"\\\\]++|\\\\.)*+)\"");

  /** Lines of the kernel in a line of a file: some loggers put many on one. */
  static List<LogLine> of(String line) {
    if (line.startsWith("{")) {
      return json(line);
    }
    List<LogLine> found = new ArrayList<>();
    LogLine first = null;
    for (String part : line.split("#012", 100)) {
      LogLine one = first == null ? plain(part) : new LogLine(first.when, first.uptime, "", part);
      first = first == null ? one : first;
      found.add(one);
    }
    return found;
  }

  private static LogLine plain(String line) {
    Matcher m = PREFIX.matcher(line);
    if (!m.matches()) {
      return new LogLine(null, Double.NaN, "", line);
    }
    When when = null;
    String stamp = m.group(1) != null ? m.group(1) : m.group(4);
    if (stamp != null) {
      // syslog tells no year: 2000 stands for it, which has every day, and is said to be a guess.
      boolean yearless = m.group(1) != null && !Character.isDigit(stamp.charAt(0));
      String text = stamp.replaceFirst("^(\\d{4}-\\S{5}) ", "$1T");
      DateText.Read read = yearless ? yearless(stamp) : DateText.of(text, false);
      when = read == null ? null : yearless ? When.yearless(read.when().millis()) : read.when();
    }
    double uptime = m.group(3) == null ? Double.NaN : Double.parseDouble(m.group(3));
    if (when == null && m.group(3) != null) {
      when = When.uptime(Math.round(uptime * 1000));
    }
    return new LogLine(when, uptime, m.group(2) == null ? "" : m.group(2), m.group(5));
  }

  private static DateText.Read yearless(String stamp) {
    return DateText.of(stamp + " 2000", false);
  }

  private static List<LogLine> json(String line) {
    Matcher time = TIME.matcher(line);
    Matcher message = MESSAGE.matcher(line);
    if (!time.find() || !message.find()) {
      return List.of();
    }
    Matcher boot = BOOT.matcher(line);
    Matcher host = HOST.matcher(line);
    double uptime = boot.find() ? Long.parseLong(boot.group(1)) / 1e6 : Double.NaN;
    When when = When.instant(Long.parseLong(time.group(1)) / 1000);
    String name = host.find() ? host.group(1) : "";
    List<LogLine> found = new ArrayList<>();
    for (String part : message.group(1).replace("\\t", "\t").split("\\\\n")) {
      found.add(new LogLine(when, uptime, name, part));
    }
    return found;
  }
}
