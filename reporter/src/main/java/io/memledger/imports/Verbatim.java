package io.memledger.imports;

import io.memledger.archive.Limits;
import io.memledger.forms.Form;
import io.memledger.forms.Lines;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.series.Warning;
import io.memledger.source.Sources;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies of files of /proc and /sys under their own names: all of one folder are one look. */
final class Verbatim {
  private static final Pattern PATH = Pattern.compile("^((?:.*?/)?)((?:proc|sys)/.+)$");

  private final List<Told> files;
  private final Spool spool;
  private final Limits limits;

  Verbatim(List<Told> files, Spool spool, Limits limits) {
    this.files = files;
    this.spool = spool;
    this.limits = limits;
  }

  /** The path below the root that a name ends with, if it is one that is read; else null. */
  static String path(String name) {
    Matcher m = PATH.matcher(name);
    return m.matches() && Sources.reading(m.group(2)).isPresent() ? m.group(2) : null;
  }

  /** Takes a file. */
  void take(String name, String path, Lines lines) throws IOException {
    String folder = name.substring(0, name.length() - path.length()) + "proc";
    Told told = null;
    for (Told one : files) {
      told = one.form().equals("proc") && one.name().equals(folder) ? one : told;
    }
    if (told == null) {
      told = new Told(folder, "proc", Form.Recognised.as("/proc"), spool);
      told.at(When.number(0));
      files.add(told);
    }
    StringBuilder text = new StringBuilder();
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (text.length() + line.length() > limits.entryBytes()) {
          told.warn(Warning.of(Warning.Kind.FILE_CUT));
          break;
        }
        text.append(line).append('\n');
      }
    } catch (IOException e) {
      told.warn(Warning.of(Warning.Kind.FILE_CUT));
    }
    told.put(Origin.PROC, path, text);
  }
}
