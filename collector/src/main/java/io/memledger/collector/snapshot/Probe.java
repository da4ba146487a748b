package io.memledger.collector.snapshot;

import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.plan.Target;
import io.memledger.collector.proc.Host;
import io.memledger.collector.proc.Pass;
import io.memledger.collector.proc.ProcReader;
import java.util.ArrayList;
import java.util.List;

/** A first look at the machine: what it is, and what of it cannot be read. */
public final class Probe implements Pass {
  private final ProcReader reader;
  private final boolean foreign;
  private final List<Target> targets;
  private final Unreadable unreadable;
  private final Bytes bytes = new Bytes(1 << 16);
  private int cursor;

  /** The machine, once the pass has run. */
  public Host host;

  public Probe(ProcReader reader, boolean foreign, List<Target> targets, Unreadable unreadable) {
    this.reader = reader;
    this.foreign = foreign;
    this.targets = targets;
    this.unreadable = unreadable;
  }

  @Override
  public void run() {
    if (host == null) {
      host = new Host(reader, foreign);
    }
    for (; cursor < targets.size(); cursor++) {
      Target target = targets.get(cursor);
      String path = target.path;
      if (target.kind == Target.Kind.PROCESS && path.endsWith("/smaps_rollup")) {
        path = "proc/1/smaps_rollup";
      } else if (target.kind == Target.Kind.PROCESS_STATS) {
        path = "proc/1/stat";
      } else if (target.kind != Target.Kind.FILE) {
        continue;
      }
      bytes.clear();
      if (reader.read(path, bytes, target.cap, false) < 0 && target.isMissed(reader.error)) {
        unreadable.add(target.path, reader.error);
      }
    }
  }

  @Override
  public void hung(String path) {
    unreadable.add(path, "took over 2 s; dropped");
  }

  /** For each reason one sentence that says what cannot be read and what the report will lack. */
  public List<String> sentences() {
    List<String> errors = new ArrayList<>();
    for (Target target : targets) {
      String error = unreadable.error(target.path);
      if (error != null && !errors.contains(error)) {
        errors.add(error);
      }
    }
    List<String> sentences = new ArrayList<>();
    for (String error : errors) {
      List<String> paths = new ArrayList<>();
      List<String> lacking = new ArrayList<>();
      for (Target target : targets) {
        if (error.equals(unreadable.error(target.path))) {
          paths.add(target.path);
          if (target.lacking != null) {
            lacking.add(target.lacking);
          }
        }
      }
      String what = String.join(", ", paths) + " (" + error + ")";
      sentences.add(
          "Cannot read "
              + what
              + (lacking.isEmpty()
                  ? "."
                  : "; the report will lack: " + String.join(", ", lacking) + "."));
    }
    return sentences;
  }
}
