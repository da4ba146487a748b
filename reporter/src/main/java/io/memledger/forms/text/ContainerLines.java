package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.List;

/** A table of containers among what else people log: docker stats between copies of /proc. */
final class ContainerLines implements Part {
  private static final int LONGEST = 1_000;

  private final RowTable table;
  private List<String> titles = List.of();
  private boolean any;

  ContainerLines(RowTable table) {
    this.table = table;
  }

  @Override
  public void newLook() {
    titles = List.of();
  }

  @Override
  public boolean line(String line, Look look) {
    if (line.length() > LONGEST) {
      return false;
    }
    if (table.isTitle(line)) {
      titles = Words.of(line);
      return true;
    }
    boolean row =
        !titles.isEmpty()
            && table.row(titles, Words.of(line), (path, file, kib) -> put(path, file, kib, look));
    any |= row;
    titles = row ? titles : List.of();
    return row;
  }

  private void put(String path, String file, double kib, Look look) {
    Origin origin = table.origin();
    String name = RowTable.file(path, file, kib);
    if (name != null && !look.has(origin, name)) {
      look.add(origin, name, Long.toString(Math.round(kib * 1024)));
    }
  }

  @Override
  public String seen() {
    return any ? table.tool() : null;
  }
}
