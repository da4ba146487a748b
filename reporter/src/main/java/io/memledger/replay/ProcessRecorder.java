package io.memledger.replay;

import io.memledger.series.AddressLooks;
import io.memledger.series.AddressSpace;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.source.Rank;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One process, (pid, start), while it is recorded. What /proc/&lt;pid&gt;/stat says of it goes into
 * its group's sums too, which outlive it.
 */
final class ProcessRecorder extends SubjectRecorder {
  private static final int BYTES_OF_A_RANGE = 100;

  private final long pid;
  private final long start;
  private byte[] comm = new byte[0];
  private String command = "";
  private SubjectRecorder group;
  private boolean hasStat;
  private String cgroup;
  private AddressLooks looks;

  ProcessRecorder(long pid, long start) {
    super(Subject.Kind.PROCESS, "", pid);
    this.pid = pid;
    this.start = start;
  }

  /**
   * Takes the command as stat shows it now: an exec changes it, and the newest is the truest.
   *
   * @return true if the process has changed its group
   */
  boolean command(byte[] text, int from, int to, Segment segment) {
    boolean same = group != null && Arrays.equals(comm, 0, comm.length, text, from, to);
    if (same || to <= from && group != null) {
      return false;
    }
    boolean changed = group != null;
    comm = Arrays.copyOfRange(text, from, to);
    command = retired() ? "" : new String(comm, StandardCharsets.UTF_8);
    group = segment.named(Subject.Kind.PROCESS_GROUP, comm, 0, comm.length);
    return changed;
  }

  /** Stat is read of all processes at once, so that the sums of its values are whole. */
  void stat() {
    hasStat = true;
  }

  boolean hasStat() {
    return hasStat;
  }

  @Override
  void lead(Metric metric, Rank rank, double value, Batch into, Segment segment) {
    if (rank != Rank.FIRST && hasStat) {
      return;
    }
    switch (metric) {
      case PROC_COUNT:
      case PROC_ZOMBIES:
        into.saw(this);
        toGroup(metric, rank, value, into);
        break;
      case PROC_RSS:
        if (rank == Rank.FIRST) {
          into.add(segment.host().of(Metric.PROC_RSS_SUM), value);
        }
        toGroup(metric, rank, value, into);
        own(metric, rank, value, into);
        break;
      case PROC_THREADS:
      case PROC_VSIZE:
      case PROC_FDS:
        toGroup(metric, rank, value, into);
        own(metric, rank, value, into);
        break;
      default:
        own(metric, rank, value, into);
        break;
    }
  }

  /** A process whose command nobody tells is of no group. */
  private void toGroup(Metric metric, Rank rank, double value, Batch into) {
    if (group != null) {
      group.own(metric, rank, value, into);
    }
  }

  @Override
  Subject subject() {
    return Subject.process(command, pid, start);
  }

  long pid() {
    return pid;
  }

  long start() {
    return start;
  }

  String cgroup() {
    return cgroup;
  }

  void cgroup(String path) {
    cgroup = retired() ? null : path;
  }

  /** Null if its address space was never looked at. */
  AddressLooks looks() {
    return looks;
  }

  void addressSpace(AddressSpace seen) {
    if (!retired()) {
      looks = new AddressLooks(looks == null ? seen : looks.first(), seen);
    }
  }

  @Override
  void retire() {
    super.retire();
    looks = null;
  }

  @Override
  int weight() {
    int ranges = looks == null ? 0 : looks.first().ranges().size() + looks.last().ranges().size();
    int names = 2 * command.length() + (cgroup == null ? 0 : cgroup.length());
    return super.weight() + names + ranges * BYTES_OF_A_RANGE;
  }
}
