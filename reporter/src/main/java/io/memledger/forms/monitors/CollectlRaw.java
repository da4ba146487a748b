package io.memledger.forms.monitors;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.LookText;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.Words;
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The raw log of collectl: after each "&gt;&gt;&gt; epoch &lt;&lt;&lt;" verbatim lines of files of
 * /proc, some with a word before them that tells which.
 */
public final class CollectlRaw implements Form {
  private static final Pattern TIME = Pattern.compile("^>>> (\\d{9,11})(?:\\.(\\d{3})\\d*)? <<<");

  /** Lines of the box at the top. */
  private static final int TRIED = 60;

  @Override
  public String id() {
    return "collectl";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    String version = "";
    boolean time = false;
    for (String line : head.lines().subList(0, Math.min(TRIED, head.lines().size()))) {
      version = version.isEmpty() ? CollectlHead.version(line) : version;
      time |= TIME.matcher(line).lookingAt();
    }
    return version.isEmpty() || !time
        ? Optional.empty()
        : Optional.of(new Recognised("collectl", version, ""));
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private static final String STAT = "proc/pids/stat";

    private final Looks into;
    private final CollectlHead box = new CollectlHead();
    private final LookText look = new LookText();
    private final Map<Long, String> names = new HashMap<>();
    private When when;
    private boolean processes;
    private boolean first;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      // A look that the file ends in may be cut: it counts only when another follows.
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.startsWith("#")) {
          box.line(line, into);
        } else if (line.startsWith(">>> ")) {
          time(line);
        } else if (when != null && !line.isEmpty() && line.length() < 4_000) {
          take(line);
        }
      }
      end();
    }

    private void time(String line) {
      Matcher time = TIME.matcher(line);
      if (time.lookingAt()) {
        end();
        long millis = time.group(2) == null ? 0 : Long.parseLong(time.group(2));
        when = box.moment(Long.parseLong(time.group(1)) * 1000 + millis);
      }
    }

    private void end() {
      if (when != null) {
        look.give(when, Origin.COLLECTL, into);
      }
      if (processes && !first) {
        into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
      }
      processes = false;
      first = false;
    }

    private void take(String line) {
      int end = line.indexOf(' ');
      String word = end < 0 ? line : line.substring(0, end);
      String rest = end < 0 ? "" : line.substring(end + 1);
      if (word.startsWith("proc:")) {
        process(word.substring(5), rest);
        return;
      }
      switch (word) {
        case "Slab":
          if (rest.indexOf(" : slabdata ") > 0 && box.hasUsualPages()) {
            look.add("proc/slabinfo", rest);
          }
          return;
        case "buddy":
          look.add("proc/buddyinfo", rest);
          return;
        case "fs-ds":
          look.add("proc/sys/fs/dentry-state", rest);
          return;
        case "fs-is":
          look.add("proc/sys/fs/inode-nr", rest);
          return;
        case "fs-fnr":
          look.add("proc/sys/fs/file-nr", rest);
          return;
        case "sock":
          look.add("proc/net/sockstat", rest);
          return;
        case "intr", "ctxt", "processes", "procs_running", "procs_blocked":
          look.add("proc/stat", line);
          return;
        default:
          other(word, rest, line);
          return;
      }
    }

    private void other(String word, String rest, String line) {
      char c = word.isEmpty() ? ' ' : word.charAt(0);
      if (c >= 'A' && c <= 'Z' && word.endsWith(":")) {
        String value = rest.strip();
        if (value.endsWith(" kB") || word.startsWith("HugePages_")) {
          look.add("proc/meminfo", line);
        }
      } else if (word.startsWith("cpu")) {
        look.add("proc/stat", line);
      } else if (c >= 'a' && c <= 'z' && Words.whole(rest.strip()) >= 0) {
        look.add("proc/vmstat", line);
      }
    }

    /** "proc:PID stat …", "proc:PID VmRSS: N kB" and others that are of no memory. */
    private void process(String number, String rest) {
      long pid = Words.whole(number);
      if (pid <= 0 || pid > Subject.LARGEST_PID) {
        return;
      }
      processes = true;
      first |= pid == 1;
      String path = "proc/" + pid + "/status";
      int open = rest.indexOf('(');
      int close = rest.lastIndexOf(')');
      if (rest.startsWith("stat ") && open > 0 && close > open) {
        if (box.hasUsualPages()) {
          look.add(STAT, rest.substring(5).strip());
        }
        names.put(pid, rest.substring(open + 1, close));
      } else if ((rest.startsWith("Vm") || rest.startsWith("Rss")) && names.containsKey(pid)) {
        // Sizes come before the first line that tells the name: they are of nobody yet.
        if (!look.has(path)) {
          look.add(path, "Name:\t" + names.get(pid));
        }
        look.add(path, rest);
      }
    }
  }
}
