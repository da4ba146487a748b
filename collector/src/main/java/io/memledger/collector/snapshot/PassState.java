package io.memledger.collector.snapshot;

import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.plan.Schedule;
import io.memledger.collector.plan.Target;
import io.memledger.collector.proc.ProcReader;
import java.util.List;

/** What all takers of a snapshot share: where they read, what is due, where the samples go. */
final class PassState {
  final ProcReader reader;

  /** Whether the root is not this machine's own. */
  final boolean foreign;

  final List<Target> targets;
  final Schedule schedule;
  final Unreadable unreadable;
  final SampleWriter samples;

  /** Whether this is the first or last snapshot, which hold everything. */
  boolean end;

  /**
   * How many parts of the current target (files, processes, groups) are done with, so that another
   * thread can go on behind a read that hung.
   */
  int done;

  PassState(
      ProcReader reader,
      boolean foreign,
      List<Target> targets,
      Schedule schedule,
      Unreadable unreadable,
      SampleWriter samples) {
    this.reader = reader;
    this.foreign = foreign;
    this.targets = targets;
    this.schedule = schedule;
    this.unreadable = unreadable;
    this.samples = samples;
  }

  /** Below a mounted root, "self" would be this process: the first process stands for the host. */
  String source(String path) {
    boolean own = path.equals("proc/mounts") || path.startsWith("proc/net/");
    if (!foreign || !own) {
      return path;
    }
    String first = "proc/1/" + path.substring("proc/".length());
    return reader.exists(first) ? first : path;
  }
}
