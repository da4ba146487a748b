package io.memledger.forms.containers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What 'below dump system|process|cgroup -O json' prints: objects of texts, those of cgroups one in
 * another.
 */
public final class Below implements Form {
  /** Cgroups in one another. */
  private static final int DEEPEST = 64;

  @Override
  public String id() {
    return "below";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    String start = head.start().stripLeading();
    boolean json = start.startsWith("[") || start.startsWith("{");
    return json && start.contains("\"Timestamp\"") && start.contains("\"Datetime\"")
        ? Optional.of(Recognised.as("below dump"))
        : Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    BelowLook look = new BelowLook(into);
    try (JsonParser json = new JsonFactory().createParser(lines.bytes())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          object(json, look, "", 0);
        }
      }
    } finally {
      look.end();
    }
  }

  private static void object(JsonParser json, BelowLook look, String parent, int depth)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    String path = parent;
    boolean given = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isScalarValue()) {
        texts.put(name, json.getText());
      } else if (name.equals("children") && value == JsonToken.START_ARRAY && depth < DEEPEST) {
        path = look.put(texts, parent);
        given = true;
        while (json.nextToken() == JsonToken.START_OBJECT) {
          object(json, look, path, depth + 1);
        }
      } else {
        json.skipChildren();
      }
    }
    if (!given) {
      look.put(texts, parent);
    }
  }
}
