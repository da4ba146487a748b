package io.memledger.collector.snapshot;

import io.memledger.collector.derived.KmemleakSums;
import io.memledger.collector.plan.Target;
import io.memledger.collector.plan.Targets;
import io.memledger.collector.proc.ProcReader;
import java.io.IOException;
import java.util.Arrays;

/** Takes single files of the host, and files of the same name in folders. */
final class HostFiles implements Taker {
  /** Modules may bring a file later, so it is tried again after so many samplings. */
  private static final int TRY_AGAIN_AFTER = 12;

  /** Reading kmemleak ends after so long, in nanoseconds. */
  private static final long LONGEST_SUM = 10_000_000_000L;

  private final PassState pass;
  private final ProcReader reader;
  private final SampleWriter samples;

  /** By index of the target: samplings for which a file that was absent is not tried. */
  private final int[] absentFor;

  HostFiles(PassState pass) {
    this.pass = pass;
    reader = pass.reader;
    samples = pass.samples;
    absentFor = new int[pass.targets.size()];
  }

  @Override
  public void take(Target target) throws IOException {
    if (target.kind == Target.Kind.FOLDER) {
      folder(target);
    } else {
      file(target);
    }
  }

  private void file(Target target) throws IOException {
    if (absentFor[target.index] > 0 && !pass.end) {
      absentFor[target.index]--;
      return;
    }
    samples.content.clear();
    if (target.path.equals(Targets.KMEMLEAK)) {
      kmemleak(target);
    } else if (reader.read(pass.source(target.path), samples.content, target.cap, true) >= 0) {
      samples.write(target.path);
    } else {
      absentFor[target.index] = TRY_AGAIN_AFTER;
      if (target.isMissed(reader.error)) {
        pass.unreadable.add(target.path, reader.error);
      }
    }
  }

  private void kmemleak(Target target) throws IOException {
    KmemleakSums sums = new KmemleakSums();
    boolean whole = reader.parts(target.path, sums, LONGEST_SUM);
    if (!whole && target.isMissed(reader.error)) {
      pass.unreadable.add(target.path, reader.error);
    }
    sums.write(samples.content);
    if (whole || samples.content.length > 0) {
      samples.write(target.path);
    } else {
      absentFor[target.index] = TRY_AGAIN_AFTER;
    }
  }

  private void folder(Target target) throws IOException {
    int star = target.path.indexOf('*');
    int slash = target.path.lastIndexOf('/', star);
    String folder = target.path.substring(0, slash);
    String start = target.path.substring(slash + 1, star);
    String rest = target.path.substring(star + 1);
    String[] names = reader.list(folder);
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    for (; pass.done < names.length; pass.done++) {
      String name = names[pass.done];
      if (!name.startsWith(start) || "stat_refresh".equals(name)) {
        continue;
      }
      samples.content.clear();
      String path = folder + '/' + name + rest;
      if (reader.read(path, samples.content, target.cap, false) >= 0) {
        samples.write(path);
      }
    }
  }
}
