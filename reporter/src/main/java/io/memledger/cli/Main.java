package io.memledger.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/** Entry point of memledger-reporter.jar. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(args, out, err);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs the command line; for tests, which must not exit the JVM. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    try {
      return execute(args, out, err);
    } catch (StackOverflowError | OutOfMemoryError e) {
      err.println("memledger-reporter: " + Sentence.of(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static int execute(String[] args, PrintWriter out, PrintWriter err) {
    boolean converts = args.length > 0 && args[0].equals(ConvertCommand.NAME);
    String[] rest = converts ? Arrays.copyOfRange(args, 1, args.length) : args;
    return new CommandLine(converts ? new ConvertCommand() : new ReportCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (e, given) -> {
              err.println("memledger-reporter: " + Sentence.of(e.getMessage()) + " See --help.");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              err.println("memledger-reporter: " + Sentence.of(e));
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(rest);
  }
}
