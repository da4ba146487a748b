package io.memledger.forms.kernel;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.Words;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kernel log: each report of out of memory, of a failed allocation or of SysRq-m is one look. Who
 * was killed is not who leaks: kills are counted, no more.
 */
public final class KernelLog implements Form {
  /** Lines that look like those of a kernel, of the first hundred. */
  private static final int ENOUGH = 3;

  private static final int TRIED = 100;

  /** Counted, not believed: who is killed is not who leaks. */
  private static final Pattern KILLED =
      Pattern.compile("(?:^|: )Killed process \\d{1,8},? |OOM killed process \\d{1,8}");

  @Override
  public String id() {
    return "kernel-log";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    int kernel = 0;
    int tried = 0;
    for (String line : head.lines()) {
      if (line.contains("Mem-Info:") || line.contains("invoked oom-killer")) {
        return Optional.of(Recognised.as("kernel log"));
      }
      boolean stamped =
          line.startsWith("[") && line.matches("^\\[ {0,12}\\d{1,12}\\.\\d{6}\\] .*")
              || line.contains(" kernel: ")
              || line.startsWith("{") && line.contains("\"_TRANSPORT\":\"kernel\"");
      kernel += tried++ < TRIED && stamped ? 1 : 0;
    }
    return kernel >= ENOUGH ? Optional.of(Recognised.as("kernel log")) : Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private final Map<String, Long> cgroupKills = new HashMap<>();
    private MemInfoBlock block;
    private MemcgBlock memcg;
    private String limited = "";
    private LogLine first;
    private long number;
    private long kills;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      String host = "";
      for (String line = lines.next(); line != null; line = lines.next()) {
        for (LogLine one : LogLine.of(line)) {
          if (host.isEmpty() && !one.host().isEmpty()) {
            host = one.host();
            into.host(host);
          }
          take(one);
        }
      }
      end();
    }

    private void take(LogLine line) {
      String text = line.text();
      if (text.startsWith("Mem-Info:")) {
        end();
        block = new MemInfoBlock();
        first = line;
      } else if (text.startsWith(MemcgBlock.FIRST)) {
        end();
        memcg = new MemcgBlock(limited);
        memcg.line(text);
        first = line;
      } else if (text.contains("invoked oom-killer")) {
        end();
        limited = "";
      } else if (KILLED.matcher(text).find()) {
        kills++;
        end();
      } else if (text.startsWith("Linux version ")) {
        end();
        into.kernel(Words.of(text, 4).get(2));
      } else if (block != null) {
        block.line(text);
      } else if (memcg != null) {
        memcg.line(text);
      } else if (text.startsWith("Task in ")) {
        limited = MemcgBlock.limited(text);
      }
    }

    private void end() {
      boolean host = block != null && !block.isEmpty();
      boolean cgroup = memcg != null && !memcg.isEmpty();
      if (host || cgroup) {
        When when = first.when();
        into.at(when == null ? When.number(number++) : when);
        if (host) {
          block.give(into);
          into.put(Origin.KERNEL_LOG, "proc/vmstat", "oom_kill " + kills + "\n");
        } else {
          memcg.give(cgroupKills, into);
          into.warn(Warning.of(Warning.Kind.CGROUP_ALONE));
        }
        if (!Double.isNaN(first.uptime())) {
          into.put(
              Origin.KERNEL_LOG,
              "proc/uptime",
              String.format(Locale.ROOT, "%.2f 0.00%n", first.uptime()));
        }
      }
      block = null;
      memcg = null;
    }
  }
}
