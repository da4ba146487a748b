package io.memledger.report;

import io.memledger.rule.Wording;
import io.memledger.rule.Wording.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The sentences of rules, verdict and report chrome, from templates/messages_en.properties. A
 * missing key is shown as the key, so that a report is never lost over a sentence.
 */
public final class Messages {
  private static final String FILE = "messages_en.properties";

  private final Properties texts;
  private final SortedSet<String> missing = new TreeSet<>();

  private Messages(Properties texts) {
    this.texts = texts;
  }

  /**
   * @param templates folder whose file takes the place of single keys; null for none
   */
  public static Messages load(Path templates) {
    Properties texts = new Properties();
    try (InputStream in = Messages.class.getResourceAsStream("/templates/" + FILE)) {
      read(texts, in);
      Path own = templates == null ? null : templates.resolve(FILE);
      if (own != null && Files.exists(own)) {
        try (InputStream more = Files.newInputStream(own)) {
          read(texts, more);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Messages(texts);
  }

  private static void read(Properties texts, InputStream in) throws IOException {
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** The sentence of a key without places to fill. */
  String text(String key) {
    return render(Wording.of(key));
  }

  /** The sentence, its {name} places filled. */
  public String render(Wording wording) {
    String pattern = texts.getProperty(wording.key());
    if (pattern == null) {
      missing.add(wording.key());
      return wording.key();
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('{', at);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String name = pattern.substring(open + 1, close);
      Object value = wording.args().get(name);
      out.append(pattern, at, open);
      if (value == null) {
        missing.add(wording.key() + "{" + name + "}");
        out.append('{').append(name).append('}');
      } else {
        out.append(filled(value));
      }
      at = close + 1;
    }
    return out.append(pattern.substring(at)).toString();
  }

  private String filled(Object value) {
    if (value instanceof Quantity quantity) {
      return Numbers.quantity(quantity);
    }
    if (value instanceof Instant time) {
      return Numbers.time(time);
    }
    if (value instanceof Wording inner) {
      return render(inner);
    }
    return Names.shown((String) value);
  }

  /** Keys and places asked for and not found, for the test that wants none. */
  public SortedSet<String> missing() {
    return new TreeSet<>(missing);
  }
}
