package io.memledger.rules;

import io.memledger.rule.Wording;
import io.memledger.rule.Wording.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders wordings for tests: plain numbers, and an error for a key or a place that is missing. */
public final class Bundle {
  /** A place, or the branch of a plural that is for most numbers. */
  private static final Pattern PLACE =
      Pattern.compile("\\{([a-z]+)(?:, plural,.*?other \\{([^}]*)\\}\\s*)?\\}");

  private final Properties texts = new Properties();

  public Bundle() {
    load("slab-knowledge_en.properties");
    load("messages_en.properties");
  }

  private void load(String file) {
    try (InputStream in = Bundle.class.getResourceAsStream("/templates/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /** A message as it stands, its places unfilled. */
  public String text(String key) {
    return texts.getProperty(key);
  }

  public String render(Wording wording) {
    String text = texts.getProperty(wording.key());
    if (text == null) {
      throw new IllegalStateException("no message " + wording.key());
    }
    return PLACE
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(filled(wording, m.group(1), m.group(2))));
  }

  private String filled(Wording wording, String place, String branch) {
    String value = value(wording, place);
    return branch == null ? value : branch.replace("#", value);
  }

  private String value(Wording wording, String place) {
    Map<String, Object> args = wording.args();
    Object value = args.get(place);
    if (value == null) {
      throw new IllegalStateException("no {" + place + "} for " + wording.key());
    }
    if (value instanceof Wording inner) {
      return render(inner);
    }
    if (value instanceof Quantity q) {
      return String.format(Locale.ROOT, "%.0f %s", q.value(), q.unit().id());
    }
    return value.toString();
  }
}
