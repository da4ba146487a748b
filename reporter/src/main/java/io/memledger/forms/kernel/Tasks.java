package io.memledger.forms.kernel;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of tasks in a report of out of memory, whose columns differ by version. */
final class Tasks {
  /** Tasks of one report. */
  private static final int MOST = 100_000;

  private static final Pattern TASK = Pattern.compile("^\\[ *(\\d{1,7})\\] +\\d.*");

  private final Map<String, List<String>> all = new LinkedHashMap<>();
  private List<String> titles = List.of();

  /** Whether the line is of the table. */
  boolean line(String text) {
    if (!text.startsWith("[")) {
      return false;
    }
    if (text.indexOf("total_vm") > 0) {
      titles = Words.of(text.substring(text.indexOf(']') + 1));
      return true;
    }
    Matcher m = titles.isEmpty() ? null : TASK.matcher(text);
    if (m == null || !m.matches()) {
      return false;
    }
    List<String> words = Words.of(text.substring(text.indexOf(']') + 1), titles.size());
    if (words.size() == titles.size() && all.size() < MOST) {
      all.put(m.group(1), words);
    }
    return true;
  }

  /**
   * Puts a file of each.
   *
   * @param page KiB of one
   */
  void give(double page, Looks into) {
    all.forEach((pid, words) -> give(pid, words, page, into));
  }

  /** Says of each in which cgroup it is. */
  void within(String cgroup, Looks into) {
    all.keySet()
        .forEach(pid -> into.put(Origin.KERNEL_LOG, "proc/" + pid + "/cgroup", "0::" + cgroup));
  }

  private void give(String pid, List<String> words, double page, Looks into) {
    StringBuilder text = new StringBuilder("Name:\t" + words.get(words.size() - 1) + "\n");
    size(text, "VmSize", "total_vm", words, page);
    size(text, "VmRSS", "rss", words, page);
    size(text, "RssAnon", "rss_anon", words, page);
    size(text, "RssFile", "rss_file", words, page);
    size(text, "RssShmem", "rss_shmem", words, page);
    size(text, "VmSwap", "swapents", words, page);
    into.put(Origin.KERNEL_LOG, "proc/" + pid + "/status", text);
  }

  private void size(
      StringBuilder text, String name, String title, List<String> words, double page) {
    int at = titles.indexOf(title);
    if (at >= 0 && Words.whole(words.get(at)) >= 0) {
      long kib = Math.round(Words.whole(words.get(at)) * page);
      text.append(name).append(": ").append(kib).append(" kB\n");
    }
  }
}
