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
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bugreport of Android, whose sections "------ NAME (/proc/…) ------" hold files of /proc, and
 * the lists of processes of dumpsys meminfo, which may come alone.
 */
public final class Bugreport implements Form {
  private static final Pattern STATE = Pattern.compile("^== dumpstate: ([-\\d]{10} [:\\d]{8}).*");
  private static final Pattern SECTION =
      Pattern.compile("^------ .*\\(/?(proc/(?:meminfo|slabinfo|vmstat|buddyinfo))\\) ------.*");
  private static final Pattern UPTIME = Pattern.compile("^Uptime: \\d{1,15} Realtime: (\\d{1,15})");
  private static final Pattern KERNEL = Pattern.compile("^Kernel: Linux version (\\S+) .*");
  private static final Pattern PROCESS =
      Pattern.compile("^ *([\\d,]{1,15}) ?(?:K|kB): (\\S{1,200}) \\(pid (\\d{1,7})\\b.*");

  private static final int TRIED = 200;

  @Override
  public String id() {
    return "bugreport";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    for (String line : head.lines().subList(0, Math.min(TRIED, head.lines().size()))) {
      if (STATE.matcher(line).matches()) {
        return Optional.of(Recognised.as("Android bugreport"));
      }
      if (line.startsWith("Applications Memory Usage (")
          || line.startsWith("Total PSS by process:")) {
        return Optional.of(Recognised.as("dumpsys meminfo"));
      }
    }
    return Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private final LookText look = new LookText();
    private When when;
    private String section = "";
    private String sizes = "";
    private long number;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() < 1_000) {
          take(line);
        }
      }
      end();
    }

    private void take(String line) {
      Matcher state = STATE.matcher(line);
      if (state.matches()) {
        end();
        DateText.Read read = DateText.of(state.group(1), false);
        when = read == null ? null : read.when();
      } else if (line.startsWith("------ ")) {
        Matcher named = SECTION.matcher(line);
        section = named.matches() ? named.group(1) : "";
        sizes = "";
      } else if (line.startsWith("Total PSS by process:")) {
        sizes = "Pss";
      } else if (line.startsWith("Total RSS by process:")) {
        sizes = "VmRSS";
      } else if (line.startsWith("Total ") || line.isBlank()) {
        sizes = "";
      } else if (!sizes.isEmpty()) {
        process(line);
      } else if (!section.isEmpty()) {
        file(line);
      } else {
        other(line);
      }
    }

    private void file(String line) {
      boolean memory = section.equals("proc/meminfo");
      if (!memory || line.endsWith(" kB") || line.startsWith("HugePages_")) {
        look.add(section, line);
      }
    }

    private void other(String line) {
      Matcher up = UPTIME.matcher(line);
      Matcher kernel = KERNEL.matcher(line);
      if (kernel.matches()) {
        into.kernel(kernel.group(1));
      } else if (up.lookingAt() && (when == null || when.kind() == When.Kind.UPTIME)) {
        // dumpsys alone: it tells milliseconds since boot.
        end();
        when = When.uptime(Long.parseLong(up.group(1)));
      }
    }

    private void process(String line) {
      Matcher process = PROCESS.matcher(line);
      if (!process.matches()) {
        return;
      }
      long kib = Words.whole(process.group(1).replace(",", ""));
      long pid = Words.whole(process.group(3));
      if (kib < 0 || pid <= 0 || pid > Subject.LARGEST_PID) {
        return;
      }
      String status = "proc/" + pid + "/status";
      if (!look.has(status)) {
        look.add(status, "Name:\t" + process.group(2));
      }
      boolean share = sizes.equals("Pss");
      look.add(share ? "proc/" + pid + "/smaps_rollup" : status, sizes + ":\t" + kib + " kB");
    }

    private void end() {
      if (!look.isEmpty()) {
        look.give(when == null ? When.number(number++) : when, Origin.DUMPSYS, into);
        into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
      }
      section = "";
      sizes = "";
    }
  }
}
