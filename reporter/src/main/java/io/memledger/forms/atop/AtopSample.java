package io.memledger.forms.atop;

import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.ProcessText;
import io.memledger.forms.When;
import io.memledger.forms.text.Words;
import io.memledger.series.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One look as the lines of atop -P tell it. */
final class AtopSample {
  /** Processes and cgroups of one look. */
  private static final int MOST = 1_000_000;

  /** Columns of MEM behind the page size. */
  private static final List<String> MEMORY =
      List.of(
          "MemTotal", "MemFree", "Cached", "Buffers", "Slab", "Dirty", "SReclaimable", "", "Shmem");

  private static final int PAGE_TABLES = 20;

  /** Versions with so many columns have available memory in the last but one. */
  private static final int WITH_AVAILABLE = 26;

  private static final List<String> SWAP =
      List.of("SwapTotal", "SwapFree", "SwapCached", "Committed_AS");

  private final When when;
  private final MeminfoText memory = new MeminfoText();
  private final Map<Long, ProcessText> processes = new LinkedHashMap<>();
  private final Map<String, StringBuilder> groups = new LinkedHashMap<>();
  private final Map<Long, Long> shares = new LinkedHashMap<>();
  private double page = 4;

  AtopSample(When when) {
    this.when = when;
  }

  /** A line, from the first column of its own. */
  void line(String label, String rest) {
    switch (label) {
      case "MEM":
        memory(Words.of(rest));
        break;
      case "SWP":
        List<String> swap = Words.of(rest);
        columns(SWAP, swap);
        break;
      case "PRM":
        process(rest);
        break;
      default:
        group(Words.of(rest));
        break;
    }
  }

  private void memory(List<String> words) {
    columns(MEMORY, words);
    if (words.size() > PAGE_TABLES) {
      put("PageTables", words.get(PAGE_TABLES));
    }
    if (words.size() >= WITH_AVAILABLE) {
      put("MemAvailable", words.get(words.size() - 2));
    }
    memory.kib("SUnreclaim", memory.get("Slab") - memory.get("SReclaimable"));
  }

  private void columns(List<String> names, List<String> words) {
    long bytes = words.isEmpty() ? -1 : Words.whole(words.get(0));
    if (bytes < 1024 || bytes > 1 << 20) {
      return;
    }
    page = bytes / 1024.0;
    for (int i = 0; i < names.size() && i + 1 < words.size(); i++) {
      if (!names.get(i).isEmpty()) {
        put(names.get(i), words.get(i + 1));
      }
    }
  }

  private void put(String name, String pages) {
    if (Words.whole(pages) >= 0) {
      memory.kib(name, Words.whole(pages) * page);
    }
  }

  /** "pid (name) state pagesize vmem rmem …": the name may hold blanks and parentheses. */
  private void process(String rest) {
    int open = rest.indexOf('(');
    int close = rest.lastIndexOf(')');
    if (open < 1 || close < open || processes.size() >= MOST) {
      return;
    }
    long pid = Words.whole(rest.substring(0, open).strip());
    List<String> words = Words.of(rest.substring(close + 1));
    if (pid <= 0 || words.size() < 4) {
      return;
    }
    boolean thread = words.size() > 14 && words.get(14).equals("n");
    long size = Words.whole(words.get(2));
    if (thread || size <= 0 || words.get(0).charAt(0) == AtopTasks.EXITED) {
      return;
    }
    ProcessText process =
        new ProcessText(pid, rest.substring(open + 1, close))
            .state(words.get(0).charAt(0))
            .kib("VmSize", size)
            .kib("VmRSS", Words.whole(words.get(3)));
    if (words.size() > 12) {
      process.kib("VmSwap", Words.whole(words.get(12)));
    }
    processes.put(pid, process);
    long share = words.size() > 15 ? Words.whole(words.get(15)) : 0;
    if (share > 0 && pid <= Subject.LARGEST_PID) {
      shares.put(pid, share);
    }
  }

  /** "C path processes below … current anon file kernel shmem"; -1 and -2 are not known. */
  private void group(List<String> words) {
    if (words.size() < 11 || !words.get(0).equals("C") || groups.size() >= MOST) {
      return;
    }
    String path = words.get(1);
    if (!path.startsWith("/") || path.contains("..")) {
      return;
    }
    String folder = "sys/fs/cgroup" + (path.equals("/") ? "" : path) + "/";
    long current = Words.whole(words.get(8));
    if (current >= 0) {
      bytes(folder + "memory.current", "", current);
    }
    List<String> names = List.of("anon ", "file ", "kernel ", "shmem ");
    for (int i = 0; i < names.size() && 9 + i < words.size(); i++) {
      long pages = Words.whole(words.get(9 + i));
      if (pages >= 0) {
        bytes(folder + "memory.stat", names.get(i), pages);
      }
    }
  }

  private void bytes(String path, String name, long pages) {
    groups
        .computeIfAbsent(path, p -> new StringBuilder())
        .append(name)
        .append(Math.round(pages * page * 1024))
        .append('\n');
  }

  void give(Looks into) {
    if (memory.isEmpty() && processes.isEmpty() && groups.isEmpty()) {
      return;
    }
    into.at(when);
    if (!memory.isEmpty()) {
      memory.give(Origin.ATOP, into);
    }
    processes.values().forEach(one -> one.give(Origin.ATOP, into));
    shares.forEach(
        (pid, kib) ->
            into.put(Origin.ATOP, "proc/" + pid + "/smaps_rollup", "Pss: " + kib + " kB\n"));
    groups.forEach((path, text) -> into.put(Origin.ATOP, path, text));
  }
}
