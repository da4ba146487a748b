package io.memledger.forms.monitors;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.LookText;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.ProcessText;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What smem prints: "PID User Command Swap USS PSS RSS", in KiB or, with -k, rounded. */
public final class Smem implements Form {
  private static final int LONGEST = 400;

  @Override
  public String id() {
    return "smem";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    return head.lines().stream().anyMatch(Smem::isTitle) && !head.tellsOfHost()
        ? Optional.of(Recognised.as("smem"))
        : Optional.empty();
  }

  private static boolean isTitle(String line) {
    return line.contains(" PID ")
        && line.contains(" Command ")
        && line.contains(" PSS ")
        && line.stripTrailing().endsWith(" RSS");
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private final LookText look = new LookText();
    private List<String> titles = List.of();
    private When when;
    private boolean dated;
    private long number;
    private boolean first;
    private boolean rounded;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() > LONGEST) {
          continue;
        }
        if (isTitle(line)) {
          if (!look.isEmpty()) {
            end();
          }
          titles = Words.of(line);
        } else if (!row(line)) {
          time(line);
        }
      }
      end();
    }

    private void time(String line) {
      DateText.Read read = DateText.of(line.strip(), false);
      if (read != null) {
        end();
        when = read.when();
        dated = true;
      }
    }

    private boolean row(String line) {
      int sizes = titles.size() - 1 - titles.indexOf("Command");
      List<String> words = Words.of(line);
      if (titles.isEmpty() || words.size() < titles.size()) {
        return false;
      }
      int from = words.size() - sizes;
      long pid = Words.whole(words.get(titles.indexOf("PID")));
      if (pid <= 0 || pid > Subject.LARGEST_PID || words.get(from - 1).contains(":")) {
        return false;
      }
      // The user comes before the command, whose blanks make words of their own.
      String command = words.get(Math.min(titles.indexOf("Command"), from - 1));
      String path = "proc/" + pid + "/status";
      look.add(path, "Name:\t" + ProcessText.program(command));
      for (int i = 0; i < sizes; i++) {
        size(pid, titles.get(titles.size() - sizes + i), words.get(from + i));
      }
      first |= pid == 1;
      return true;
    }

    private void size(long pid, String title, String word) {
      double kib = Words.kib(word, 1);
      if (Double.isNaN(kib)) {
        return;
      }
      rounded |= !Words.isPlain(word);
      String text = Math.round(kib) + " kB";
      switch (title) {
        case "RSS":
          look.add("proc/" + pid + "/status", "VmRSS:\t" + text);
          break;
        case "Swap":
          look.add("proc/" + pid + "/status", "VmSwap:\t" + text);
          break;
        case "PSS":
          look.add("proc/" + pid + "/smaps_rollup", "Pss:\t" + text);
          break;
        default:
          break;
      }
    }

    private void end() {
      if (look.isEmpty()) {
        return;
      }
      if (when != null || !dated) {
        look.give(when == null ? When.number(number++) : when, Origin.SMEM, into);
      }
      if (!first) {
        into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
      }
      if (rounded) {
        into.warn(Warning.of(Warning.Kind.SIZES_ROUNDED));
      }
      first = false;
      when = null;
    }
  }
}
