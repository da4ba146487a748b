package io.memledger.report.words;

import io.memledger.rule.Wording;
import io.memledger.rule.Wording.Quantity;
import io.memledger.series.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The sentences of rules, verdict and report chrome in one language, from
 * templates/messages_&lt;lang&gt;.properties. What a translation lacks is English; a missing key is
 * shown as the key, so that a report is never lost over a sentence.
 */
public final class Messages {
  private final Language language;
  private final Properties texts;
  private final Amounts amounts;
  private final SortedSet<String> missing = new ConcurrentSkipListSet<>();

  private Messages(Language language, Properties texts) {
    this.language = language;
    this.texts = texts;
    this.amounts = new Amounts(this);
  }

  /** The English ones. */
  public static Messages load(Path templates) {
    return load(templates, Language.ENGLISH);
  }

  /**
   * @param templates folder whose files take the place of single keys; null for none
   */
  public static Messages load(Path templates, Language language) {
    Properties texts = new Properties();
    for (Language one : List.of(Language.ENGLISH, language)) {
      readShippedAndOwn(texts, one.knowledge(), templates);
      readShippedAndOwn(texts, one.bundle(), templates);
    }
    return new Messages(language, texts);
  }

  private static void readShippedAndOwn(Properties texts, String file, Path templates) {
    try (InputStream in = Messages.class.getResourceAsStream("/templates/" + file)) {
      read(texts, in);
      Path own = templates == null ? null : templates.resolve(file);
      if (own != null && Files.exists(own)) {
        if (!Files.isRegularFile(own) || !own.toRealPath().startsWith(templates.toRealPath())) {
          throw new IOException(file + " leads out of the folder of templates");
        }
        try (InputStream more = Files.newInputStream(own)) {
          read(texts, more);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Properties texts, InputStream in) throws IOException {
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
  }

  public Language language() {
    return language;
  }

  /** Numbers and times in this language. */
  public Amounts amounts() {
    return amounts;
  }

  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /** The sentence of a key without places to fill. */
  public String text(String key) {
    return render(Wording.of(key));
  }

  /** The sentence of a key with its places unfilled. */
  String pattern(String key) {
    if (!has(key)) {
      missing.add(key);
    }
    return texts.getProperty(key, key);
  }

  /** A piece of evidence in words. */
  public String evidence(String name) {
    return new EvidenceNames(this).words(name);
  }

  /** A metric in words, a line of the ledger by the line's; test-made ones by their own name. */
  public String metric(Metric metric) {
    String key =
        metric
            .line()
            .map(line -> "report.category." + line.id())
            .orElse("report.metric." + metric.name());
    return has(key) ? text(key) : metric.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The sentence, its {name} places filled. */
  public String render(Wording wording) {
    return render(pattern(wording.key()), wording);
  }

  private String render(String pattern, Wording wording) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('{', at);
      int close = open < 0 ? -1 : Plurals.closing(pattern, open);
      if (close < 0) {
        break;
      }
      out.append(pattern, at, open).append(place(pattern.substring(open + 1, close), wording));
      at = close + 1;
    }
    return out.append(pattern.substring(at)).toString();
  }

  /** {@code name}, or {@code name, plural, branches}. */
  private String place(String inside, Wording wording) {
    String[] parts = inside.split(",", 3);
    String name = parts[0].strip();
    Object value = wording.args().get(name);
    if (value == null) {
      missing.add(wording.key() + "{" + name + "}");
      return "{" + inside + "}";
    }
    if (parts.length < 3) {
      return filled(value);
    }
    return Plurals.branch(parts[2], value)
        .map(branch -> render(branch.replace("#", filled(value)), wording))
        .orElseGet(() -> filled(value));
  }

  private String filled(Object value) {
    if (value instanceof Quantity quantity) {
      return amounts.quantity(quantity);
    }
    if (value instanceof Instant time) {
      return Numbers.time(time);
    }
    if (value instanceof Wording inner) {
      return render(inner);
    }
    return Names.shown((String) value);
  }

  /** All sentences, for whoever must know what characters they are made of. */
  String all() {
    return String.join(
        "", new java.util.TreeMap<>(texts).values().stream().map(String::valueOf).toList());
  }

  /** Keys and places asked for and not found, for the test that wants none. */
  public SortedSet<String> missing() {
    return new TreeSet<>(missing);
  }
}
