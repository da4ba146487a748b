package io.memledger.forms.monitors;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What nmon -f writes on Linux: lines "SECTION,T0001,…" whose columns the section's first line
 * names, and "ZZZZ,T0001,time,date". People sort the file, so that times may come last.
 */
public final class Nmon implements Form {
  private static final Pattern LOOK = Pattern.compile("T\\d{4,9}");

  /** Looks of one file; a week at 5 s has fewer. */
  private static final int MOST = 200_000;

  @Override
  public String id() {
    return "nmon";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    String version = "";
    boolean nmon = false;
    boolean aix = false;
    for (String line : head.lines()) {
      nmon |= line.startsWith("AAA,progname,nmon") || line.startsWith("ZZZZ,T0001,");
      aix |= line.startsWith("AAA,AIX") || line.startsWith("AAA,progname,topas");
      version = line.startsWith("AAA,version,") ? line.substring(12).strip() : version;
    }
    return aix
        ? Optional.of(
            Recognised.refused("nmon", "it is of AIX, which is not judged; only Linux is"))
        : nmon ? Optional.of(new Recognised("nmon", version, "")) : Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    Reading reading = new Reading();
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() < 100_000) {
          reading.line(line.split(",", -1), into);
        }
      }
    } finally {
      reading.give(into);
    }
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Map<String, List<String>> titles = new HashMap<>();
    private final Map<String, NmonLook> looks = new HashMap<>();
    private final Map<String, When> times = new HashMap<>();
    private boolean fourKib;

    void line(String[] words, Looks into) {
      if (words.length < 3) {
        return;
      }
      String section = words[0];
      if (section.equals("AAA")) {
        fact(words, into);
      } else if (section.equals("ZZZZ")) {
        time(words);
      } else if (section.equals("TOP")) {
        if (words[1].startsWith("+PID")) {
          titles.put(section, List.of(words));
        } else if (LOOK.matcher(words[2]).matches()) {
          look(words[2]).process(titles.getOrDefault(section, List.of()), words);
        }
      } else if (section.equals("MEM") || section.equals("VM")) {
        if (!LOOK.matcher(words[1]).matches()) {
          titles.putIfAbsent(section, List.of(words));
        } else if (section.equals("MEM")) {
          look(words[1]).memory(titles.getOrDefault(section, List.of()), words);
        } else if (fourKib) {
          look(words[1]).pages(titles.getOrDefault(section, List.of()), words);
        }
      }
    }

    private void fact(String[] words, Looks into) {
      if (words[1].equals("host")) {
        into.host(words[2]);
      } else if (words[1].equals("OS") && words.length > 3) {
        into.kernel(words[3]);
        // Machines of other processors may have pages of 64 KiB, and nothing tells.
        String machine = words[words.length - 1];
        fourKib = machine.equals("x86_64") || machine.matches("i\\d86");
      }
    }

    private NmonLook look(String number) {
      NmonLook one = looks.get(number);
      if (one == null) {
        one = new NmonLook();
        if (looks.size() < MOST) {
          looks.put(number, one);
        }
      }
      return one;
    }

    private void time(String[] words) {
      if (words.length < 4 || times.size() >= MOST) {
        return;
      }
      // "27-APR-2026"
      DateText.Read read = DateText.of(words[3].replace('-', ' ') + " " + words[2], false);
      if (read != null && read.when().kind() == When.Kind.LOCAL) {
        times.putIfAbsent(words[1], read.when());
      }
    }

    void give(Looks into) {
      List<String> order = new ArrayList<>(looks.keySet());
      order.removeIf(number -> !times.containsKey(number));
      // Not by the clock: it repeats an hour when summer time ends.
      order.sort(Comparator.comparingLong(number -> Long.parseLong(number.substring(1))));
      boolean processes = false;
      for (String number : order) {
        processes |= looks.get(number).give(times.get(number), into);
      }
      if (processes) {
        into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
      }
    }
  }
}
