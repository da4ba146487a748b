package io.memledger.collector.snapshot;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.plan.Schedule;
import io.memledger.collector.plan.Target;
import io.memledger.collector.plan.TimeBudget;
import io.memledger.collector.proc.OwnCost;
import io.memledger.collector.proc.Pass;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.process.ProcessChoice;
import io.memledger.collector.process.ProcessTable;
import io.memledger.collector.redact.LiveRedaction;
import java.io.IOException;
import java.util.List;

/**
 * One pass over the due targets: reads each and hands it to the archive.
 *
 * <p>Where the pass stands is kept in fields, so that another thread can take it up after a read
 * that hung.
 */
public final class Snapshot implements Pass {
  /** So many hanging reads cost a whole target, not only the paths. */
  private static final int MOST_HANGS = 3;

  private final PassState pass;
  private final OwnCostLine own;
  private final ProcessChoice choice;

  /** By ordinal of the kind. */
  private final Taker[] takers = new Taker[Target.Kind.values().length];

  /** By index of the target. */
  private final int[] hangs;

  private int cursor;

  /**
   * @param foreign whether the root is not this machine's own
   * @param redaction null where nothing is redacted
   * @param top how many of the largest processes are looked at closely
   */
  public Snapshot(
      ProcReader reader,
      boolean foreign,
      int top,
      List<Target> targets,
      Schedule schedule,
      Archive archive,
      Unreadable unreadable,
      OwnCost ownCost,
      LiveRedaction redaction) {
    pass =
        new PassState(
            reader, foreign, targets, schedule, unreadable, new SampleWriter(archive, redaction));
    own = new OwnCostLine(ownCost, reader, archive);
    hangs = new int[targets.size()];
    ProcessTable table = new ProcessTable(reader);
    choice = new ProcessChoice(table, top);
    TimeBudget groups = new TimeBudget(0.005, 10_000_000, 500_000_000);
    put(new HostFiles(pass), Target.Kind.FILE, Target.Kind.FOLDER);
    put(new ProcessFiles(pass, table, choice), Target.Kind.PROCESS_STATS, Target.Kind.PROCESS);
    put(
        new CgroupFiles(pass, CgroupTree.v1(reader), Target.Kind.CGROUP_V1, groups),
        Target.Kind.CGROUP_V1);
    put(
        new CgroupFiles(pass, CgroupTree.v2(reader), Target.Kind.CGROUP_V2, groups),
        Target.Kind.CGROUP_V2);
    put(new DerivedFiles(pass, table, choice, own), Target.Kind.DERIVED);
  }

  private void put(Taker taker, Target.Kind... kinds) {
    for (Target.Kind kind : kinds) {
      takers[kind.ordinal()] = taker;
    }
  }

  /**
   * Prepares a pass.
   *
   * @param prefix of the names of all entries: top folder, stamp and a slash
   * @param end whether this is the first or last snapshot, which hold everything
   */
  public void begin(String prefix, long ms, long index, boolean end) {
    pass.schedule.begin(index, end);
    pass.samples.begin(prefix, ms / 1000);
    choice.begin();
    pass.end = end;
    pass.done = 0;
    cursor = 0;
  }

  @Override
  public void hung(String path) {
    pass.unreadable.add(path, "took over 2 s; dropped");
    hangs[cursor]++;
  }

  @Override
  public void run() throws IOException {
    for (; cursor < pass.targets.size(); cursor++, pass.done = 0) {
      Target target = pass.targets.get(cursor);
      if (hangs[cursor] < MOST_HANGS && pass.schedule.isDue(target.rate)) {
        takers[target.kind.ordinal()].take(target);
      }
    }
    pass.samples.commit();
    own.account();
  }
}
