package io.memledger.cli;

import io.memledger.imports.Imports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files of other tools in, a Memledger archive of the same out. */
@Command(
    name = "memledger-reporter convert",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Writes what files of other tools tell of one host as a Memledger archive, to be kept,"
            + " looked into or made anonymous.",
    footer = {"", "Exit status: 0 the archive was written; 1 it could not be; 2 bad usage."})
final class ConvertCommand implements Callable<Integer> {
  /** The first word of the command line that asks for it. */
  static final String NAME = "convert";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "What the report would be made of.")
  private List<Path> files;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "X.tar.gz",
      description = "The archive to write; it must not exist yet.")
  private Path output;

  @ArgGroup(exclusive = false, heading = "%nFiles of other tools:%n")
  private ImportOptions imports = new ImportOptions();

  @ArgGroup(exclusive = false, heading = "%nLimits against hostile or broken archives:%n")
  private LimitOptions limits = new LimitOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (Files.exists(output)) {
      return fail(output + " exists already");
    }
    try (ForeignFiles foreign =
        new ForeignFiles(imports.settings(), limits.limits(spec.commandLine()))) {
      for (Path one : files) {
        if (!foreign.takes(one)) {
          return fail(
              Files.exists(one)
                  ? one + " is a Memledger archive already, or nothing in it is known"
                  : one + " does not exist");
        }
      }
      List<Imports.Host> hosts = foreign.hosts();
      foreign.print(spec.commandLine().getOut());
      foreign.complain(err);
      if (hosts.size() > 1) {
        String names = hosts.stream().map(Imports.Host::name).collect(Collectors.joining(", "));
        return fail("an archive is of one host, and these files are of " + names);
      }
      if (hosts.isEmpty()) {
        return 1;
      }
      hosts.get(0).write(output);
      spec.commandLine().getOut().println("  " + output);
      return 0;
    }
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("memledger-reporter: " + Sentence.of(why));
    return 1;
  }
}
