package io.memledger.forms.kernel;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.series.Warning;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel says when memory cannot be had, or when SysRq-m asks: its counters in pages, the
 * tasks, and the slab caches if they outweigh what programs have.
 */
final class MemInfoBlock {
  /** Caches of one report. */
  private static final int MOST = 100_000;

  private static final Pattern COUNTER =
      Pattern.compile("([a-z_]+(?:\\([a-z]+\\))?):(\\d{1,18})(?= |$)");
  private static final Pattern COUNTERS =
      Pattern.compile(
          "^\\s*(active_anon|active_file|unevictable|slab_reclaimable|mapped|free):\\d+( .*|$)");
  private static final Pattern ORDERS = Pattern.compile("^Node \\d+ \\w+: \\d+\\*(\\d{1,4})kB .*");
  private static final Pattern STACKS =
      Pattern.compile("^Node \\d+ active_anon:.* kernel_stack:(\\d{1,12})kB.*");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(\\d{1,15}) (?:pages )?(RAM|reserved|total pagecache pages|pages in swap cache)$|^(\\d{1,15}) pages (RAM|reserved)$");
  private static final Pattern SWAP = Pattern.compile("^(Free|Total) swap\\s*= (\\d{1,15})kB.*");
  private static final Pattern SLAB =
      Pattern.compile("^(\\S{1,60}) +(\\d{1,12})KB +(\\d{1,12})KB$");

  private final Map<String, Double> pages = new HashMap<>();
  private final Map<String, Double> kib = new HashMap<>();
  private final Map<String, String> caches = new LinkedHashMap<>();
  private final Tasks tasks = new Tasks();
  private double page = 4;
  private boolean any;

  /** Takes a line; what is of no counter is passed over. */
  void line(String text) {
    if (text.length() > 2_000 || text.isEmpty()) {
      return;
    }
    if (text.indexOf(':') > 0 && COUNTERS.matcher(text).matches()) {
      Matcher counter = COUNTER.matcher(text);
      while (counter.find()) {
        pages.putIfAbsent(counter.group(1), Double.parseDouble(counter.group(2)));
      }
      any = true;
      return;
    }
    Matcher m = ORDERS.matcher(text);
    if (m.matches()) {
      page = Double.parseDouble(m.group(1));
      return;
    }
    m = STACKS.matcher(text);
    if (m.matches()) {
      kib.merge("KernelStack", Double.parseDouble(m.group(1)), Double::sum);
      return;
    }
    m = NUMBERED.matcher(text);
    if (m.matches()) {
      boolean one = m.group(2) != null;
      pages.putIfAbsent(m.group(one ? 2 : 4), Double.parseDouble(m.group(one ? 1 : 3)));
      return;
    }
    m = SWAP.matcher(text);
    if (m.matches()) {
      kib.put("Swap" + m.group(1), Double.parseDouble(m.group(2)));
      return;
    }
    if (tasks.line(text)) {
      return;
    }
    m = SLAB.matcher(text);
    if (m.matches() && caches.size() < MOST) {
      caches.put(m.group(1), m.group(3));
    }
  }

  boolean isEmpty() {
    return !any;
  }

  /** Puts the files of the look that was begun. */
  void give(Looks into) {
    Map<String, Double> lines = new LinkedHashMap<>();
    put(lines, "MemTotal", pages("RAM") - pages("reserved"));
    put(lines, "MemFree", pages("free"));
    double anon = pages("active_anon") + pages("inactive_anon");
    // Pages of tmpfs are on these lists too, and are no program's own.
    put(lines, "AnonPages", Math.max(0, anon - pages("shmem")));
    put(lines, "Active(anon)", pages("active_anon"));
    put(lines, "Inactive(anon)", pages("inactive_anon"));
    put(lines, "Active(file)", pages("active_file"));
    put(lines, "Inactive(file)", pages("inactive_file"));
    put(lines, "Unevictable", pages("unevictable"));
    put(lines, "Cached", pages("total pagecache pages") - pages("pages in swap cache"));
    put(lines, "SwapCached", pages("pages in swap cache"));
    put(lines, "Shmem", pages("shmem"));
    put(lines, "Mapped", pages("mapped"));
    put(lines, "Dirty", pages("dirty"));
    put(lines, "Writeback", pages("writeback"));
    put(lines, "SReclaimable", pages("slab_reclaimable"));
    put(lines, "SUnreclaim", pages("slab_unreclaimable"));
    put(lines, "Slab", pages("slab_reclaimable") + pages("slab_unreclaimable"));
    put(lines, "PageTables", pages("pagetables"));
    put(lines, "Bounce", pages("bounce"));
    double file = pages("active_file") + pages("inactive_file");
    put(lines, "MemAvailable", pages("free") + file + pages("slab_reclaimable"));
    into.warn(Warning.of(Warning.Kind.AVAILABLE_ESTIMATED));
    StringBuilder text = new StringBuilder();
    lines.forEach((name, value) -> line(text, name, value * page));
    if (kib.containsKey("KernelStack")) {
      line(text, "KernelStack", kib.get("KernelStack"));
    }
    if (kib.containsKey("SwapTotal")) {
      line(text, "SwapTotal", kib.get("SwapTotal"));
      line(text, "SwapFree", kib.getOrDefault("SwapFree", Double.NaN));
    }
    into.put(Origin.KERNEL_LOG, "proc/meminfo", text);
    caches(into);
    tasks.give(page, into);
  }

  /** Pages; NaN where they are not told. */
  private double pages(String name) {
    return pages.getOrDefault(name, Double.NaN);
  }

  private static void put(Map<String, Double> lines, String name, double value) {
    if (!Double.isNaN(value)) {
      lines.put(name, value);
    }
  }

  private static void line(StringBuilder text, String name, double kib) {
    if (!Double.isNaN(kib)) {
      text.append(name).append(": ").append(Math.round(kib)).append(" kB\n");
    }
  }

  private void caches(Looks into) {
    if (caches.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    caches.forEach(
        (name, size) ->
            text.append(name)
                .append(" 0 0 0 0 ")
                .append(Math.round(Double.parseDouble(size) / 4))
                .append(" : tunables 0 0 0 : slabdata 1 1 0\n"));
    into.put(Origin.KERNEL_LOG, "proc/slabinfo", text);
  }
}
