package io.memledger.imports;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.engine.Analysis;
import io.memledger.rule.Finding;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is understood and judged of files of other tools, as rows of a table. */
final class ImportLine {
  private static final double MIB = 1 << 20;

  private ImportLine() {}

  /** One row a host and one a file that cannot be used. */
  static List<String> of(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(file);
      for (Imports.Host host : imports.hosts()) {
        rows.add(host(host));
      }
      imports.unusable().forEach((name, why) -> rows.add("unusable: " + why));
      imports.unknown().forEach(name -> rows.add("unknown: " + name));
    } catch (ArchiveException e) {
      rows.add("refused: " + e.getMessage());
    }
    return rows;
  }

  private static String host(Imports.Host host) {
    List<SourceFacts> sources = host.sources();
    Recording recording = host.recording();
    Analysis analysis = Rules.engine().analyse(recording);
    SourceFacts first = sources.get(0);
    String tools =
        sources.size() > 1
            ? sources.size() + " files"
            : (first.tool() + " " + first.version()).trim();
    String zones =
        sources.stream().map(SourceFacts::zone).distinct().collect(Collectors.joining("+"));
    String warnings =
        sources.stream()
            .flatMap(one -> one.warnings().stream())
            .map(Warning::kind)
            .map(Warning.Kind::id)
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return String.join(
        " | ",
        tools,
        host.name().isEmpty() ? "-" : host.name(),
        recording.samples() == 0 ? "-" : recording.at(recording.from()).toString(),
        String.format(Locale.ROOT, "%.0f s", recording.span()),
        recording.samples() + " looks",
        zones.isEmpty() ? "-" : zones,
        ends(recording, Metric.MEM_TOTAL),
        ends(recording, Metric.MEM_FREE),
        ends(recording, Metric.MEM_AVAILABLE),
        analysis.verdict().status().id() + " (" + analysis.verdict().headline().key() + ")",
        leaks(analysis),
        warnings.isEmpty() ? "-" : warnings);
  }

  /** First and last value in MiB. */
  private static String ends(Recording recording, Metric metric) {
    return recording
        .host(metric)
        .map(
            s ->
                String.format(
                    Locale.ROOT, "%.0f to %.0f", s.first().value() / MIB, s.last().value() / MIB))
        .orElse("-");
  }

  private static String leaks(Analysis analysis) {
    String all =
        analysis.findings().stream()
            .filter(one -> one.status().isLeak() || one.leadsNotices())
            .map(ImportLine::finding)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
  }

  private static String finding(Finding one) {
    return one.status().id()
        + " "
        + one.rule().id()
        + " "
        + one.claim().subject().name()
        + String.format(Locale.ROOT, " %.0f KiB/s", one.claim().growth().rate() / 1024 / 3600);
  }
}
