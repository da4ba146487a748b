package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.List;

/** What slabtop -o prints: OBJS ACTIVE USE OBJ-SIZE SLABS OBJ/SLAB CACHE-SIZE NAME. */
final class SlabtopTable implements Part {
  private static final int COLUMNS = 8;

  private static final int PAGE_KIB = 4;

  private boolean inTable;
  private boolean any;

  @Override
  public void newLook() {
    inTable = false;
  }

  @Override
  public boolean line(String line, Look look) {
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

  @Override
  public String seen() {
    return any ? "slabtop" : null;
  }
}
