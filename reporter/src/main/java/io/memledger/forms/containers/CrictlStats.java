package io.memledger.forms.containers;

import io.memledger.forms.Origin;
import io.memledger.forms.text.Words;
import java.util.List;

/** What crictl stats prints: "CONTAINER [NAME] CPU % MEM DISK INODES" in units of 1000. */
public final class CrictlStats extends ContainerTable {
  /** Bytes of "MB" as crictl prints it, and of a unit as {@link Words} reads it. */
  private static final double THOUSANDS = 1000.0 / 1024;

  public CrictlStats() {
    super("crictl stats", Origin.CRICTL);
  }

  @Override
  public String id() {
    return "crictl-stats";
  }

  @Override
  public boolean isTitle(String line) {
    return line.startsWith("CONTAINER ")
        && line.contains(" MEM ")
        && line.contains(" DISK ")
        && line.contains(" INODES");
  }

  @Override
  public boolean row(List<String> titles, List<String> words, Rows into) {
    // "CPU %" is two words of the title and one of the row.
    int memory = titles.indexOf("MEM") - 1;
    if (words.size() != titles.size() - 1 || memory < 1) {
      return false;
    }
    double kib = size(words.get(memory));
    if (Double.isNaN(kib)) {
      return false;
    }
    boolean named = titles.indexOf("NAME") == 1;
    into.put(path("cri", words.get(named ? 1 : 0)), "memory.current", kib);
    return true;
  }

  private static double size(String word) {
    String bare = word.endsWith("B") ? word.substring(0, word.length() - 1) : word;
    double kib = Words.kib(bare, 1.0 / 1024);
    int unit =
        bare.isEmpty() ? -1 : "KMGT".indexOf(Character.toUpperCase(bare.charAt(bare.length() - 1)));
    return unit < 0 || word.endsWith("iB") ? kib : kib * Math.pow(THOUSANDS, unit + 1.0);
  }
}
