package io.memledger.forms.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The answer of Prometheus to query_range, or to query: JSON with [epoch, "number"] of series. */
public final class QueryRange implements Form {
  private static final Pattern FIRST =
      Pattern.compile("\"resultType\"\\s*:\\s*\"(matrix|vector)\"");

  private static final Pattern NAMED = Pattern.compile("\"__name__\"\\s*:");
  private static final String QUERY =
      "query {__name__=~\"node_memory_.+\"} for a host, container_memory_working_set_bytes for"
          + " containers, without a function around it";

  /** Samples of one series. */
  private static final int MOST = 5_000_000;

  @Override
  public String id() {
    return "query-range";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    String start = head.start();
    return start.stripLeading().startsWith("{") && FIRST.matcher(start).find()
        ? Optional.of(Recognised.as("Prometheus query"))
        : Optional.empty();
  }

  @Override
  public String nothing(Head head) {
    return NAMED.matcher(head.start()).find()
        ? "nothing about memory in it; " + QUERY
        : "its series have no __name__, as functions such as sum() and rate() drop it; " + QUERY;
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    PromSeries all = new PromSeries();
    try (JsonParser json = new JsonFactory().createParser(lines.bytes())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("result")) {
          json.nextToken();
          while (json.nextToken() == JsonToken.START_OBJECT) {
            series(json, all);
          }
        }
      }
    } finally {
      all.give(into);
    }
  }

  private static void series(JsonParser json, PromSeries all) throws IOException {
    Map<String, String> labels = new HashMap<>();
    List<double[]> samples = new ArrayList<>();
    try {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("metric") && value == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String label = json.currentName();
            json.nextToken();
            labels.put(label, json.getText());
            json.skipChildren();
          }
        } else if (name.equals("values") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_ARRAY) {
            sample(json, samples);
          }
        } else if (name.equals("value") && value == JsonToken.START_ARRAY) {
          sample(json, samples);
        } else {
          json.skipChildren();
        }
      }
    } finally {
      String name = labels.getOrDefault("__name__", "");
      for (double[] one : samples) {
        all.put(name, labels, one[1], Math.round(one[0] * 1000));
      }
    }
  }

  private static void sample(JsonParser json, List<double[]> into) throws IOException {
    double[] read = {Double.NaN, Double.NaN};
    int at = 0;
    for (JsonToken one = json.nextToken();
        one != null && one != JsonToken.END_ARRAY;
        one = json.nextToken()) {
      if (at < 2 && one.isScalarValue()) {
        read[at] = PromLine.number(json.getText());
      }
      json.skipChildren();
      at++;
    }
    if (read[0] > 0 && read[0] < 1e11 && into.size() < MOST) {
      into.add(read);
    }
  }
}
