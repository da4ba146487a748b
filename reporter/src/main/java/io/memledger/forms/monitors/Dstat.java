package io.memledger.forms.monitors;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dstat --output writes: bytes, and KiB where PCP's dstat does. Rows tell day, month and
 * clock; a line above the titles tells which of them are of memory and of swap.
 */
public final class Dstat implements Form {
  private static final Pattern FIRST =
      Pattern.compile("^\"(pcp-)?[Dd](?:stat|ool) ([\\w.]{1,20}) CSV [Oo]utput\".*");
  private static final Pattern STAMP =
      Pattern.compile("(\\d{1,2})-(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d)");

  @Override
  public String id() {
    return "dstat";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    boolean memory = false;
    Matcher first = null;
    for (String line : head.lines().subList(0, Math.min(30, head.lines().size()))) {
      Matcher one = FIRST.matcher(line);
      first = first == null && one.matches() ? one : first;
      memory |= line.contains("\"memory usage\"");
    }
    if (first == null) {
      return Optional.empty();
    }
    String tool = first.group(1) == null ? "dstat" : "pcp-dstat";
    String ask = "nothing about memory in it; run it as 'dstat -tms --output FILE 60'";
    return Optional.of(new Recognised(tool, first.group(2), memory ? "" : ask));
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private double unit = 1 / 1024.0;
    private String[] groups = {};
    private String[] titles = {};
    private When begun;
    private int year;
    private int month;
    private double total = -1;
    private long number;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() > 20_000) {
          continue;
        }
        String[] words = line.split(",", -1);
        for (int i = 0; line.startsWith("\"") && i < words.length; i++) {
          words[i] = bare(words[i]);
        }
        Matcher first = FIRST.matcher(line);
        if (first.matches()) {
          unit = first.group(1) == null ? 1 / 1024.0 : 1;
          groups = new String[0];
          titles = groups;
        } else if (words[0].equals("Host:") && words.length > 1) {
          into.host(words[1]);
        } else if (words[0].equals("Cmdline:")) {
          begun(words);
        } else if (line.contains("\"memory usage\"")) {
          groups = words;
        } else if (line.startsWith("\"") && groups.length > 0) {
          titles = words;
        } else if (titles.length > 0 && words.length > 2) {
          row(words);
        }
      }
    }

    private static String bare(String word) {
      boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
      return quoted ? word.substring(1, word.length() - 1) : word;
    }

    private void begun(String[] words) {
      for (int i = 1; i + 1 < words.length; i++) {
        DateText.Read read = words[i].equals("Date:") ? DateText.of(words[i + 1], false) : null;
        Matcher of = Pattern.compile(".*\\b((?:19|20)\\d\\d)\\b.*").matcher(words[i + 1]);
        if (read != null && of.matches()) {
          begun = read.when();
          year = Integer.parseInt(of.group(1));
          month = 0;
        }
      }
    }

    private void row(String[] words) {
      MeminfoText memory = new MeminfoText();
      When when = null;
      String group = "";
      double sum = 0;
      for (int i = 0; i < Math.min(titles.length, words.length); i++) {
        group = i < groups.length && !groups[i].isEmpty() ? groups[i] : group;
        double value = Words.number(words[i]) * unit;
        switch (group + " " + titles[i]) {
          case "memory usage used":
            sum += value;
            break;
          case "memory usage free":
            memory.kib("MemFree", value);
            sum += value;
            break;
          case "memory usage buff", "memory usage buf":
            memory.kib("Buffers", value);
            sum += value;
            break;
          case "memory usage cach":
            memory.kib("Cached", value);
            sum += value;
            break;
          case "swap free", "total total:free":
            memory.kib("SwapFree", value);
            break;
          case "swap used", "total total:used":
            memory.kib("SwapTotal", value);
            break;
          default:
            when = when == null ? when(titles[i], words[i]) : when;
            break;
        }
      }
      // Until now it is what is used.
      memory.kib("SwapTotal", memory.get("SwapTotal") + memory.get("SwapFree"));
      give(when, memory, sum);
    }

    private void give(When when, MeminfoText memory, double sum) {
      if (!memory.has("MemFree") || Double.isNaN(sum)) {
        return;
      }
      // Reclaimable slab and shared memory are counted in one and not in the other column: their
      // sum
      // moves a little, while the machine's memory does not.
      total = total < 0 ? sum : total;
      memory.kib("MemTotal", total);
      into.warn(Warning.of(Warning.Kind.TOTAL_ADDED_UP));
      into.at(when == null ? When.number(number++) : when);
      memory.give(Origin.DSTAT, into);
    }

    private When when(String title, String word) {
      double epoch = title.equals("epoch") ? Words.number(word) : Double.NaN;
      if (epoch > 0 && epoch < 1e11) {
        return When.instant(Math.round(epoch * 1000));
      }
      Matcher stamp = STAMP.matcher(word);
      if (!title.equals("time") || !stamp.matches()) {
        return null;
      }
      int of = Integer.parseInt(stamp.group(2));
      year += of < month ? 1 : 0;
      month = of;
      String date =
          String.format(Locale.ROOT, "%04d-%02d-%02d ", year == 0 ? 2000 : year, of, day(stamp));
      DateText.Read read = DateText.of(date + stamp.group(3), false);
      if (read == null) {
        return null;
      }
      boolean zone = begun != null && begun.offset() != When.UNKNOWN;
      return year == 0
          ? When.yearless(read.when().millis())
          : zone ? When.instant(read.when().millis(), begun.offset()) : read.when();
    }

    private static int day(Matcher stamp) {
      return Integer.parseInt(stamp.group(1));
    }
  }
}
