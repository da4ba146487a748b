package io.memledger.forms.containers;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.LookText;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What systemd-cgtop -b prints: no titles and no clock, "path tasks %cpu memory input output", a
 * blank line between looks, and the root first.
 */
public final class Cgtop implements Form {
  private static final int COLUMNS = 6;
  private static final int MEMORY = 3;
  private static final int LONGEST = 1_000;

  /** Rows that make a file one of these. */
  private static final int ENOUGH = 3;

  @Override
  public String id() {
    return "cgtop";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    int rows = 0;
    boolean root = false;
    boolean command = false;
    for (String line : head.lines().subList(0, Math.min(200, head.lines().size()))) {
      boolean row = isRow(line);
      rows += row ? 1 : 0;
      root |= row && line.startsWith("/ ");
      command |= line.contains("systemd-cgtop");
    }
    return rows >= ENOUGH && (root || command) && !head.tellsOfHost()
        ? Optional.of(Recognised.as("systemd-cgtop"))
        : Optional.empty();
  }

  /** "-" stands for what is not known. */
  private static boolean isRow(String line) {
    List<String> words = line.length() > LONGEST ? List.of() : Words.of(line);
    if (words.size() != COLUMNS) {
      return false;
    }
    for (int i = 1; i < COLUMNS; i++) {
      String word = words.get(i);
      if (!word.equals("-") && Double.isNaN(Words.kib(word, 1))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    LookText look = new LookText();
    When when = null;
    boolean dated = false;
    long number = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      DateText.Read read = line.length() > LONGEST ? null : DateText.of(line.strip(), false);
      boolean begins = line.isBlank() || read != null || line.startsWith("/ ");
      if (begins && !look.isEmpty()) {
        if (when != null || !dated) {
          look.give(when == null ? When.number(number++) : when, Origin.CGTOP, into);
        }
        look = new LookText();
        when = null;
      }
      if (read != null) {
        when = read.when();
        dated = true;
      } else if (isRow(line)) {
        row(Words.of(line), look);
      }
    }
    look.give(when == null ? When.number(number) : when, Origin.CGTOP, into);
    into.warn(Warning.of(Warning.Kind.SIZES_ROUNDED));
  }

  private static void row(List<String> words, LookText look) {
    double kib = Words.kib(words.get(MEMORY), 1.0 / 1024);
    String path = words.get(0);
    String group = path.equals("/") ? "" : path.startsWith("/") ? path : "/" + path;
    if (kib >= 0 && !path.contains("..")) {
      look.add("sys/fs/cgroup" + group + "/memory.current", Long.toString(Math.round(kib * 1024)));
    }
  }
}
