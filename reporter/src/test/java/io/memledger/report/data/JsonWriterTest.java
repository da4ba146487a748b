package io.memledger.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.memledger.engine.Analysis;
import io.memledger.report.MadeUp;
import io.memledger.report.sections.OwnLimits;
import io.memledger.report.words.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static JsonNode written(Analysis analysis) throws IOException {
    return new ObjectMapper().readTree(JsonWriter.write(analysis, Messages.load(null)));
  }

  private static void validates(Analysis analysis) throws IOException {
    try (InputStream in = JsonWriterTest.class.getResourceAsStream("/schema/report.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
      String text =
          new String(JsonWriter.write(analysis, Messages.load(null)), StandardCharsets.UTF_8);
      assertEquals(List.of(), schema.validate(text, InputFormat.JSON));
    }
  }

  @Test
  void keepsToTheSchema() throws IOException {
    validates(MadeUp.leak());
    validates(MadeUp.hostile());
  }

  @Test
  void keepsToTheSchemaWhereNextToNothingIsKnown() throws IOException {
    validates(MadeUp.healthy());
  }

  @Test
  void whatIsNotKnownIsNull() throws IOException {
    JsonNode report = written(MadeUp.healthy());
    assertTrue(report.at("/host/mem_total").isNull());
    assertTrue(report.at("/capture/interval_seconds").isNull());
    assertTrue(report.at("/verdict/confidence").isNull());
    assertTrue(report.get("ledger").isNull());
  }

  @Test
  void linesOfTheLedgerSumToMemTotal() throws IOException {
    JsonNode report = written(MadeUp.leak());
    long start = 0;
    long end = 0;
    for (JsonNode line : report.at("/ledger/lines")) {
      start += line.get("start").longValue();
      end += line.get("end").longValue();
    }
    // The made-up lines have fractions of bytes, which real ones have not.
    assertEquals(report.at("/host/mem_total").longValue(), start, 14);
    assertEquals(report.at("/host/mem_total").longValue(), end, 14);
  }

  @Test
  void namesTheMountThatIsFullFirst() throws IOException {
    validates(OwnLimits.spool());
    JsonNode verdict = written(OwnLimits.spool()).get("verdict");
    assertEquals("tmpfs:/dev/shm", verdict.at("/exhaustion/limit").textValue());
    assertTrue(written(OwnLimits.reserved()).at("/verdict/exhaustion").isNull());
  }

  @Test
  void tellsWhenAProcessCanOpenNoMore() throws IOException {
    JsonNode end = written(MadeUp.leak()).at("/verdict/descriptor_exhaustion");
    assertEquals(1234, end.get("pid").intValue());
    assertEquals(1024, end.get("limit").intValue());
    assertEquals(21_000, end.get("seconds").doubleValue());
    assertTrue(end.get("seconds_high").isNull());
    assertTrue(written(MadeUp.healthy()).at("/verdict/descriptor_exhaustion").isNull());
  }

  @Test
  void namesStayAsTheyWere() throws IOException {
    JsonNode report = written(MadeUp.hostile());
    assertEquals(MadeUp.IMAGE, report.at("/host/name").asText());
    assertEquals(MadeUp.SCRIPT, report.at("/findings/0/culprit/name").asText());
  }
}
