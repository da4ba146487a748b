package io.memledger.forms.atop;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What atop -P prints: "LABEL host epoch date time interval" and what the label says; SEP ends a
 * look. Later versions put more columns at the end of a line.
 */
public final class AtopText implements Form {
  private static final String TOOL = "atop -P";
  private static final Pattern LINE =
      Pattern.compile(
          "^[A-Za-z]{3} \\S+ \\d{9,11} \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\d+ .*");

  /** Lines before the first one that is whole. */
  private static final int TRIED = 200;

  @Override
  public String id() {
    return "atop-text";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    boolean any = false;
    boolean memory = false;
    boolean screen = false;
    int tried = 0;
    for (String line : head.lines()) {
      if (tried++ > TRIED && !any) {
        break;
      }
      screen |= line.startsWith("ATOP - ");
      if (LINE.matcher(line).matches()) {
        any = true;
        memory |= isOfMemory(line);
      }
    }
    if (screen && !any) {
      return Optional.of(
          Recognised.refused(
              "atop",
              "it is a screen, whose sizes are rounded and which does not hold all processes; send"
                  + " the raw log, or the output of 'atop -r FILE -P MEM,SWP,PRM'"));
    }
    return !any
        ? Optional.empty()
        : Optional.of(
            memory
                ? Recognised.as(TOOL)
                : Recognised.refused(
                    TOOL,
                    "nothing about memory in it; send the output of 'atop -r FILE -P MEM,SWP,PRM'"));
  }

  private static boolean isOfMemory(String line) {
    return line.startsWith("MEM ")
        || line.startsWith("SWP ")
        || line.startsWith("PRM ")
        || line.startsWith("CGR ");
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private static final int FIELDS = 6;

    private final Looks into;
    private AtopSample sample;
    private String of = "";

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.equals("SEP") || line.equals("RESET")) {
          end();
        } else if (isOfMemory(line) && LINE.matcher(line).matches()) {
          take(line);
        }
      }
      end();
    }

    private void end() {
      if (sample != null) {
        sample.give(into);
      }
      sample = null;
      of = "";
    }

    private void take(String line) {
      List<String> words = Words.of(line, FIELDS + 1);
      if (words.size() <= FIELDS) {
        return;
      }
      if (!words.get(2).equals(of)) {
        end();
        of = words.get(2);
        sample = new AtopSample(when(words));
        into.host(words.get(1));
      }
      sample.line(words.get(0), words.get(FIELDS));
    }

    /** Epoch and local time together tell the zone. */
    private static When when(List<String> words) {
      long epoch = Words.whole(words.get(2));
      String local = words.get(3).replace('/', '-') + " " + words.get(4);
      DateText.Read read = DateText.of(local, false);
      if (read == null || read.when().kind() != When.Kind.LOCAL) {
        return When.instant(epoch * 1000);
      }
      long offset = read.when().millis() / 1000 - epoch;
      boolean likely = Math.abs(offset) <= 14 * 3600 && offset % 900 == 0;
      return likely ? When.instant(read.when().millis(), (int) offset) : When.instant(epoch * 1000);
    }
  }
}
