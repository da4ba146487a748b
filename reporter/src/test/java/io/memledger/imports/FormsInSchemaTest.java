package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.memledger.forms.Form;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A report may come from any form: its schema must know them all, or the report fails itself. */
class FormsInSchemaTest {
  @Test
  void schemaKnowsEveryFormAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>();
    try (InputStream schema = Form.class.getResourceAsStream("/schema/report.schema.json")) {
      for (JsonNode parent : new ObjectMapper().readTree(schema).findParents("tool")) {
        parent.path("form").path("enum").forEach(id -> known.add(id.asText()));
      }
    }
    Set<String> forms = new TreeSet<>();
    Forms.all().forEach(form -> forms.add(form.id()));
    forms.add("proc");
    assertEquals(forms, known);
  }
}
