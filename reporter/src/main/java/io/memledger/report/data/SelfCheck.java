package io.memledger.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.memledger.engine.Analysis;
import io.memledger.engine.Failure;
import io.memledger.report.words.Messages;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a report says of itself before it is written: whether report.json is as its schema has it,
 * and whether the ledger's lines sum to MemTotal. A reader must not have to find out.
 */
public final class SelfCheck {
  private static final String SCHEMA = "/schema/report.schema.json";

  /** Faults that are told; the first says what is wrong, a thousand more do not. */
  private static final int MOST_TOLD = 5;

  private SelfCheck() {}

  /** The analysis, with each check that failed as a part that the report lacks. */
  public static Analysis of(Analysis analysis, Messages messages) {
    List<Failure> failed = new ArrayList<>(analysis.failures());
    try {
      JsonNode report = JsonMapper.builder().build().readTree(JsonWriter.write(analysis, messages));
      failed.addAll(failures(report, analysis.recording().first(), analysis.recording().last()));
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError crash) {
      failed.add(new Failure(Failure.CHECK + "schema", Failure.reason(crash)));
    }
    return new Analysis(
        analysis.recording(),
        analysis.ledger(),
        analysis.verdict(),
        analysis.findings(),
        analysis.rules(),
        analysis.notEvaluated(),
        failed);
  }

  static List<Failure> failures(JsonNode report, Optional<Moment> first, Optional<Moment> last) {
    List<Failure> failed = new ArrayList<>();
    List<String> faults = new SchemaCheck(schema()).faults(report);
    if (!faults.isEmpty()) {
      String told = String.join(", ", faults.subList(0, Math.min(MOST_TOLD, faults.size())));
      failed.add(new Failure(Failure.CHECK + "schema", told));
    }
    List<String> sums = new ArrayList<>();
    sum(report, "start", first).ifPresent(sums::add);
    sum(report, "end", last).ifPresent(sums::add);
    for (JsonNode line : report.path("ledger").path("lines")) {
      if (line.get("end").asLong() - line.get("start").asLong() != line.get("delta").asLong()) {
        sums.add(line.get("category").asText() + ": delta");
      }
    }
    if (!sums.isEmpty()) {
      failed.add(new Failure(Failure.CHECK + "ledger", String.join(", ", sums)));
    }
    return failed;
  }

  /** What is wrong with the sum of the lines at one end; empty if nothing is. */
  private static Optional<String> sum(JsonNode report, String end, Optional<Moment> moment) {
    JsonNode lines = report.path("ledger").path("lines");
    OptionalDouble total = moment.map(m -> m.get(Metric.MEM_TOTAL)).orElse(OptionalDouble.empty());
    if (lines.isEmpty() || total.isEmpty()) {
      return Optional.empty();
    }
    long sum = 0;
    for (JsonNode line : lines) {
      sum += line.get(end).asLong();
    }
    long wanted = (long) Math.rint(total.getAsDouble());
    return sum == wanted
        ? Optional.empty()
        : Optional.of(end + ": " + sum + ", MemTotal " + wanted);
  }

  private static JsonNode schema() {
    try (InputStream in = SelfCheck.class.getResourceAsStream(SCHEMA)) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
