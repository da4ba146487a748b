package io.memledger.forms.atop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import java.io.IOException;
import java.util.Optional;

/** What atop -J prints: an object for each look. */
public final class AtopJson implements Form {
  private static final String TOOL = "atop -J";

  @Override
  public String id() {
    return "atop-json";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    String start = head.start();
    return start.startsWith("{\"host\"")
            && start.contains("\"timestamp\"")
            && start.contains("\"elapsed\"")
        ? Optional.of(Recognised.as(TOOL))
        : Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(lines.bytes())) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          look(json, into);
        }
      }
    }
  }

  private static void look(JsonParser json, Looks into) throws IOException {
    AtopObject look = new AtopObject();
    try {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("MEM") || name.equals("SWP")) {
          look.memory(json);
        } else if (name.equals("PRG") || name.equals("PRM")) {
          look.processes(json);
        } else if (value == JsonToken.START_ARRAY || value == JsonToken.START_OBJECT) {
          json.skipChildren();
        } else if (name.equals("host")) {
          into.host(json.getText());
        } else if (name.equals("timestamp")) {
          look.time(json.getValueAsLong());
        }
      }
    } catch (JsonProcessingException e) {
      // The last object of a file that is cut: what it tells is not all.
      throw new IOException("cut", e);
    }
    look.give(into);
  }
}
