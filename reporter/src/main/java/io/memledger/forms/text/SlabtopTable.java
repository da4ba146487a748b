package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What slabtop -o prints: OBJS ACTIVE USE OBJ-SIZE SLABS OBJ/SLAB CACHE-SIZE NAME. */
final class SlabtopTable implements Part {
  private static final int COLUMNS = 8;

  private static final int PAGE_KIB = 4;

  private static final Pattern CACHES =
      Pattern.compile("^ *Active / Total Caches .*: (\\d{1,6}) / (\\d{1,6}) .*");

  private boolean inTable;
  private boolean any;
  private boolean part;

  /** Caches that the summary counts and that rows are still to name. */
  private long open;

  @Override
  public void newLook() {
    inTable = false;
  }

  @Override
  public boolean line(String line, Look look) {
    Matcher caches = line.indexOf("Total Caches") >= 0 ? CACHES.matcher(line) : null;
    if (caches != null && caches.matches()) {
      part |= any && open > 0;
      open = Words.whole(caches.group(2));
      return true;
    }
    if (line.indexOf("CACHE SIZE") >= 0 && line.indexOf("OBJS") >= 0) {
      if (!look.isDated() && look.has(Origin.SLABTOP, "proc/slabinfo")) {
        look.beginNext();
      }
      inTable = true;
      return true;
    }
    if (!inTable || line.length() > 200) {
      return false;
    }
    List<String> words = Words.of(line, COLUMNS);
    if (words.size() < COLUMNS || !words.get(2).endsWith("%")) {
      inTable = false;
      return false;
    }
    long objects = Words.whole(words.get(0));
    long active = Words.whole(words.get(1));
    double kib = Words.kib(words.get(6), 1);
    String name = words.get(7);
    if (objects < 0 || active < 0 || Double.isNaN(kib) || name.indexOf(' ') >= 0) {
      return false;
    }
    any = true;
    open--;
    // Pages of all slabs together: what SlabInfo multiplies is then the size that was printed.
    look.add(
        Origin.SLABTOP,
        "proc/slabinfo",
        name
            + ' '
            + active
            + ' '
            + objects
            + " 0 0 "
            + Math.round(kib / PAGE_KIB)
            + " : tunables 0 0 0 : slabdata 1 1 0");
    return true;
  }

  /** Whether its rows name fewer caches than its summary counts. */
  boolean isPart() {
    return part || any && open > 0;
  }

  @Override
  public String seen() {
    return any ? "slabtop" : null;
  }
}
