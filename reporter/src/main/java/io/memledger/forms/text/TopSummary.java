package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines above top's table, whose labels are translated: "MiB Mem : 1978.7 total, 1670.7 free,
 * …", and before 3.3 "Mem: 3861332k total, …".
 */
final class TopSummary implements Part {
  private static final Pattern LINE =
      Pattern.compile(
          "^([KMGT]iB) (\\S{2,12}) ?: *([\\d.,]+)\\+? *\\S+[,.] +([\\d.,]+)\\+? *(\\S+?)[,.]"
              + " +([\\d.,]+)\\+? *(\\S+?)[,.] *([\\d.,]+)\\+? *(\\S.*)$");
  private static final Pattern OLD =
      Pattern.compile(
          "^(Mem|Swap): +(\\d+)k total, +(\\d+)k used, +(\\d+)k free, +(\\d+)k (buffers|cached) *$");

  /** Of busybox, whose "used" is all that is not free. */
  private static final Pattern BUSYBOX =
      Pattern.compile(
          "^Mem: (\\d{1,12})K used, (\\d{1,12})K free, (\\d{1,12})K shrd, (\\d{1,12})K buff,"
              + " (\\d{1,12})K cached *$");

  /** As a bar: used in per cent, of how much. */
  private static final Pattern BAR =
      Pattern.compile("([KMGT]iB) (Mem|Swap) ?: *([\\d.,]{1,6})/([\\d.,]{1,12}) +\\[");

  private boolean any;
  private boolean rounded;

  /** The first line of the two is of memory, the second of swap. */
  private boolean second;

  @Override
  public void newLook() {
    second = false;
  }

  @Override
  public boolean line(String line, Look look) {
    if (line.startsWith("top - ") || line.startsWith("Tasks:")) {
      second = false;
      return true;
    }
    if (line.length() > 200 || line.indexOf(':') < 0) {
      return false;
    }
    Matcher old = OLD.matcher(line);
    if (old.matches()) {
      String of = old.group(1);
      put(look, of + "Total", Double.parseDouble(old.group(2)));
      put(look, of + "Free", Double.parseDouble(old.group(4)));
      put(
          look,
          old.group(6).equals("buffers") ? "Buffers" : "Cached",
          Double.parseDouble(old.group(5)));
      return true;
    }
    Matcher now = LINE.matcher(line);
    if (!now.matches()) {
      return busybox(line, look) || bars(line, look);
    }
    double unit = Words.kib("1" + now.group(1).charAt(0), 1);
    boolean swap = second || now.group(2).startsWith("Swap");
    String of = swap ? "Swap" : "Mem";
    // total, free, used and what differs: procps 3.3.0 to 3.3.9 has used before free.
    boolean freeFirst = !now.group(5).equals("used");
    put(look, of + "Total", number(now.group(3)) * unit);
    put(look, of + "Free", number(now.group(freeFirst ? 4 : 6)) * unit);
    String last = now.group(9);
    if (swap && !last.startsWith("cached")) {
      put(look, "MemAvailable", number(now.group(8)) * unit);
    } else if (swap) {
      put(look, "Cached", number(now.group(8)) * unit);
    } else if (last.startsWith("buffers")) {
      put(look, "Buffers", number(now.group(8)) * unit);
    }
    second = true;
    any = true;
    return true;
  }

  private boolean busybox(String line, Look look) {
    Matcher read = line.startsWith("Mem: ") ? BUSYBOX.matcher(line) : null;
    if (read == null || !read.matches()) {
      return false;
    }
    if (look.has(Origin.TOP, "proc/meminfo") && !look.isDated()) {
      look.beginNext();
    }
    double free = number(read.group(2));
    put(look, "MemTotal", number(read.group(1)) + free);
    put(look, "MemFree", free);
    put(look, "Shmem", number(read.group(3)));
    put(look, "Buffers", number(read.group(4)));
    put(look, "Cached", number(read.group(5)));
    return true;
  }

  private boolean bars(String line, Look look) {
    if (line.indexOf('[') < 0) {
      return false;
    }
    Matcher bar = BAR.matcher(line);
    boolean found = false;
    while (bar.find()) {
      found = true;
      rounded = true;
      double total = number(bar.group(4)) * Words.kib("1" + bar.group(1).charAt(0), 1);
      double free = total * (1 - number(bar.group(3)) / 100);
      boolean swap = bar.group(2).equals("Swap");
      put(look, swap ? "SwapTotal" : "MemTotal", total);
      put(look, swap ? "SwapFree" : "MemAvailable", free);
    }
    return found;
  }

  /** Whether its sizes are of bars, to one decimal of a per cent. */
  boolean isRounded() {
    return rounded;
  }

  private static double number(String text) {
    return Words.number(text);
  }

  private void put(Look look, String name, double kib) {
    any = true;
    if (kib >= 0) {
      look.meminfo(Origin.TOP, name, kib);
    }
  }

  @Override
  public String seen() {
    return any ? "top" : null;
  }
}
