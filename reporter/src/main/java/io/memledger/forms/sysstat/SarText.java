package io.memledger.forms.sysstat;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sar prints, in any locale: titles are never translated, and lines of averages do not begin
 * with a time.
 */
public final class SarText implements Form {
  private static final Pattern FIRST =
      Pattern.compile("^Linux (\\S+) \\(([^)]*)\\)\\s+(\\S+)\\s+_\\S+_\\s.*");
  private static final Pattern TIME =
      Pattern.compile("^(\\d\\d)(?::|时|時)(\\d\\d)(?::|分)(\\d\\d)秒?$");
  private static final Pattern OTHERS =
      Pattern.compile("^(AIX|SunOS|HP-UX|Darwin) \\S+.*\\d\\d/\\d\\d/\\d\\d.*");

  /** Its first line is at the top; further down it is one of many tools in a log. */
  private static final int FIRST_LINES = 5;

  private static final long DAY = 86_400_000;

  private static final long HOUR = 3_600_000;

  /** A title's time that is so near to the last row's is of sar while it runs. */
  private static final long NEAR = 7_200_000;

  @Override
  public String id() {
    return "sar";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    int shown = 0;
    boolean linux = false;
    boolean rows = false;
    for (String line : head.lines()) {
      shown += line.isBlank() ? 0 : 1;
      if (shown <= FIRST_LINES && OTHERS.matcher(line).matches()) {
        return Optional.of(
            Recognised.refused("sar", "it is of another system than Linux, which is not judged"));
      }
      linux |= shown <= FIRST_LINES && line.startsWith("Linux ") && FIRST.matcher(line).matches();
      rows |= linux && isTitle(line);
    }
    if (!linux) {
      return Optional.empty();
    }
    return Optional.of(
        rows
            ? Recognised.as("sar")
            : Recognised.refused("sysstat", "nothing about memory in it; send 'sar -A'"));
  }

  private static boolean isTitle(String line) {
    return line.indexOf("kbmemfree") > 0;
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private final SarSamples samples = new SarSamples();
    private List<String> titles = List.of();
    private long midnight;
    private long start = -1;
    private long last = -1;

    /** Added to the clock where rows stand, once the hour in which summer time ends came again. */
    private long again;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Matcher first = line.startsWith("Linux ") ? FIRST.matcher(line) : null;
        if (first != null && first.matches()) {
          begin(first);
        } else if (!line.isEmpty() && Character.isDigit(line.charAt(0)) && line.length() < 2_000) {
          row(Words.of(line));
        }
      }
      samples.give(Origin.SAR, into);
    }

    private void begin(Matcher first) {
      into.kernel(first.group(1));
      into.host(first.group(2));
      DateText.Read read = DateText.of(first.group(3) + " 00:00:00", false);
      midnight = read == null ? 0 : read.when().millis();
      if (read == null) {
        into.warn(Warning.of(Warning.Kind.NO_DATE));
      } else if (read.order() == 0 && first.group(3).indexOf('/') > 0) {
        into.warn(Warning.of(Warning.Kind.MONTH_FIRST));
      }
      titles = List.of();
      start = -1;
      last = -1;
      again = 0;
    }

    private void row(List<String> words) {
      Matcher time = TIME.matcher(words.get(0));
      if (!time.matches() || words.size() < 2) {
        return;
      }
      int hour = Integer.parseInt(time.group(1));
      int from = 1;
      if (words.get(1).equals("AM") || words.get(1).equals("PM")) {
        hour = hour % 12 + (words.get(1).equals("PM") ? 12 : 0);
        from = 2;
      }
      int minute = Integer.parseInt(time.group(2));
      long clock = ((hour * 60 + minute) * 60 + Integer.parseInt(time.group(3))) * 1000L;
      List<String> rest = words.subList(from, words.size());
      if (rest.contains("RESTART")) {
        samples.restart(day(clock, start) + again);
        return;
      }
      if (rest.stream().allMatch(word -> Double.isNaN(Words.number(word)))) {
        titles = rest;
        begin(clock);
        return;
      }
      if (rest.size() != titles.size() || start < 0) {
        return;
      }
      long next = day(clock, last);
      again += last - next > HOUR / 2 && last - next <= HOUR ? HOUR : 0;
      last = next;
      if (titles.get(0).equals("kbmemfree") || titles.get(0).equals("kbswpfree")) {
        for (int i = 0; i < rest.size(); i++) {
          if (SarSamples.knows(titles.get(i))) {
            samples.put(last + again, When.local(last), titles.get(i), Words.number(rest.get(i)));
          }
        }
      }
    }

    /** A section begins: where the first one did, or where the last row was while sar runs. */
    private void begin(long clock) {
      if (start < 0) {
        start = midnight + clock;
        last = start;
        return;
      }
      // A section that begins where the first one did tells the same times once more.
      again = Math.floorMod(start, DAY) == clock ? 0 : again;
      long running = last - Math.floorMod(last, DAY) + clock;
      boolean near = Math.abs(running - last) <= NEAR && running >= start;
      last = near ? running : day(clock, start);
    }

    /** The first time on the clock that is not before another, give or take an hour. */
    private static long day(long clock, long after) {
      long time = after - Math.floorMod(after, DAY) + clock;
      return time < after - DAY / 2 ? time + DAY : time;
    }
  }
}
