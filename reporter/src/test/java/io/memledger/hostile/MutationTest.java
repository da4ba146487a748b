package io.memledger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.UncheckedIOException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that an archive can hold breaks a report (Mutator; README, How hard it is to break). */
class MutationTest {
  private static final int INPUTS = Integer.getInteger("mutations", 300);
  private static final long FIRST_SEED = Long.getLong("mutation.seed", 1);

  /** Every so many inputs the page, the tables and the Markdown are made too. */
  private static final int PAGES_EVERY = 100;

  /** Snapshots of an input: enough for all rules to judge it. */
  private static final int LOOKS = 22;

  /** Lines of each file and processes of each snapshot that stay: what is judged, and fast. */
  private static final int LINES = 25;

  private static final int PROCESSES = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void noMutationBreaksAReport() {
    List<SortedMap<String, String>> sample = sample();
    AtomicInteger reports = new AtomicInteger();
    List<String> faults =
        LongStream.range(FIRST_SEED, FIRST_SEED + INPUTS)
            .parallel()
            .mapToObj(seed -> faults(seed, sample, reports).map(f -> "seed " + seed + ": " + f))
            .flatMap(all -> all)
            .toList();
    assertEquals(List.of(), faults);
    assertTrue(
        reports.get() > INPUTS / 2, reports + " reports: mutations are too coarse to test much");
  }

  private Stream<String> faults(
      long seed, List<SortedMap<String, String>> sample, AtomicInteger reports) {
    Path place = folder.resolve(String.valueOf(seed));
    try {
      Path file = Files.createDirectories(place).resolve("m.tar");
      Files.write(file, new Mutator(seed).archive(sample));
      Analysis analysis =
          Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE));
      List<String> faults = written(analysis, place, seed % PAGES_EVERY == 0);
      reports.incrementAndGet();
      return faults.stream();
    } catch (ArchiveException refused) {
      return refused.getMessage().length() > 20 ? Stream.empty() : Stream.of("no reason");
    } catch (IOException | RuntimeException | StackOverflowError crash) {
      return Stream.of(crash + " at " + List.of(crash.getStackTrace()).stream().limit(4).toList());
    } finally {
      removed(place);
    }
  }

  /** What is wrong with the report of an analysis, which checks schema and sums itself. */
  private static List<String> written(Analysis analysis, Path out, boolean pages)
      throws IOException {
    Set<Format> formats =
        pages
            ? EnumSet.of(Format.JSON, Format.HTML, Format.CSV, Format.MD)
            : EnumSet.of(Format.JSON);
    List<String> faults = new ArrayList<>();
    ReportWriter.write(analysis, out, formats, null).forEach((k, v) -> faults.add(k + " " + v));
    JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
    report.path("failed_parts").forEach(part -> faults.add(part.toString()));
    for (JsonNode rule : report.get("rules")) {
      if (rule.get("outcome").asText().equals("failed")) {
        faults.add(rule.toString());
      }
    }
    if (pages) {
      if (Files.readString(out.resolve("report.html")).contains("<script>alert")) {
        faults.add("markup of the archive in the page");
      }
      faults.addAll(SafeTables.formulas(out.resolve("csv")));
    }
    return faults;
  }

  private static void removed(Path place) {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of some snapshots of a real capture, cut short. */
  private static List<SortedMap<String, String>> sample() {
    Path archive =
        Stream.of("samples", "../samples")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow()
            .resolve("heap-leak.tar.gz");
    List<SortedMap<String, String>> all = new ArrayList<>();
    for (Map.Entry<Long, SortedMap<String, byte[]>> one : Expanded.of(archive, LOOKS).snapshots()) {
      SortedMap<String, String> texts = new TreeMap<>();
      Set<String> pids =
          one.getValue().keySet().stream()
              .filter(path -> path.matches("proc/\\d+/.*"))
              .map(path -> path.split("/")[1])
              .distinct()
              .limit(PROCESSES)
              .collect(Collectors.toSet());
      one.getValue()
          .forEach(
              (path, text) -> {
                if (!path.matches("proc/\\d+/.*") || pids.contains(path.split("/")[1])) {
                  texts.put(path, cut(new String(text, StandardCharsets.UTF_8)));
                }
              });
      all.add(texts);
    }
    return all;
  }

  private static String cut(String text) {
    return text.lines().limit(LINES).collect(Collectors.joining("\n", "", "\n"));
  }
}
