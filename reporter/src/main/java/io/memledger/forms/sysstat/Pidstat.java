package io.memledger.forms.sysstat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pidstat -r prints, with a title line for each look or, with -h, one line for all of a
 * process; only processes that did something, unless -p ALL was given.
 */
public final class Pidstat implements Form {
  private static final String ASK =
      "nothing about memory in it; send 'pidstat -h -r -p ALL 60', or better 'sar -A'";
  private static final Pattern FIRST =
      Pattern.compile("^Linux (\\S+) \\(([^)]*)\\)\\s+(\\S+)\\s+_\\S+_\\s.*");
  private static final int FIRST_LINES = 10;
  private static final long NEXT_DAY = 43_200_000;
  private static final long DAY = 86_400_000;

  @Override
  public String id() {
    return "pidstat";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    boolean linux = false;
    boolean title = false;
    boolean memory = false;
    int shown = 0;
    for (String line : head.lines()) {
      shown += line.isBlank() ? 0 : 1;
      linux |= shown <= FIRST_LINES && FIRST.matcher(line).matches();
      boolean one = isTitle(line);
      title |= one;
      memory |= one && line.contains(" RSS ");
    }
    return !linux || !title
        ? Optional.empty()
        : Optional.of(memory ? Recognised.as("pidstat") : Recognised.refused("pidstat", ASK));
  }

  private static boolean isTitle(String line) {
    return line.contains(" PID ")
        && line.stripTrailing().endsWith(" Command")
        && (line.startsWith("#") || Character.isDigit(line.isEmpty() ? ' ' : line.charAt(0)));
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
    private String date = "";
    private When when;
    private long shift;
    private boolean first;
    private boolean second;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() > 4_000 || line.isBlank()) {
          continue;
        }
        Matcher head = FIRST.matcher(line);
        if (head.matches()) {
          into.kernel(head.group(1));
          into.host(head.group(2));
          date = head.group(3);
          shift = 0;
        } else if (isTitle(line)) {
          titles(line);
        } else if (!titles.isEmpty()) {
          row(line);
        }
      }
      end();
    }

    /** The first words are "# Time", or a time of day. */
    private void titles(String line) {
      List<String> words = new ArrayList<>(Words.of(line.replace('#', ' ')));
      boolean half = words.size() > 1 && isHalf(words.get(1));
      if (half) {
        words.remove(1);
      }
      titles = words;
    }

    private static boolean isHalf(String word) {
      return word.equals("AM") || word.equals("PM");
    }

    private void row(String line) {
      List<String> words = new ArrayList<>(Words.of(line, titles.size() + 1));
      if (words.size() < 2) {
        return;
      }
      boolean half = isHalf(words.get(1));
      String time = half ? words.get(0) + " " + words.get(1) : words.get(0);
      words = new ArrayList<>(Words.of(line, titles.size() + (half ? 1 : 0)));
      if (half) {
        words.remove(1);
      }
      int pid = titles.indexOf("PID");
      int resident = titles.indexOf("RSS");
      int size = titles.indexOf("VSZ");
      if (words.size() < titles.size() || resident < 0 || pid < 0) {
        return;
      }
      When at = when(time);
      double rss = Words.number(words.get(resident));
      long number = Words.whole(words.get(pid));
      if (at == null || Double.isNaN(rss) || number <= 0 || number > Subject.LARGEST_PID) {
        return;
      }
      if (when == null || at.millis() != when.millis()) {
        end();
        when = at;
      }
      first |= number == 1;
      second |= number == 2;
      if (rss > 0) {
        String path = "proc/" + number + "/status";
        if (!look.has(path)) {
          look.add(path, "Name:\t" + ProcessText.program(words.get(titles.size() - 1)));
          look.add(path, "VmRSS:\t" + Math.round(rss) + " kB");
          double vsz = size < 0 ? Double.NaN : Words.number(words.get(size));
          if (vsz > 0) {
            look.add(path, "VmSize:\t" + Math.round(vsz) + " kB");
          }
        }
      }
    }

    /** Epoch seconds, or the clock of the day that the first line tells, or of the next. */
    private When when(String time) {
      DateText.Read epoch = DateText.of(time, false);
      if (epoch == null) {
        return null;
      }
      if (epoch.when().kind() == When.Kind.INSTANT) {
        return epoch.when();
      }
      DateText.Read read = DateText.of(date + " " + time, false);
      if (read == null) {
        return epoch.when();
      }
      if (read.order() == 0 && date.indexOf('/') > 0) {
        into.warn(Warning.of(Warning.Kind.MONTH_FIRST));
      }
      long millis = read.when().millis() + shift;
      if (when != null && when.millis() - millis > NEXT_DAY) {
        shift += DAY;
        millis += DAY;
      }
      return When.local(millis);
    }

    private void end() {
      if (look.isEmpty()) {
        return;
      }
      look.give(when, Origin.PIDSTAT, into);
      if (!first || !second) {
        into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
      }
      first = false;
      second = false;
    }
  }
}
