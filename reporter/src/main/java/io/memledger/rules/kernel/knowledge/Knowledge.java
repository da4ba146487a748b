package io.memledger.rules.kernel.knowledge;

import io.memledger.rule.Wording;
import io.memledger.rules.judge.BroughtLines.Each;
import io.memledger.series.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What kernel objects are and why they pile up: templates/slab-knowledge_en.properties. The facts
 * are read from there whatever the language of the report; the texts are messages like any others.
 */
public final class Knowledge {
  private static final String FILE = "/templates/slab-knowledge_en.properties";
  private static final Pattern FACT =
      Pattern.compile(
          "knowledge\\.([a-z0-9-]+)\\.(caches|needs|classes|callers|holder|brings|keeps|line|object)");

  /** The holder of what lies in message queues. */
  private static final String QUEUES = "queues";

  /** Everything known, in the order of the ids. */
  static final List<Known> ALL = read();

  private Knowledge() {}

  /**
   * One kind of thing.
   *
   * @param caches names in slabinfo
   * @param needs objects that one such thing leaves, by alternative names of a cache; empty if it
   *     is no fingerprint
   * @param classes of descriptors
   * @param callers in vmallocinfo
   * @param queued whether it lies in message queues, which tell who wrote to them last
   * @param brings what each such thing takes on other lines of the ledger
   * @param keeps the line of which it is the kernel's own bookkeeping, with the bytes of it for one
   *     byte there, from the least to the most
   * @param line id of a ledger's line; null if it is not about a line
   * @param command for the next look; null for none
   * @param reports public reports in which it was seen; null for none
   */
  public record Known(
      String id,
      List<Pattern> caches,
      Map<List<String>, Double> needs,
      List<Pattern> classes,
      List<Pattern> callers,
      boolean queued,
      List<Each> brings,
      List<Each> keeps,
      String line,
      String command,
      String reports) {
    public Wording object() {
      return Wording.of("knowledge." + id + ".object");
    }

    Wording cause() {
      return Wording.of("knowledge." + id + ".cause");
    }

    /** The reports as a text of the project's own, which is never cut short as a name would be. */
    Wording seen() {
      return Wording.of("knowledge." + id + ".reports");
    }

    Wording check() {
      return Wording.of("knowledge." + id + ".check");
    }
  }

  public static Optional<Known> ofCache(String name) {
    return first(k -> matches(k.caches(), name));
  }

  static Optional<Known> ofClass(String type) {
    return first(k -> matches(k.classes(), type));
  }

  static Optional<Known> ofCaller(String name) {
    return first(k -> matches(k.callers(), name));
  }

  public static Optional<Known> ofLine(Category line) {
    return first(k -> line.id().equals(k.line()));
  }

  private static Optional<Known> first(Predicate<Known> fits) {
    return ALL.stream().filter(fits).findFirst();
  }

  private static boolean matches(List<Pattern> names, String name) {
    return names.stream().anyMatch(p -> p.matcher(name).matches());
  }

  private static List<Known> read() {
    Properties texts = new Properties();
    try (InputStream in = Knowledge.class.getResourceAsStream(FILE)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TreeSet<String> ids = new TreeSet<>();
    for (String key : texts.stringPropertyNames()) {
      var fact = FACT.matcher(key);
      // "knowledge.object.descriptors" and its like are sentences, not entries.
      if (fact.matches() && texts.containsKey("knowledge." + fact.group(1) + ".cause")) {
        ids.add(fact.group(1));
      }
    }
    List<Known> all = new ArrayList<>();
    for (String id : ids) {
      all.add(entry(texts, "knowledge." + id + ".", id));
    }
    return List.copyOf(all);
  }

  private static Known entry(Properties texts, String prefix, String id) {
    return new Known(
        id,
        patterns(texts.getProperty(prefix + "caches", "")),
        needs(texts.getProperty(prefix + "needs", "")),
        patterns(texts.getProperty(prefix + "classes", "")),
        patterns(texts.getProperty(prefix + "callers", "")),
        texts.getProperty(prefix + "holder", "").equals(QUEUES),
        lines(texts.getProperty(prefix + "brings", "")),
        lines(texts.getProperty(prefix + "keeps", "")),
        texts.getProperty(prefix + "line"),
        texts.getProperty(prefix + "command"),
        texts.getProperty(prefix + "reports"));
  }

  /** "TCP|TCPv6:1 filp:1". */
  private static Map<List<String>, Double> needs(String text) {
    Map<List<String>, Double> needs = new LinkedHashMap<>();
    for (String one : words(text)) {
      int colon = one.lastIndexOf(':');
      needs.put(
          List.of(one.substring(0, colon).split("\\|")), Double.valueOf(one.substring(colon + 1)));
    }
    return needs;
  }

  /** "unaccounted:256:131072". */
  private static List<Each> lines(String text) {
    return words(text).stream()
        .map(one -> one.split(":"))
        .map(p -> new Each(line(p[0]), Double.parseDouble(p[1]), Double.parseDouble(p[2])))
        .toList();
  }

  private static Category line(String id) {
    return Arrays.stream(Category.values())
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Pattern> patterns(String text) {
    return words(text).stream()
        .map(w -> Pattern.compile(Pattern.quote(w).replace("*", "\\E.*\\Q")))
        .toList();
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }
}
