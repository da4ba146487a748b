package io.memledger.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.memledger.engine.Analysis;
import io.memledger.engine.Failure;
import io.memledger.ledger.Ledger;
import io.memledger.report.Format;
import io.memledger.report.MadeUp;
import io.memledger.report.ReportWriter;
import io.memledger.report.words.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Each value of a report taken out, and put as something else, is judged as by a whole validator.
   */
  @Test
  void judgesAsAWholeValidatorDoes() throws IOException {
    String text = schemaText();
    Schema whole =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    SchemaCheck own = new SchemaCheck(JSON.readTree(text));
    JsonNode report = report(MadeUp.leak());
    assertEquals(List.of(), own.faults(report));
    int broken = 0;
    for (JsonNode changed : changed(report)) {
      boolean valid = whole.validate(changed.toString(), InputFormat.JSON).isEmpty();
      assertEquals(valid, own.faults(changed).isEmpty(), changed::toString);
      broken += valid ? 0 : 1;
    }
    assertTrue(broken > 100, broken + " of the changes break the schema");
  }

  private static List<JsonNode> changed(JsonNode report) {
    List<JsonNode> all = new ArrayList<>();
    List<String> pointers = new ArrayList<>();
    pointers(report, "", pointers);
    List<JsonNode> others =
        List.of(
            JSON.nullNode(),
            JSON.getNodeFactory().textNode(""),
            JSON.getNodeFactory().textNode("cgroup:/x"),
            JSON.getNodeFactory().numberNode(-1),
            JSON.getNodeFactory().numberNode(1.5),
            JSON.getNodeFactory().numberNode(2.0),
            JSON.getNodeFactory().booleanNode(true),
            JSON.createArrayNode(),
            JSON.createObjectNode());
    for (String pointer : pointers) {
      for (JsonNode other : others) {
        all.add(with(report, pointer, (parent, key) -> put(parent, key, other)));
      }
      all.add(with(report, pointer, SelfCheckTest::remove));
    }
    return all;
  }

  private interface Change {
    void at(JsonNode parent, String key);
  }

  private static JsonNode with(JsonNode report, String pointer, Change change) {
    JsonNode copy = report.deepCopy();
    int slash = pointer.lastIndexOf('/');
    change.at(copy.at(pointer.substring(0, slash)), pointer.substring(slash + 1));
    return copy;
  }

  private static void put(JsonNode parent, String key, JsonNode value) {
    if (parent instanceof ObjectNode object) {
      object.set(key, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(key), value);
    }
  }

  private static void remove(JsonNode parent, String key) {
    if (parent instanceof ObjectNode object) {
      object.remove(key);
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(key));
    }
  }

  /** Of lists the first entries only: the rest are alike. */
  private static void pointers(JsonNode node, String at, List<String> to) {
    if (node.isObject()) {
      node.properties().forEach(f -> add(f.getValue(), at + "/" + f.getKey(), to));
    }
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      add(node.get(i), at + "/" + i, to);
    }
  }

  private static void add(JsonNode node, String at, List<String> to) {
    to.add(at);
    pointers(node, at, to);
  }

  @Test
  void sumsThatAreOffAreTold() {
    Analysis analysis = MadeUp.leak();
    assertEquals(List.of(), failures(analysis, report -> {}));
    List<Failure> failed =
        failures(
            analysis,
            report -> {
              ObjectNode line = (ObjectNode) report.at("/ledger/lines/0");
              line.put("end", line.get("end").asLong() + 1);
            });
    assertEquals(1, failed.size());
    assertEquals("check-ledger", failed.get(0).part());
    assertTrue(failed.get(0).reason().startsWith("end: "), failed.get(0).reason());
    assertTrue(failed.get(0).reason().endsWith(": delta"), failed.get(0).reason());
  }

  @Test
  void whatFailsStandsInTheReport(@TempDir Path dir) throws IOException {
    Analysis wrong = unbalanced(MadeUp.leak());
    SortedMap<String, String> lost =
        ReportWriter.write(wrong, dir, EnumSet.of(Format.JSON, Format.HTML, Format.MD), null);
    assertEquals(List.of("check-ledger"), List.copyOf(lost.keySet()));
    JsonNode parts = JSON.readTree(dir.resolve("report.json").toFile()).get("failed_parts");
    assertEquals("check-ledger", parts.get(0).get("part").asText());
    String html = Files.readString(dir.resolve("report.html"));
    String quality = html.substring(html.indexOf("<section id=\"quality\""));
    assertTrue(quality.contains("do not sum to MemTotal"), "a line of data quality");
    assertEquals(
        Map.of(),
        ReportWriter.write(MadeUp.leak(), dir, EnumSet.of(Format.JSON), null),
        "and a sound one fails nothing");
  }

  private static Analysis unbalanced(Analysis sound) {
    Ledger ledger = sound.ledger();
    List<Ledger.Line> lines = new ArrayList<>(ledger.lines());
    Ledger.Line line = lines.get(0);
    lines.set(
        0,
        new Ledger.Line(
            line.category(), line.start(), line.end() + 4096, line.members(), line.unexplained()));
    return new Analysis(
        sound.recording(),
        new Ledger(
            ledger.startTime(),
            ledger.endTime(),
            lines,
            ledger.availableDelta(),
            ledger.explainedShare(),
            ledger.notes()),
        sound.verdict(),
        sound.findings(),
        sound.rules(),
        sound.notEvaluated(),
        sound.failures());
  }

  private static List<Failure> failures(Analysis analysis, Consumer<JsonNode> change) {
    JsonNode report = report(analysis);
    change.accept(report);
    return SelfCheck.failures(report, analysis.recording().first(), analysis.recording().last());
  }

  private static JsonNode report(Analysis analysis) {
    try {
      return JSON.readTree(JsonWriter.write(analysis, Messages.load(null)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String schemaText() throws IOException {
    try (InputStream in = SelfCheckTest.class.getResourceAsStream("/schema/report.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
