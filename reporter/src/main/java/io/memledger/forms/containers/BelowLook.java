package io.memledger.forms.containers;

import io.memledger.forms.LookText;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.Words;
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import java.util.Map;

/** What below tells at one time, by the titles of its columns; sizes are rounded unless raw. */
final class BelowLook {
  private static final Map<String, String> MEMORY =
      Map.ofEntries(
          Map.entry("Total", "MemTotal"),
          Map.entry("Free", "MemFree"),
          Map.entry("Available", "MemAvailable"),
          Map.entry("Buffers", "Buffers"),
          Map.entry("Cached", "Cached"),
          Map.entry("Swap Cached", "SwapCached"),
          Map.entry("Active", "Active"),
          Map.entry("Inactive", "Inactive"),
          Map.entry("Unevictable", "Unevictable"),
          Map.entry("Mlocked", "Mlocked"),
          Map.entry("Swap Total", "SwapTotal"),
          Map.entry("Swap Free", "SwapFree"),
          Map.entry("Dirty", "Dirty"),
          Map.entry("Writeback", "Writeback"),
          Map.entry("Anon Pages", "AnonPages"),
          Map.entry("Mapped", "Mapped"),
          Map.entry("Shmem", "Shmem"),
          Map.entry("Slab", "Slab"),
          Map.entry("Slab Reclaimable", "SReclaimable"),
          Map.entry("Slab Unreclaimable", "SUnreclaim"),
          Map.entry("Kernel Stack", "KernelStack"),
          Map.entry("Page Tables", "PageTables"),
          Map.entry("Hugetlb", "Hugetlb"),
          Map.entry("Vmalloc Used", "VmallocUsed"));

  private static final Map<String, String> PROCESS =
      Map.of(
          "RSS", "VmRSS",
          "VM Size", "VmSize",
          "Anon", "RssAnon",
          "File", "RssFile",
          "Shmem", "RssShmem",
          "PTE", "VmPTE",
          "Swap", "VmSwap");

  private static final Map<String, String> GROUP =
      Map.of(
          "Mem Anon", "anon",
          "Mem File", "file",
          "Kernel", "kernel",
          "Mem Sock", "sock",
          "Mem Shmem", "shmem",
          "Inactive File", "inactive_file",
          "Slab Reclaimable", "slab_reclaimable",
          "Slab Unreclaimable", "slab_unreclaimable");

  private final Looks into;
  private MeminfoText memory = new MeminfoText();
  private final LookText files = new LookText();
  private String time = "";
  private boolean rounded;
  private boolean processes;
  private boolean first;

  BelowLook(Looks into) {
    this.into = into;
  }

  /**
   * Takes an object.
   *
   * @param parent path of the cgroup that it lies in
   * @return its own path, if it is a cgroup
   */
  String put(Map<String, String> texts, String parent) {
    String stamp = texts.getOrDefault("Timestamp", time);
    if (!stamp.equals(time)) {
      end();
      time = stamp;
    }
    if (texts.containsKey("Hostname")) {
      into.host(texts.get("Hostname"));
    }
    if (texts.containsKey("Kernel Version")) {
      into.kernel(texts.get("Kernel Version"));
    }
    if (texts.containsKey("Pid")) {
      process(texts);
      return parent;
    }
    if (texts.containsKey("Mem Total")) {
      return group(texts, parent);
    }
    if (texts.containsKey("Free")) {
      MEMORY.forEach((title, line) -> memory.kib(line, kib(texts.get(title))));
    }
    return parent;
  }

  private void process(Map<String, String> texts) {
    long pid = Words.whole(texts.get("Pid"));
    if (pid <= 0 || pid > Subject.LARGEST_PID || kib(texts.get("RSS")) <= 0) {
      return;
    }
    processes = true;
    first |= pid == 1;
    String path = "proc/" + pid + "/status";
    if (!files.has(path)) {
      files.add(path, "Name:\t" + texts.getOrDefault("Comm", "?").replace('\n', ' '));
      PROCESS.forEach(
          (title, line) -> {
            double kib = kib(texts.get(title));
            if (kib >= 0) {
              files.add(path, line + ":\t" + Math.round(kib) + " kB");
            }
          });
    }
  }

  private String group(Map<String, String> texts, String parent) {
    String name = texts.getOrDefault("Full Path", texts.getOrDefault("Name", "")).strip();
    boolean root = name.isEmpty() || name.equals("<root>") || name.equals("/");
    String path = root ? parent : name.startsWith("/") ? name : parent + "/" + name;
    if (path.contains("..") || path.length() > 1_000) {
      return parent;
    }
    String folder = "sys/fs/cgroup" + path + "/";
    double total = kib(texts.get("Mem Total"));
    if (total >= 0 && !files.has(folder + "memory.current")) {
      files.add(folder + "memory.current", Long.toString(Math.round(total * 1024)));
      GROUP.forEach(
          (title, field) -> {
            double kib = kib(texts.get(title));
            if (kib >= 0) {
              files.add(folder + "memory.stat", field + " " + Math.round(kib * 1024));
            }
          });
    }
    return path;
  }

  /** "31.1 GB", or bytes; below nothing where it is neither. */
  private double kib(String text) {
    if (text == null || text.isBlank()) {
      return -1;
    }
    String bare = text.strip();
    boolean unit = bare.endsWith("B");
    String size = unit ? bare.substring(0, bare.length() - 1).replace(" ", "") : bare;
    double kib = Words.kib(size, 1.0 / 1024);
    rounded |= unit && !Words.isPlain(size);
    return Double.isNaN(kib) ? -1 : kib;
  }

  /** Hands over what was gathered. */
  void end() {
    long seconds = Words.whole(time);
    if (seconds > 0 && seconds < Integer.MAX_VALUE * 4L && !(memory.isEmpty() && files.isEmpty())) {
      into.at(When.instant(seconds * 1000));
      if (!memory.isEmpty()) {
        memory.give(Origin.BELOW, into);
      }
      files.put(Origin.BELOW, into);
      if (rounded) {
        into.warn(Warning.of(Warning.Kind.SIZES_ROUNDED));
      }
      if (processes && !first) {
        into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
      }
    }
    memory = new MeminfoText();
    files.clear();
  }
}
