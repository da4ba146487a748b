package io.memledger.cli;

import io.memledger.archive.Limits;
import io.memledger.engine.Failure;
import io.memledger.imports.Imports;
import io.memledger.report.Format;
import io.memledger.report.ReportWriter;
import io.memledger.report.fonts.Headless;
import io.memledger.report.fonts.NoFontException;
import io.memledger.report.page.Presentation;
import io.memledger.report.words.Messages;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Archives in, reports out: load, analyse, write, return a code. */
@Command(
    name = "memledger-reporter",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Reads Memledger archives, or what other tools recorded, and writes the verdict as HTML,"
            + " PDF, JSON, CSV and Markdown.",
    footer = {
      "",
      "Exit status: 0 the report was made, whatever the verdict; 1 a report could not be made;",
      "2 bad usage. With --exit-code: 0 healthy, 10 inconclusive, 20 pressure,",
      "30 suspected leak, 40 leak (the worst of several archives).",
      "",
      "'memledger-reporter convert FILE… --output X.tar.gz' writes files of other tools as an archive."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "ARCHIVE",
      description =
          "A .tar, .tar.gz, .tar.zst, .tar.xz or .tar.bz2 written by the collector or by hand,"
              + " whole or cut off; a folder of the same shape; a folder of such archives, each"
              + " of which gets its report; or - for an archive from standard input. Or files of"
              + " other tools, told by their content: sar, sadf, OSWatcher, kernel logs, top, ps,"
              + " free, vmstat, slabtop, dated copies of /proc, sosreports, plain or packed.")
  private List<Path> archives;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Where to write. One archive: DIR/report.html and so on; several: DIR/<archive"
              + " name>/report.html. Default: <archive name>-report beside each archive.")
  private Path output;

  @Option(
      names = {"-f", "--format"},
      split = ",",
      paramLabel = "FORMAT",
      description = "Any of html, pdf, json, csv, md, separated by commas. Default: html,pdf,json.")
  private Set<Format> formats = EnumSet.of(Format.HTML, Format.PDF, Format.JSON);

  @Option(names = "--exit-code", description = "Tell the verdict by the exit status.")
  private boolean exitCode;

  @Option(
      names = "--strict",
      description = "Exit status 1 also where a report fails a check of its own.")
  private boolean strict;

  @Option(
      names = "--kmem-trace",
      paramLabel = "FILE",
      description =
          "A trace of the kernel's allocations that is not in the archive: text of tracefs, or of"
              + " 'perf script' for kmem:* events.")
  private Path kmemTrace;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, no summary; only errors.")
  private boolean quiet;

  @ArgGroup(exclusive = false, heading = "%nLanguage and looks:%n")
  private LookOptions looks = new LookOptions();

  @ArgGroup(exclusive = false, heading = "%nFiles of other tools:%n")
  private ImportOptions imports = new ImportOptions();

  @ArgGroup(exclusive = false, heading = "%nLimits against hostile or broken archives:%n")
  private LimitOptions limits = new LimitOptions();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Presentation presentation = looks.presentation(spec.commandLine());
    Limits allowed = limits.limits(spec.commandLine());
    long inputs = archives.stream().filter(StandardInput.NAME::equals).count();
    if (inputs > 1) {
      throw new ParameterException(
          spec.commandLine(), "standard input is one archive; give - only once");
    }
    try {
      // Before any class of AWT wakes up: it looks for fonts once, and dies where there are none.
      if (formats.stream().anyMatch(ReportWriter::needsFonts)) {
        Headless.prepare();
      }
      Messages.load(presentation.templates(), presentation.language());
    } catch (UncheckedIOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("memledger-reporter: " + Sentence.ofSetup(e));
      return 1;
    }
    try {
      ReportWriter.checkFont(formats, presentation);
    } catch (NoFontException e) {
      spec.commandLine().getErr().println("memledger-reporter: " + Sentence.of(e));
      return 1;
    }
    if (inputs == 0) {
      return report(presentation, allowed, null);
    }
    try (StandardInput input = new StandardInput(System.in, allowed.spoolBytes())) {
      return report(presentation, allowed, input);
    }
  }

  /**
   * @param input where one of the archives is "-"; else null
   */
  private int report(Presentation presentation, Limits allowed, StandardInput input)
      throws InterruptedException, IOException {
    List<Path> all = new ArrayList<>();
    try (ForeignFiles foreign = new ForeignFiles(imports.settings(), allowed)) {
      for (Path one : archives) {
        boolean piped = one.equals(StandardInput.NAME);
        Path file = piped ? input.file() : one;
        if (!foreign.takes(file)) {
          all.addAll(piped ? List.of(one) : Inputs.of(one));
        }
      }
      return report(presentation, allowed, input, all, foreign);
    }
  }

  private int report(
      Presentation presentation,
      Limits allowed,
      StandardInput input,
      List<Path> all,
      ForeignFiles foreign)
      throws InterruptedException {
    if (kmemTrace != null && all.size() + foreign.hosts().size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--kmem-trace belongs to one archive; give them one at a time");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<ReportJob> jobs = jobs(all, foreign, input, presentation, allowed);
    if (!quiet) {
      foreign.print(out);
    }
    boolean failed = foreign.complain(err);
    if (jobs.isEmpty()) {
      return 1;
    }
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(cores, jobs.size()));
    Verdict.Status worst = Verdict.Status.HEALTHY;
    try {
      List<Future<ReportJob.Done>> running = new ArrayList<>();
      for (ReportJob job : jobs) {
        running.add(pool.submit(job));
      }
      for (int i = 0; i < jobs.size(); i++) {
        try {
          ReportJob.Done done = running.get(i).get();
          if (!quiet) {
            done.print(out);
          }
          String of = jobs.size() > 1 ? jobs.get(i).shown() + ": " : "";
          for (Map.Entry<String, String> lost : done.lost().entrySet()) {
            boolean check = lost.getKey().startsWith(Failure.CHECK);
            failed |= strict || !check;
            String said =
                check
                    ? Sentence.failedCheck(lost.getKey(), lost.getValue())
                    : Sentence.lost(lost.getKey(), lost.getValue());
            err.println("memledger-reporter: " + of + said);
          }
          if (done.status().exitCode() > worst.exitCode()) {
            worst = done.status();
          }
        } catch (ExecutionException e) {
          failed = true;
          String where = jobs.size() > 1 ? jobs.get(i).shown() + ": " : "";
          String sentence = Sentence.of(where + Sentence.of(e.getCause()));
          err.println("memledger-reporter: " + (input == null ? sentence : input.named(sentence)));
        }
      }
    } finally {
      pool.shutdownNow();
    }
    return failed ? 1 : exitCode ? worst.exitCode() : 0;
  }

  private List<ReportJob> jobs(
      List<Path> all,
      ForeignFiles foreign,
      StandardInput input,
      Presentation presentation,
      Limits allowed) {
    OutputFolders folders = new OutputFolders(output, all.size() + foreign.hosts().size() > 1);
    ProgressLine progress = ProgressLine.forTerminal(quiet);
    List<ReportJob> jobs = new ArrayList<>();
    for (Path archive : all) {
      boolean piped = archive.equals(StandardInput.NAME);
      jobs.add(
          new ReportJob(
              piped ? input.file() : archive,
              ReportJob.Reading.of(piped ? input.file() : archive, allowed),
              folders.of(piped ? input.file().getFileName() : archive),
              formats,
              presentation,
              kmemTrace,
              progress));
    }
    for (Imports.Host host : foreign.hosts()) {
      Path name = foreign.name(host);
      jobs.add(
          new ReportJob(
              name,
              counting -> host.recording(),
              folders.of(name),
              formats,
              presentation,
              kmemTrace,
              progress));
    }
    return jobs;
  }
}
