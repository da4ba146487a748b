package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.List;

/**
 * What free prints: titles, a row of memory, a row of swap, in any language; the columns are told
 * by their order. -m and -g leave no mark, but the kernel counts in pages: rows in KiB are
 * multiples of 4.
 */
final class FreeTable implements Part {
  /** Columns of procps since 3.3.10: total used free shared buff/cache available. */
  private static final int COLUMNS = 6;

  private static final int WIDE = 7;

  /** KiB of a page; larger pages are multiples of it. */
  private static final int PAGE = 4;

  /** With fewer units of memory than this it may be MiB or GiB. */
  private static final int LEAST_MIB = 128;

  private static final double MIB = 1024;

  private List<String> titles = List.of();
  private boolean inTable;
  private boolean any;
  private boolean whole = true;
  private boolean plain;
  private double most;
  private double unit = 1;
  private boolean guessed;
  private boolean unknown;

  @Override
  public void look(String line) {
    List<String> row = row(line);
    if (!row.isEmpty() && !isHead(titles) && !inTable) {
      titles = List.of();
    }
    if (isMemory(row) && isHead(titles)) {
      for (String one : row) {
        long value = Words.whole(one);
        if (value >= 0) {
          plain = true;
          whole &= value % PAGE == 0;
        }
      }
      most = Math.max(most, Words.whole(row.get(0)));
    }
    titles = Words.of(line);
  }

  @Override
  public void prepared() {
    if (plain && !whole) {
      unit = MIB;
      guessed = true;
      unknown = most < LEAST_MIB;
    }
    titles = List.of();
    inTable = false;
  }

  private static boolean isHead(List<String> words) {
    return words.size() >= COLUMNS
        && words.size() <= WIDE
        && words.stream().noneMatch(word -> word.chars().anyMatch(Character::isDigit))
        && words.stream().noneMatch(word -> word.endsWith(":"));
  }

  private static boolean isMemory(List<String> row) {
    return row.size() == COLUMNS || row.size() == WIDE;
  }

  /** Numbers after a label; empty if the line is none. */
  private static List<String> row(String line) {
    if (line.length() > 200) {
      return List.of();
    }
    List<String> words = Words.of(line);
    boolean labelled = words.size() > 3 && words.get(0).endsWith(":");
    if (!labelled) {
      return List.of();
    }
    List<String> numbers = words.subList(1, words.size());
    return numbers.stream().anyMatch(word -> Double.isNaN(Words.kib(word, 1)))
        ? List.of()
        : numbers;
  }

  @Override
  public void newLook() {
    titles = List.of();
    inTable = false;
  }

  @Override
  public boolean line(String line, Look look) {
    List<String> row = row(line);
    if (isMemory(row) && isHead(titles) && row.size() == titles.size()) {
      inTable = true;
      any = true;
      if (!look.isDated() && look.has(Origin.FREE, "proc/meminfo")) {
        look.beginNext();
      }
      memory(row, look);
      return true;
    }
    if (inTable && row.size() == 3 && !line.startsWith("-/+")) {
      inTable = false;
      put(look, "SwapTotal", row.get(0));
      put(look, "SwapFree", row.get(2));
      return true;
    }
    if (inTable && line.startsWith("-/+")) {
      return true;
    }
    titles = Words.of(line, 12);
    inTable = false;
    return isHead(titles) && titles.contains("total");
  }

  private void memory(List<String> row, Look look) {
    boolean exact = Words.isPlain(row.get(0));
    if (look.has(Origin.FREE, "proc/meminfo")) {
      if (!exact) {
        return;
      }
      look.drop(Origin.FREE, "proc/meminfo");
    }
    put(look, "MemTotal", row.get(0));
    put(look, "MemFree", row.get(2));
    boolean joined = titles.get(4).indexOf('/') >= 0;
    if (joined) {
      put(look, "Shmem", row.get(3));
      put(look, "MemAvailable", row.get(5));
    } else if (row.size() == WIDE) {
      put(look, "Shmem", row.get(3));
      put(look, "Buffers", row.get(4));
      put(look, "MemAvailable", row.get(6));
    } else {
      put(look, "Buffers", row.get(4));
      put(look, "Cached", row.get(5));
    }
  }

  private void put(Look look, String name, String value) {
    double kib = Words.kib(value, unit);
    if (kib >= 0 && !(unknown && Words.isPlain(value))) {
      look.meminfo(Origin.FREE, name, kib);
    }
  }

  /** Whether the unit was taken to be MiB. */
  boolean isGuessed() {
    return any && guessed && !unknown;
  }

  /** Whether nothing tells its unit. */
  boolean isUnknown() {
    return any && unknown;
  }

  @Override
  public String seen() {
    return any ? "free" : null;
  }
}
