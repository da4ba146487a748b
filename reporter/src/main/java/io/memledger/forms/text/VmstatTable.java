package io.memledger.forms.text;

import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.series.Warning;
import java.util.ArrayList;
import java.util.List;

/**
 * What vmstat prints. Rows may have their own time (-t); in a look that a date begins only the
 * first row counts, for some versions repeat its memory columns ever after. -S leaves no mark.
 */
final class VmstatTable implements Part {
  /** Rows that never differ in any memory column: the program is broken, not the machine still. */
  private static final int FROZEN = 5;

  private static final int PAGE = 4;

  /** Columns of memory begin after r and b. */
  private static final int FIRST = 2;

  private static final int COLUMNS = 4;

  private List<String> titles = List.of();
  private boolean stamped;
  private boolean any;
  private boolean first;
  private String before = "";
  private int same;
  private boolean frozen;
  private boolean changed;
  private boolean whole = true;

  @Override
  public void look(String line) {
    if (titles(line)) {
      before = "";
      return;
    }
    List<String> row = row(line);
    if (row == null) {
      return;
    }
    String memory = String.join(" ", row.subList(FIRST, FIRST + COLUMNS));
    for (int i = FIRST + 1; i < FIRST + COLUMNS; i++) {
      whole &= Words.whole(row.get(i)) % PAGE == 0;
    }
    // Below new titles vmstat began anew: what differs there says nothing of what it does later.
    boolean begun = before.isEmpty();
    same = memory.equals(before) ? same + 1 : 0;
    changed |= !begun && !memory.equals(before);
    frozen |= same >= FROZEN - 1;
    before = memory;
  }

  @Override
  public void prepared() {
    titles = List.of();
    frozen &= !changed;
  }

  @Override
  public void newLook() {
    titles = List.of();
  }

  private boolean titles(String line) {
    if (line.startsWith("procs ") || line.startsWith("--procs--")) {
      stamped = line.contains("timestamp");
      return true;
    }
    if (line.length() > 300 || line.indexOf("swpd") < 0) {
      return false;
    }
    List<String> words = Words.of(line);
    if (words.size() < 10 || !words.get(0).equals("r") || !words.get(2).equals("swpd")) {
      return false;
    }
    if (!words.equals(titles)) {
      first = true;
    }
    titles = words;
    return true;
  }

  /** Null if the line is none. */
  private List<String> row(String line) {
    if (titles.isEmpty() || line.length() > 300) {
      return null;
    }
    List<String> words = Words.of(line);
    int numbers = titles.size() - (stamped ? 1 : 0);
    if (words.size() < numbers) {
      return null;
    }
    for (String word : words.subList(0, numbers)) {
      if (Words.whole(word) < 0) {
        return null;
      }
    }
    return words;
  }

  @Override
  public boolean line(String line, Look look) {
    if (titles(line)) {
      return true;
    }
    List<String> row = row(line);
    if (row == null) {
      return false;
    }
    any = true;
    int numbers = titles.size() - (stamped ? 1 : 0);
    boolean own = stamped && row.size() > numbers;
    if (own) {
      List<String> time = new ArrayList<>(row.subList(numbers, row.size()));
      String zone = titles.get(titles.size() - 1);
      if (Zones.offset(zone) != When.UNKNOWN || Zones.isSeveral(zone)) {
        time.add(zone);
      }
      DateText.Read read = DateText.of(String.join(" ", time), false);
      if (read == null) {
        return true;
      }
      if (frozen || !whole) {
        return true;
      }
      look.begin(read.when());
      put(row, look);
      return true;
    }
    if (look.isDated()) {
      if (first && whole) {
        put(row, look);
      }
      first = false;
      return true;
    }
    if (!frozen && whole) {
      if (look.has(Origin.VMSTAT, "proc/meminfo")) {
        look.beginNext();
      }
      put(row, look);
    }
    return true;
  }

  private void put(List<String> row, Look look) {
    first = false;
    double free = column(row, "free");
    double buffers = column(row, "buff");
    double cache = column(row, "cache");
    look.meminfo(Origin.VMSTAT, "MemFree", free);
    if (buffers >= 0 && cache >= 0) {
      look.meminfo(Origin.VMSTAT, "Buffers", buffers);
      look.into().warn(Warning.of(Warning.Kind.AVAILABLE_ESTIMATED));
      look.meminfo(Origin.VMSTAT, "MemAvailable", free + buffers + cache);
    }
  }

  private double column(List<String> row, String title) {
    int at = titles.indexOf(title);
    return at < 0 ? -1 : Words.whole(row.get(at));
  }

  /** Whether its memory columns never move, as those of procps 4.0.1 and 4.0.2. */
  boolean isFrozen() {
    return any && frozen;
  }

  /** Whether its numbers are no whole pages: -S was given, and nothing tells which. */
  boolean isScaled() {
    return any && !whole;
  }

  @Override
  public String seen() {
    return any ? "vmstat" : null;
  }
}
