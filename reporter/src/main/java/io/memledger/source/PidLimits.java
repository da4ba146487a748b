package io.memledger.source;

import io.memledger.series.Metric;
import java.util.List;

/**
 * /proc/&lt;pid&gt;/limits: "Max open files 1024 524288 files", the soft limit and the hard one
 * (proc_pid_limits(5)); "unlimited" is no limit, so absent.
 */
final class PidLimits implements Source {
  private static final List<String> FILES = List.of("Max", "open", "files");

  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "limits");
  }

  /** The first words of the lines repeat. */
  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!isOpenFiles(text) || !text.nextWord() || text.wordIs("unlimited")) {
        continue;
      }
      if (text.numberIn(text.wordStart(), text.wordEnd()) && text.value() >= 0) {
        sink.process(ProcPath.pid(path));
        sink.put(Metric.PROC_FDS_LIMIT, text.value());
      } else {
        sink.malformed(text.line());
      }
    }
  }

  private static boolean isOpenFiles(ProcText text) {
    for (String word : FILES) {
      if (!text.nextWord() || !text.wordIs(word)) {
        return false;
      }
    }
    return true;
  }
}
