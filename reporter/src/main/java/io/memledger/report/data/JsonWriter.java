package io.memledger.report.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.ledger.Ledger;
import io.memledger.report.sections.FailedParts;
import io.memledger.report.words.Generator;
import io.memledger.report.words.Messages;
import io.memledger.report.words.ReaderWords;
import io.memledger.rule.Finding;
import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import io.memledger.series.HostFacts;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** report.json as REPORT-FORMAT.md has it, version 1: SI-free numbers, UTC, null for not known. */
public final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Direction overrides and the like cannot disturb whoever looks at the file.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /** Begins the names of parts that crash here. */
  private static final String JSON = "report.json: ";

  private final JsonFields out;
  private final Analysis analysis;
  private final Recording recording;
  private final Messages messages;

  private final FailedParts failed;

  private JsonWriter(JsonFields out, Analysis analysis, Messages messages, FailedParts failed) {
    this.out = out;
    this.failed = failed;
    this.analysis = analysis;
    this.recording = analysis.recording();
    this.messages = messages;
  }

  public static byte[] write(Analysis analysis, Messages messages) {
    return write(analysis, messages, FailedParts.of(messages, analysis));
  }

  /**
   * @param failed what crashed in the other forms of the report; a part that crashes here is added,
   *     and is null
   */
  public static byte[] write(Analysis analysis, Messages messages, FailedParts failed) {
    while (true) {
      try {
        return attempt(analysis, messages, failed);
      } catch (PartCrash crash) {
        // Half of the part is out already: all is written anew, without it.
        failed.add(crash.part, crash.cause);
      }
    }
  }

  private static byte[] attempt(Analysis analysis, Messages messages, FailedParts failed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      printer.indentObjectsWith(indenter);
      printer.indentArraysWith(indenter);
      generator.setPrettyPrinter(printer);
      new JsonWriter(new JsonFields(generator), analysis, messages, failed).report();
      generator.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private void report() throws IOException {
    out.open();
    out.text("format", "memledger-report");
    out.number("version", 1);
    out.text("generator", Generator.TEXT);
    out.text("language", messages.language().tag());
    part("archive", () -> archive(recording.archive()));
    part("host", () -> host(recording.hostFacts()));
    part("capture", () -> capture(recording.capture()));
    part("verdict", () -> new JsonVerdict(out, messages).write(analysis.verdict()));
    part("ledger", () -> ledger(analysis.ledger()));
    out.openList("findings");
    JsonFindings findings = new JsonFindings(out, recording, messages);
    for (Finding finding : analysis.findings()) {
      entry("finding " + finding.id(), () -> findings.write(finding));
    }
    out.closeList();
    out.openList("rules");
    for (RuleOutcome rule : analysis.rules()) {
      entry("rule " + rule.id(), () -> rule(rule));
    }
    out.closeList();
    failures();
    out.close();
  }

  /** Writes one part of the file. */
  private interface Part {
    void write() throws IOException;
  }

  /** A part crashed in the middle. */
  private static final class PartCrash extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String part;
    private final Throwable cause;

    PartCrash(String part, Throwable cause) {
      super(cause);
      this.part = part;
      this.cause = cause;
    }
  }

  /** A field, null if it crashes. */
  private void part(String field, Part part) throws IOException {
    if (failed.has(JSON + field)) {
      out.nothing(field);
    } else {
      guarded(JSON + field, part);
    }
  }

  /** An entry of a list, left out if it crashes. */
  private void entry(String name, Part part) throws IOException {
    if (!failed.has(JSON + name)) {
      guarded(JSON + name, part);
    }
  }

  private static void guarded(String name, Part part) throws IOException {
    try {
      part.write();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new PartCrash(name, e);
    }
  }

  private void failures() throws IOException {
    if (failed.reasons().isEmpty()) {
      return;
    }
    out.openList("failed_parts");
    for (Map.Entry<String, String> one : failed.reasons().entrySet()) {
      out.open();
      out.text("part", one.getKey());
      out.text("reason", one.getValue());
      out.close();
    }
    out.closeList();
  }

  private void rule(RuleOutcome rule) throws IOException {
    out.open();
    out.text("id", rule.id());
    out.text("title", messages.text(rule.title()));
    out.text("outcome", rule.outcome().id());
    out.text("reason", rule.reason() == null ? null : messages.render(rule.reason()));
    out.close();
  }

  private void archive(ArchiveFacts archive) throws IOException {
    out.open("archive");
    out.text("name", archive.name());
    out.text("sha256", archive.sha256());
    out.number("bytes", archive.bytes());
    out.flag("complete", archive.complete());
    out.texts("warnings", ReaderWords.of(archive.warnings(), messages));
    if (!archive.sources().isEmpty()) {
      out.openList("sources");
      for (SourceFacts one : archive.sources()) {
        source(one);
      }
      out.closeList();
    }
    out.close();
  }

  private void source(SourceFacts one) throws IOException {
    out.open();
    out.text("name", one.name());
    out.text("form", one.form());
    out.text("tool", one.tool());
    out.text("version", one.version());
    out.text("host", one.host());
    out.time("start", one.start());
    out.time("end", one.end());
    out.number("samples", one.samples());
    out.text("zone", one.zone());
    out.texts("warnings", ReaderWords.of(one.warnings(), messages));
    out.close();
  }

  private void host(HostFacts host) throws IOException {
    out.open("host");
    out.text("name", host.name());
    out.text("kernel", host.kernel());
    out.text("machine", host.machine());
    out.text("boot_id", host.bootId());
    out.whole("mem_total", host.memTotal());
    out.whole("swap_total", host.swapTotal());
    out.whole("cpus", host.cpus());
    out.close();
  }

  private void capture(CaptureFacts capture) throws IOException {
    out.open("capture");
    out.time("start", capture.start());
    out.time("end", capture.end());
    out.decimal("span_seconds", capture.spanSeconds());
    out.number("snapshots", capture.snapshots());
    out.decimal("interval_seconds", capture.intervalSeconds());
    out.openList("segments");
    for (CaptureFacts.Segment segment : capture.segments()) {
      out.open();
      out.time("start", segment.start());
      out.time("end", segment.end());
      out.text("begins_with", segment.beginsWith());
      out.close();
    }
    out.closeList();
    out.openList("missing_sources");
    for (CaptureFacts.MissingSource missing : capture.missing()) {
      out.open();
      out.text("path", missing.path());
      out.text("reason", ReaderWords.reason(missing, messages));
      out.texts("not_evaluated", analysis.notEvaluated().getOrDefault(missing.path(), List.of()));
      out.close();
    }
    out.closeList();
    out.open("collector");
    out.decimal("cpu_share", capture.collectorCpuShare());
    out.whole("peak_rss", capture.collectorPeakRss());
    out.close();
    out.close();
  }

  private void ledger(Ledger ledger) throws IOException {
    if (ledger == null) {
      out.nothing("ledger");
      return;
    }
    out.open("ledger");
    out.time("start", recording.at(ledger.startTime()));
    out.time("end", recording.at(ledger.endTime()));
    out.openList("lines");
    for (Ledger.Line line : ledger.lines()) {
      out.open();
      out.text("category", line.category().id());
      out.whole("start", line.start());
      out.whole("end", line.end());
      out.whole("delta", line.delta());
      out.close();
    }
    out.closeList();
    out.whole("available_delta", ledger.availableDelta());
    out.decimal("explained_share", ledger.explainedShare());
    out.close();
  }
}
