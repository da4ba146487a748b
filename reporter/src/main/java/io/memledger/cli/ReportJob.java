package io.memledger.cli;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.engine.Analysis;
import io.memledger.replay.Replay;
import io.memledger.report.Format;
import io.memledger.report.ReportWriter;
import io.memledger.report.page.Presentation;
import io.memledger.report.words.Messages;
import io.memledger.report.words.Names;
import io.memledger.rules.Rules;
import io.memledger.series.Recording;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/**
 * One archive from file to report.
 *
 * @param reading makes the recording
 * @param kmemTrace a trace of the kernel's allocations that is not in the archive; null for none
 */
record ReportJob(
    Path archive,
    Reading reading,
    Path folder,
    Set<Format> formats,
    Presentation presentation,
    Path kmemTrace,
    ProgressLine progress)
    implements Callable<ReportJob.Done> {

  /** Makes a recording, and tells how far it is. */
  interface Reading {
    Recording read(Progress progress);

    /** That of an archive. */
    static Reading of(Path archive, Limits limits) {
      return progress -> Replay.run(archive, limits, progress);
    }
  }

  /**
   * What came of it: the verdict, its sentence, and the files written.
   *
   * @param lost files whose writer crashed, with the reason
   */
  record Done(
      Verdict.Status status,
      String headline,
      List<Path> files,
      SortedMap<String, String> lost,
      ProgressLine progress) {
    void print(PrintWriter out) {
      progress.clear();
      out.println(status.id() + ": " + headline);
      for (Path file : files) {
        out.println("  " + Names.visible(file.toString()));
      }
    }
  }

  /** The archive's name, fit for a terminal. */
  String shown() {
    return Names.visible(archive.toString());
  }

  @Override
  public Done call() throws IOException {
    long bytes = Files.isRegularFile(archive) ? Files.size(archive) : 0;
    LongConsumer bar = progress.archive(bytes);
    Recording recording = reading.read((read, total) -> bar.accept(read));
    if (kmemTrace != null) {
      recording = KmemFile.added(recording, kmemTrace);
    }
    Analysis analysis = Rules.engine().analyse(recording);
    SortedMap<String, String> lost = ReportWriter.write(analysis, presentation, folder, formats);
    Verdict verdict = analysis.verdict();
    String headline =
        Messages.load(presentation.templates(), presentation.language()).render(verdict.headline());
    return new Done(verdict.status(), headline, files(lost.keySet()), lost, progress);
  }

  private List<Path> files(Set<String> lost) {
    List<Path> files = new ArrayList<>();
    for (Format format : new TreeSet<>(formats)) {
      String name =
          format == Format.CSV ? "csv" : "report." + format.name().toLowerCase(Locale.ROOT);
      if (!lost.contains(name)) {
        files.add(folder.resolve(name));
      }
    }
    return files;
  }
}
