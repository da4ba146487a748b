package io.memledger.forms.containers;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.LookText;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.RowTable;
import io.memledger.forms.text.Words;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A table of containers that a tool prints again and again: a title line, a line for each, and
 * dates between the tables if somebody logged them.
 */
abstract class ContainerTable implements Form, RowTable {
  private static final int LONGEST = 1_000;
  private static final int TRIED = 2_000;

  private final String tool;
  private final Origin origin;

  ContainerTable(String tool, Origin origin) {
    this.tool = tool;
    this.origin = origin;
  }

  @Override
  public final String tool() {
    return tool;
  }

  @Override
  public final Origin origin() {
    return origin;
  }

  /** Puts what is told of one cgroup. */
  private static final class Group implements Rows {
    private final LookText look;

    private Group(LookText look) {
      this.look = look;
    }

    @Override
    public void put(String path, String file, double kib) {
      String name = RowTable.file(path, file, kib);
      if (name != null && !look.has(name)) {
        look.add(name, Long.toString(Math.round(kib * 1024)));
      }
    }
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    List<String> titles = List.of();
    Group nowhere = new Group(new LookText());
    int tried = 0;
    for (String line : head.lines()) {
      if (line.length() > LONGEST || tried++ > TRIED) {
        continue;
      }
      if (isTitle(line)) {
        titles = Words.of(line);
      } else if (!titles.isEmpty() && row(titles, Words.of(line), nowhere)) {
        return head.tellsOfHost() ? Optional.empty() : Optional.of(Recognised.as(tool));
      }
    }
    return Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    LookText look = new LookText();
    Group group = new Group(look);
    List<String> titles = List.of();
    When when = null;
    boolean dated = false;
    long number = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.length() > LONGEST || line.isBlank()) {
        continue;
      }
      boolean title = isTitle(line);
      DateText.Read read = title ? null : DateText.of(bare(line), false);
      if ((title || read != null) && !look.isEmpty()) {
        if (when != null || !dated) {
          look.give(when == null ? When.number(number++) : when, origin, into);
        }
        when = null;
      }
      if (read != null) {
        when = read.when();
        dated = true;
      } else if (title) {
        titles = Words.of(line);
      } else if (!titles.isEmpty()) {
        row(titles, Words.of(line), group);
      }
    }
    look.give(when == null ? When.number(number) : when, origin, into);
    into.warn(Warning.of(Warning.Kind.SIZES_ROUNDED));
  }

  /** A date between marks. */
  private static String bare(String line) {
    return line.replaceAll("^[#=*>\\s-]+|[#=*<\\s-]+$", "");
  }

  /** A path of a cgroup that bears a name. */
  static String path(String folder, String name) {
    return "/" + folder + "/" + name.replace('/', '_').replace("..", "__");
  }
}
