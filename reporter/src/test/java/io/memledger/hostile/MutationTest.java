package io.memledger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.engine.Analysis;
import io.memledger.replay.Expanded;
import io.memledger.replay.Replay;
import io.memledger.report.Format;
import io.memledger.report.ReportWriter;
import io.memledger.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that an archive can hold breaks a report (Mutator; README, How hard it is to break). */
class MutationTest {
  private static final int INPUTS = Integer.getInteger("mutations", 300);
  private static final long FIRST_SEED = Long.getLong("mutation.seed", 1);

  /** Every so many inputs the page, the tables and the Markdown are made too. */
  private static final int PAGES_EVERY = 10;

  @TempDir Path folder;

  @Test
  void noMutationBreaksAReport() throws IOException {
    List<SortedMap<String, String>> sample = sample();
    Schema schema = schema();
    int reports = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + INPUTS; seed++) {
      Path file = folder.resolve("m.tar");
      Files.write(file, new Mutator(seed).archive(sample));
      try {
        Analysis analysis =
            Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE));
        check(seed, analysis, schema);
        reports++;
      } catch (ArchiveException refused) {
        assertTrue(
            refused.getMessage().length() > 20, "seed " + seed + " is refused with a reason");
      } catch (RuntimeException | StackOverflowError crash) {
        fail("seed " + seed, crash);
      }
    }
    assertTrue(reports > INPUTS / 2, reports + " reports: mutations are too coarse to test much");
  }

  private void check(long seed, Analysis analysis, Schema schema) throws IOException {
    boolean pages = seed % PAGES_EVERY == 0;
    Path out = Files.createDirectories(folder.resolve("out"));
    Set<Format> formats =
        pages
            ? EnumSet.of(Format.JSON, Format.HTML, Format.CSV, Format.MD)
            : EnumSet.of(Format.JSON);
    assertEquals(Map.of(), ReportWriter.write(analysis, out, formats, null), "seed " + seed);
    String json = Files.readString(out.resolve("report.json"));
    assertEquals(List.of(), schema.validate(json, InputFormat.JSON), "seed " + seed);
    JsonNode report = new ObjectMapper().readTree(json);
    assertTrue(report.path("failed_parts").isEmpty(), "seed " + seed + report.path("failed_parts"));
    for (JsonNode rule : report.get("rules")) {
      assertTrue(!rule.get("outcome").asText().equals("failed"), "seed " + seed + rule);
    }
    if (!report.path("ledger").isEmpty()) {
      sums(seed, analysis, report.get("ledger").get("lines"));
    }
    if (pages) {
      String page = Files.readString(out.resolve("report.html"));
      assertTrue(!page.contains("<script>alert"), "seed " + seed);
      assertEquals(List.of(), SafeTables.formulas(out.resolve("csv")), "seed " + seed);
    }
  }

  private static void sums(long seed, Analysis analysis, JsonNode lines) {
    long end = 0;
    for (JsonNode line : lines) {
      end += line.get("end").asLong();
    }
    double total =
        analysis
            .recording()
            .last()
            .flatMap(m -> m.get(io.memledger.series.Metric.MEM_TOTAL).stream().boxed().findFirst())
            .orElseThrow();
    assertEquals((long) total, end, "seed " + seed + ": the ledger's lines sum to MemTotal");
  }

  /** The texts of some snapshots of a real capture. */
  private static List<SortedMap<String, String>> sample() {
    Path archive =
        Stream.of("samples", "../samples")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow()
            .resolve("heap-leak.tar.gz");
    List<SortedMap<String, String>> all = new ArrayList<>();
    for (Map.Entry<Long, SortedMap<String, byte[]>> one : Expanded.of(archive, 24).snapshots()) {
      SortedMap<String, String> texts = new TreeMap<>();
      one.getValue()
          .forEach((path, text) -> texts.put(path, new String(text, StandardCharsets.UTF_8)));
      all.add(texts);
    }
    return all;
  }

  private static Schema schema() throws IOException {
    try (InputStream in = MutationTest.class.getResourceAsStream("/schema/report.schema.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    }
  }
}
