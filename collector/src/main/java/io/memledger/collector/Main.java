package io.memledger.collector;

import io.memledger.collector.common.Failure;
import io.memledger.collector.options.Options;
import io.memledger.collector.options.Usage;
import java.io.IOException;

/**
 * Captures periodic snapshots of /proc and /sys into one archive: what is asked, and exit status.
 */
public final class Main {
  private Main() {}

  /** Runs the collector; see {@link Usage#TEXT}. */
  public static void main(String[] args) {
    int status;
    try {
      status = Commands.run(args) ? 0 : run(Options.parse(args));
    } catch (Failure e) {
      Console.error(e.getMessage());
      status = e.status;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Console.error(Console.unforeseen(e, "its version") + ".");
      status = 1;
    }
    // After a signal the JVM is shutting down already, and exit() would wait for ever.
    Runtime.getRuntime().halt(status);
  }

  private static int run(Options options) throws Failure, IOException {
    if (options.help()) {
      Console.print(Usage.TEXT);
      return 0;
    }
    if (options.version()) {
      Console.version(version());
      return 0;
    }
    Machine machine = new Machine(options);
    if (options.list()) {
      Console.list(machine.targets, machine.unreadable);
      return 0;
    }
    return new Capture(options, machine, new Console(options.quiet()), version()).run();
  }

  /** The version of the build, which the jar's manifest holds. */
  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
