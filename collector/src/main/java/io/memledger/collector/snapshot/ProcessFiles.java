package io.memledger.collector.snapshot;

import io.memledger.collector.common.IoErrors;
import io.memledger.collector.plan.Rate;
import io.memledger.collector.plan.Target;
import io.memledger.collector.plan.TimeBudget;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.process.ProcessChoice;
import io.memledger.collector.process.ProcessTable;
import java.io.IOException;
import java.util.List;

/** Takes the list of all processes, and the files of those that are looked at closely. */
final class ProcessFiles implements Taker {
  /** A process that would take longer to look at is left out, in nanoseconds. */
  private static final long LONGEST_WALK = 1_500_000_000;

  /** Bits of {@link ProcessTable#taken} for files that are taken at first sight. */
  private static final int MOST_AT_FIRST_SIGHT = 8;

  private final PassState pass;
  private final ProcReader reader;
  private final SampleWriter samples;
  private final ProcessTable table;
  private final ProcessChoice choice;

  /** For both files that walk the page tables: smaps gets what smaps_rollup leaves. */
  private final TimeBudget walks = new TimeBudget(0.01, 20_000_000, 1_000_000_000);

  /** By index of the target: the bit of what is taken at first sight, 0 for all else. */
  private final int[] bits;

  private int[] growers;

  /** The pid at which the walks go on, where time ended the last ones. */
  private int walkFrom;

  private double walkNanosPerPage;

  ProcessFiles(PassState pass, ProcessTable table, ProcessChoice choice) {
    this.pass = pass;
    this.table = table;
    this.choice = choice;
    reader = pass.reader;
    samples = pass.samples;
    bits = bits(pass.targets);
  }

  private static int[] bits(List<Target> targets) {
    int[] bits = new int[targets.size()];
    int used = 0;
    for (Target target : targets) {
      if (target.rate == Rate.FIRST_SIGHT) {
        bits[target.index] = 1 << used++;
      }
    }
    if (used > MOST_AT_FIRST_SIGHT) {
      throw new IllegalStateException(used + " files at first sight");
    }
    return bits;
  }

  @Override
  public void take(Target target) throws IOException {
    if (target.kind == Target.Kind.PROCESS_STATS) {
      stats(target);
    } else if (target.path.endsWith("/smaps_rollup")) {
      rollups(target);
    } else if (target.path.endsWith("/smaps")) {
      ranges(target);
    } else {
      files(target);
    }
  }

  private void stats(Target target) throws IOException {
    samples.content.clear();
    long before = System.nanoTime();
    if (!table.sample(samples.content)) {
      pass.unreadable.add(target.path, reader.error);
      return;
    }
    pass.schedule.pacedCost(System.nanoTime() - before);
    choice.begin();
    samples.write(target.path);
  }

  private void files(Target target) throws IOException {
    int bit = bits[target.index];
    int[] ones = choice.close();
    for (; pass.done < ones.length; pass.done++) {
      int i = ones[pass.done];
      if ((table.taken[i] & bit) == 0 && file(target, i)) {
        table.taken[i] |= (short) bit;
      }
    }
  }

  private void rollups(Target target) throws IOException {
    int[] ones = choice.close();
    if (pass.done == 0) {
      walks.refill();
    }
    int first = 0;
    while (first < ones.length && table.pid[ones[first]] < walkFrom) {
      first++;
    }
    for (; pass.done < ones.length; pass.done++) {
      int i = ones[(first + pass.done) % ones.length];
      if (walks.isSpent()) {
        // Where the budget ended, the next sampling begins.
        walkFrom = table.pid[i];
        return;
      }
      if (isTooLarge(target, i)) {
        continue;
      }
      file(target, i);
      walks.spend(reader.lastNanos);
      double cost = reader.lastNanos / (double) Math.max(256, table.rss[i]);
      walkNanosPerPage += (cost - walkNanosPerPage) / 8;
    }
    walkFrom = 0;
  }

  /** Both walk the page tables with the process's map locked. */
  private boolean isTooLarge(Target target, int i) {
    boolean large = table.rss[i] * walkNanosPerPage > LONGEST_WALK;
    if (large) {
      pass.unreadable.add(target.path, "some would take over 1.5 s");
    }
    return large;
  }

  private void ranges(Target target) throws IOException {
    if (pass.done == 0) {
      growers = choice.growers(pass.end);
    }
    // The last look is what the first is compared with.
    for (; pass.done < growers.length && (pass.end || !walks.isSpent()); pass.done++) {
      int i = growers[pass.done];
      if (!isTooLarge(target, i) && file(target, i)) {
        table.taken[i] |= ProcessTable.RANGES;
      }
      // What could not be read is not tried again before it has grown again.
      table.rangedRss[i] = table.rss[i];
      walks.spend(reader.lastNanos);
    }
  }

  private boolean file(Target target, int i) throws IOException {
    samples.content.clear();
    String path = "proc/" + table.pid[i] + target.path.substring(target.path.lastIndexOf('/'));
    if (reader.read(path, samples.content, target.cap, false) > 0) {
      samples.write(path);
      return true;
    }
    if (reader.error != null && !IoErrors.isGone(reader.error)) {
      pass.unreadable.add(target.path, reader.error);
    }
    return false;
  }
}
