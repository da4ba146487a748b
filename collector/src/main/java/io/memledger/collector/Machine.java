package io.memledger.collector;

import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.common.Failure;
import io.memledger.collector.options.Options;
import io.memledger.collector.plan.Target;
import io.memledger.collector.plan.Targets;
import io.memledger.collector.proc.Host;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.proc.ReaderThread;
import io.memledger.collector.snapshot.Probe;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** The machine that is captured: the way to its files, what of them is wanted, what is missing. */
final class Machine {
  final ProcReader reader;
  final ReaderThread thread;
  final List<Target> targets;
  final Unreadable unreadable = new Unreadable();
  final Host host;

  /** A sentence for each reason why something cannot be read. */
  final List<String> missing;

  /** Takes a first look. */
  Machine(Options options) throws IOException, Failure {
    if (!new File(options.root() + "/proc").isDirectory()) {
      throw Failure.of(
          "There is no folder "
              + options.root()
              + "/proc; mount proc there, or name another --root.");
    }
    reader = new ProcReader(options.root());
    thread = new ReaderThread(reader);
    targets = Targets.list(options.cmdline(), options.without);
    Probe probe = new Probe(reader, !options.root().isEmpty(), targets, unreadable);
    thread.run(probe);
    host = probe.host;
    missing = probe.sentences();
  }
}
