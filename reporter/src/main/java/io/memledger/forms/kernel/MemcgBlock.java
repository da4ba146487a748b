package io.memledger.forms.kernel;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel says when a cgroup is at its limit: what that cgroup holds, and its tasks. Of the
 * host it says nothing.
 */
final class MemcgBlock {
  /** No machine has as much: it stands for no limit. */
  private static final long NONE_KIB = 1L << 50;

  private static final int MOST_FIELDS = 200;
  private static final double PAGE_KIB = 4;
  private static final long KIB = 1024;

  static final String FIRST = "memory: usage ";

  private static final Pattern USAGE =
      Pattern.compile("^memory: usage (\\d{1,15})kB, limit (\\d{1,16})kB, failcnt (\\d{1,18}).*");
  private static final Pattern STATS =
      Pattern.compile("^Memory cgroup stats for (/\\S{0,250}?): ?(.*)$");
  private static final Pattern LIMIT_OF =
      Pattern.compile("^Task in .* killed as a result of limit of (/\\S{0,250})$");
  private static final Pattern FIELD = Pattern.compile("^([a-z][a-z0-9_]{1,40}) (\\d{1,18})$");
  private static final Pattern OLD_FIELD = Pattern.compile("([a-z_]{2,40}):(\\d{1,15})KB");

  private final Tasks tasks = new Tasks();
  private final Map<String, Long> fields = new LinkedHashMap<>();
  private String path = "";
  private String shown = "";
  private long usage = -1;
  private long limit;
  private long hits;

  /** What an older kernel says before it: whose limit was met. */
  static String limited(String text) {
    Matcher of = text.startsWith("Task in ") ? LIMIT_OF.matcher(text) : null;
    return of != null && of.matches() ? of.group(1) : "";
  }

  MemcgBlock(String limited) {
    path = limited;
  }

  void line(String text) {
    if (text.length() > 4_000 || tasks.line(text)) {
      return;
    }
    Matcher m;
    if (usage < 0 && (m = USAGE.matcher(text)).matches()) {
      usage = Long.parseLong(m.group(1));
      limit = Long.parseLong(m.group(2));
      hits = Long.parseLong(m.group(3));
    } else if ((m = STATS.matcher(text)).matches()) {
      shown = m.group(1);
      path = path.isEmpty() ? shown : path;
      Matcher old = OLD_FIELD.matcher(m.group(2));
      while (shown.equals(path) && old.find() && fields.size() < MOST_FIELDS) {
        fields.put(old.group(1), Long.parseLong(old.group(2)) * KIB);
      }
    } else if (shown.equals(path) && !path.isEmpty() && (m = FIELD.matcher(text)).matches()) {
      if (fields.size() < MOST_FIELDS) {
        fields.put(m.group(1), Long.parseLong(m.group(2)));
      }
    }
  }

  boolean isEmpty() {
    return usage < 0 || path.isEmpty() || path.contains("/../") || path.endsWith("/..");
  }

  /**
   * Puts the files of the look that was begun.
   *
   * @param kills of all cgroups so far, counted here
   */
  void give(Map<String, Long> kills, Looks into) {
    long killed = kills.merge(path, 1L, Long::sum);
    String folder = "sys/fs/cgroup" + (path.equals("/") ? "" : path);
    into.put(Origin.KERNEL_LOG, folder + "/memory.current", usage * KIB + "\n");
    into.put(
        Origin.KERNEL_LOG,
        folder + "/memory.max",
        (limit < NONE_KIB ? Long.toString(limit * KIB) : "max") + "\n");
    into.put(
        Origin.KERNEL_LOG,
        folder + "/memory.events",
        "max " + hits + "\noom_kill " + killed + "\n");
    if (!fields.isEmpty()) {
      StringBuilder text = new StringBuilder();
      fields.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
      into.put(Origin.KERNEL_LOG, folder + "/memory.stat", text);
    }
    tasks.give(PAGE_KIB, into);
    tasks.within(path, into);
  }
}
