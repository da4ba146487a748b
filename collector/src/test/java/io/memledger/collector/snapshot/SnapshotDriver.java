package io.memledger.collector.snapshot;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.ArchiveFile;
import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.Stamp;
import io.memledger.collector.options.Options;
import io.memledger.collector.plan.Schedule;
import io.memledger.collector.plan.Targets;
import io.memledger.collector.proc.OwnCost;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.TarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Takes snapshots of a fake root one by one in the calling thread, so that it can change between.
 */
final class SnapshotDriver {
  /** The stamp of the first one; each that follows is a second later. */
  static final String FIRST = "20261123T040305.000Z";

  static final String SECOND = "20261123T040306.000Z";
  static final String THIRD = "20261123T040307.000Z";
  private static final long FIRST_MS = 1_795_406_585_000L;

  final Path file;
  private final Archive archive;
  private final Snapshot snapshot;
  private long taken;

  SnapshotDriver(Path temp, FakeRoot root, String... more) throws Exception {
    String[] args =
        Arrays.copyOf(new String[] {"--root", root.path + "", "--rates=all"}, 3 + more.length);
    System.arraycopy(more, 0, args, 3, more.length);
    Options options = Options.parse(args);
    ProcReader reader = ProcReader.unwatched(options.root());
    file = Files.createTempDirectory(temp, "out").resolve("a.tar.gz");
    ArchiveFile target = ArchiveFile.open(null, file.toFile(), "top");
    archive = new Archive(target.channel, options.maxSize());
    snapshot =
        new Snapshot(
            reader,
            true,
            options.top(),
            Targets.list(options.cmdline()),
            new Schedule(-1, options.intervalNanos(), true),
            archive,
            new Unreadable(),
            new OwnCost(4096),
            null);
  }

  void take() throws IOException {
    take(taken == 0);
  }

  /** The last one, which holds everything. */
  void takeLast() throws IOException {
    take(true);
  }

  private void take(boolean end) throws IOException {
    long ms = FIRST_MS + 1000 * taken;
    snapshot.begin("top/" + Stamp.compact(ms) + "/", ms, taken, end);
    snapshot.run();
    taken++;
  }

  /** Whether any snapshot so far holds a path. */
  boolean hasTaken(String path) throws IOException {
    return TarFile.read(file).entries.stream().anyMatch(entry -> entry.name().endsWith(path));
  }

  TarFile finish() throws IOException {
    archive.finish(new Bytes(16));
    return TarFile.read(file);
  }
}
