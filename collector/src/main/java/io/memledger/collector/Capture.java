package io.memledger.collector;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.ArchiveFile;
import io.memledger.collector.archive.TarEntry;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import io.memledger.collector.common.Stamp;
import io.memledger.collector.options.Options;
import io.memledger.collector.plan.Schedule;
import io.memledger.collector.proc.OwnCost;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.redact.LiveRedaction;
import io.memledger.collector.snapshot.Snapshot;
import java.io.IOException;

/** One capture: opens the archive, takes the snapshots, and ends the archive whatever happens. */
final class Capture {
  private final Options options;
  private final Machine machine;
  private final Console console;
  private final String version;
  private final KernelTrace trace;
  private final OwnCost own;
  private final StopSignal signal = new StopSignal();
  private final DiskSpace disk;
  private ArchiveFile target;
  private TarEntry entry;
  private Archive archive;
  private SnapshotLoop loop;

  /** Null where nothing is redacted. */
  private LiveRedaction redaction;

  private EndReason reason = EndReason.ERROR;
  private String problem;

  Capture(Options options, Machine machine, Console console, String version) {
    this.options = options;
    this.machine = machine;
    this.console = console;
    this.version = version;
    trace = new KernelTrace(options, machine.unreadable, console);
    own = new OwnCost(machine.host.pageSize);
    disk = new DiskSpace(options);
  }

  /**
   * Runs it.
   *
   * @return the exit status
   * @throws Failure if it cannot begin; nothing was written then
   */
  int run() throws Failure {
    long startedMs = System.currentTimeMillis();
    disk.check();
    redaction = Redaction.of(options);
    String host = redaction == null ? machine.host.name : redaction.host(machine.host.name);
    String name = "memledger-" + host + '-' + Stamp.seconds(startedMs);
    target = ArchiveFile.open(options.append(), options.output(), name);
    entry = new TarEntry(target.top);
    signal.listen(trace);
    try {
      fill(startedMs);
    } catch (Archive.Full e) {
      reason = EndReason.SIZE_LIMIT;
      if (snapshots() == 0) {
        problem = "--max-size is too small for one snapshot; allow 1M or more";
      }
    } catch (IOException e) {
      String cause = IoErrors.sentence(e);
      reason = cause.contains("No space left") ? EndReason.DISK_LOW : EndReason.ERROR;
      problem =
          "cannot write to "
              + target.file
              + ": "
              + cause
              + "; free space, or use --output elsewhere";
    } catch (RuntimeException | OutOfMemoryError e) {
      problem = Console.unforeseen(e, "the output of --version");
    }
    return end();
  }

  private void fill(long startedMs) throws IOException {
    Schedule schedule =
        new Schedule(options.plannedSnapshots(), options.intervalNanos(), options.everything());
    archive = new Archive(target.channel, options.maxSize());
    if (redaction != null) {
      String modules = ProcReader.unwatched(options.root()).text("proc/modules");
      redaction.begin(target.file, modules);
    }
    if (target.footer == null) {
      String text = Manifest.text(options, machine, schedule, version, startedMs);
      Bytes manifest = entry.of("manifest.json", redaction == null ? text : redaction.json(text));
      archive.write(manifest.data, 0, manifest.length);
    }
    console.greet(options, machine, target.file.toString());
    trace.begin(target.file, archive, entry, own, redaction);
    Snapshot snapshot =
        new Snapshot(
            machine.reader,
            !options.root().isEmpty(),
            options.top(),
            machine.targets,
            schedule,
            archive,
            machine.unreadable,
            own,
            redaction);
    loop =
        new SnapshotLoop(
            options, machine.thread, archive, target.top, own, signal, disk, trace, console);
    reason = loop.run(snapshot);
    if (reason == EndReason.DISK_LOW) {
      problem =
          "the disk of "
              + target.file
              + " is down to --min-free; free space, or use --output elsewhere";
    }
    trace.awaitAndKeep(signal);
  }

  private long snapshots() {
    return loop == null ? 0 : loop.snapshots();
  }

  private int end() {
    trace.end();
    String footer =
        Manifest.footer(
            reason,
            System.currentTimeMillis(),
            snapshots() + Manifest.number(target.footer, "snapshots"),
            machine.unreadable,
            own.cpuNanos(),
            own.peakRssBytes(),
            machine.reader.totalNanos);
    console.endProgress();
    try {
      footer = redaction == null ? footer : redaction.json(footer);
      if (archive != null) {
        archive.finish(entry.of("footer.json", footer));
      }
    } catch (IOException e) {
      problem =
          problem == null ? "cannot end " + target.file + ": " + IoErrors.sentence(e) : problem;
    }
    if (problem != null) {
      Console.error(problem + ". " + snapshots() + " snapshots are kept and readable.");
    } else if (reason == EndReason.SIZE_LIMIT) {
      Console.note("Ended at --max-size; " + snapshots() + " snapshots.");
    }
    String refusal = redaction == null ? null : Redaction.refusal(redaction, target.file);
    if (refusal != null) {
      Console.error(refusal);
      return 1;
    }
    Console.print(target.file + " " + target.file.length() + " bytes\n");
    return problem == null ? 0 : 1;
  }
}
