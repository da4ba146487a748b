package io.memledger.imports;

import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report that a support tool makes of a machine, such as sosreport, insights or supportconfig:
 * some of its files say when and where all the others were made.
 */
final class Bundle {
  private static final Pattern ROOT =
      Pattern.compile(
          "^((?:.*?/)?)(?:(?:sos|insights)_commands/.*|basic-environment\\.txt|insights_archive\\.txt)$");
  private static final Pattern DATE =
      Pattern.compile("(?:(?:sos|insights)_commands/(?:date/|general/)?)?date");
  private static final Pattern HOST =
      Pattern.compile("(?:(?:sos|insights)_commands/(?:host/|general/)?|etc/)?hostname(?:_-f)?");
  private static final Pattern KERNEL =
      Pattern.compile("(?:(?:sos|insights)_commands/(?:kernel/)?)?uname(?:_-a)?");
  private static final Pattern UNAME = Pattern.compile("^Linux (\\S{1,253}) (\\d\\S{1,100}) #.*");

  /** What supportconfig writes before the output of a command. */
  private static final Pattern COMMAND = Pattern.compile("^# /\\S*/(date|uname -a|hostname)$");

  private final String root;
  private When date;
  private String host = "";
  private String kernel = "";
  private double uptime = Double.NaN;

  Bundle(String root) {
    this.root = root;
  }

  /** The folder of the report in which a file lies, with a slash at its end; null if in none. */
  static String rootBy(String name) {
    Matcher m = ROOT.matcher(name);
    return m.matches() ? m.group(1) : null;
  }

  /** Whether a file below the root may say when or where. */
  static boolean maySay(String below) {
    return DATE.matcher(below).matches()
        || HOST.matcher(below).matches()
        || KERNEL.matcher(below).matches()
        || below.equals("basic-environment.txt")
        || below.equals("proc/uptime");
  }

  /** Takes what a file says. */
  void take(String below, List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0).trim();
    if (below.equals("proc/uptime")) {
      uptime = Words.of(first).stream().findFirst().map(Words::number).orElse(Double.NaN);
    } else if (below.equals("basic-environment.txt")) {
      for (int i = 0; i + 1 < lines.size(); i++) {
        Matcher command = COMMAND.matcher(lines.get(i));
        if (command.matches()) {
          take(command.group(1), lines.get(i + 1).trim());
        }
      }
    } else {
      take(
          DATE.matcher(below).matches()
              ? "date"
              : HOST.matcher(below).matches() ? "hostname" : "uname -a",
          first);
    }
  }

  private void take(String command, String said) {
    Matcher uname = UNAME.matcher(said);
    if (uname.matches()) {
      host = host.isEmpty() ? uname.group(1) : host;
      kernel = uname.group(2);
    } else if (command.equals("date")) {
      DateText.Read read = DateText.of(said, false);
      date = read == null ? date : read.when();
    } else if (command.equals("hostname") && said.matches("[A-Za-z0-9._-]{1,253}")) {
      host = said;
    }
  }

  /** Gives a file of the report what it does not tell itself. */
  void settle(Told file) {
    if (file.host().isEmpty()) {
      file.host(host);
    }
    if (file.kernel().isEmpty()) {
      file.kernel(kernel);
    }
    if (date == null) {
      return;
    }
    boolean single = file.looks().size() == 1;
    for (Spool.Look look : file.looks()) {
      When when = look.when();
      if (when.kind() == When.Kind.NUMBER && single) {
        look.when(date);
      } else if (when.kind() == When.Kind.UPTIME && !Double.isNaN(uptime)) {
        look.when(date.plus(when.millis() - Math.round(uptime * 1000)));
      }
    }
  }

  boolean holds(String name) {
    return name.startsWith(root);
  }

  String root() {
    return root;
  }
}
