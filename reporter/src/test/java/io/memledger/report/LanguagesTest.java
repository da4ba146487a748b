package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.words.Amounts;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.report.words.ReaderWords;
import io.memledger.rule.MissingWords;
import io.memledger.rule.Wording;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.Metric;
import io.memledger.series.MissingReason;
import io.memledger.series.Unit;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every language says everything, with the same places to fill, and nothing that nobody asks. */
class LanguagesTest {
  private static final Path TEMPLATES = Path.of("../templates");

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(?=[,}])");

  /** A branch of a plural that is a word alone looks like a place. */
  private static final Pattern BRANCH =
      Pattern.compile("(?<![a-z])(?:=\\d+|one|other) \\{([^{}]*)\\}");

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** Keys of these are put together from a name of the program's own. */
  private static final Pattern OTHERS =
      Pattern.compile("report\\.(metric|category)\\..*|evidence\\..*");

  /** A whole key, and not the beginning of one that is put together. */
  private static final Pattern ASKED =
      Pattern.compile(
          "context\\s*\\.(?:text|fact|wording)\\(\\s*\"([A-Za-z0-9._-]+[A-Za-z0-9])\"\\s*[,)]");

  private static final Pattern ASKED_BY_PAGES = Pattern.compile("text\\[\"([A-Za-z0-9._-]+)\"]");

  /** What the knowledge base says to the program, in the English file alone. */
  private static final Pattern FACT =
      Pattern.compile(
          "knowledge\\.[a-z0-9-]+\\.(caches|needs|classes|callers|holder|brings|keeps|line|command|reports)");

  private static Map<String, String> texts(Language language) {
    Map<String, String> sorted = new TreeMap<>();
    for (String file : List.of(language.bundle(), language.knowledge())) {
      Properties texts = new Properties();
      try (Reader in = Files.newBufferedReader(TEMPLATES.resolve(file))) {
        texts.load(in);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
    }
    sorted.keySet().removeIf(key -> FACT.matcher(key).matches());
    return sorted;
  }

  private static Set<String> places(String text) {
    String plain = BRANCH.matcher(text).replaceAll("$1");
    return PLACE.matcher(plain).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void sameKeysAndSamePlaces(Language language) {
    Map<String, String> english = texts(Language.ENGLISH);
    Map<String, String> other = texts(language);
    assertEquals(english.keySet(), other.keySet());
    english.forEach((key, text) -> assertEquals(places(text), places(other.get(key)), key));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noKeyIsGivenTwice(Language language) throws IOException {
    try (Stream<String> lines = Files.lines(TEMPLATES.resolve(language.bundle()))) {
      Set<String> seen = new TreeSet<>();
      lines
          .filter(l -> !l.startsWith("#") && l.contains("="))
          .map(l -> l.substring(0, l.indexOf('=')))
          .forEach(key -> assertTrue(seen.add(key), key));
    }
  }

  /** A word that is no Chinese is a name of the kernel's or of a tool's, and not forgotten. */
  @Test
  void sentencesAreTranslated() {
    texts(Language.CHINESE)
        .forEach(
            (key, text) -> {
              String bare = text.replaceAll("\\{[^}]*\\}", "").strip();
              boolean english =
                  bare.matches("[A-Z][a-z]+") || bare.matches(".*[a-z]{2} [a-z]{2}.*");
              assertTrue(!english || HAN.matcher(text).find(), key + "=" + text);
            });
  }

  /** Half-wide stops and commas after Chinese look like slips, and so they are. */
  @Test
  void chineseHasChinesePunctuation() {
    texts(Language.CHINESE)
        .forEach(
            (key, text) -> assertTrue(!text.matches(".*\\p{IsHan}[,;:?!()].*"), key + "=" + text));
  }

  @Test
  void everyKeyThatIsAskedForIsThere() throws IOException {
    String code = read(Path.of("src/main/java/io/memledger/report"), ".java");
    String pages = read(TEMPLATES, ".ftlh");
    Set<String> asked = new TreeSet<>();
    ASKED.matcher(code).results().forEach(m -> asked.add(m.group(1)));
    ASKED_BY_PAGES.matcher(pages).results().forEach(m -> asked.add(m.group(1)));
    assertTrue(asked.size() > 100, "they are found: " + asked.size());
    Set<String> known = texts(Language.ENGLISH).keySet();
    asked.removeIf(key -> known.contains("report." + key));
    assertEquals(Set.of(), asked);
  }

  @Test
  void everyKeyOfTheReportIsAskedFor() throws IOException {
    String code = read(Path.of("src/main/java/io/memledger"), ".java");
    String pages = read(TEMPLATES, ".ftlh") + read(TEMPLATES, ".js");
    Set<String> unused = new TreeSet<>();
    for (String key : texts(Language.ENGLISH).keySet()) {
      boolean chrome = key.startsWith("report.") || key.startsWith("number.");
      if (chrome && !OTHERS.matcher(key).matches() && !asked(key, code, pages)) {
        unused.add(key);
      }
    }
    assertEquals(Set.of(), unused);
  }

  /** By its name, with or without the prefix, or by its beginning with a word put to it. */
  private static boolean asked(String key, String code, String pages) {
    String name = key.startsWith("report.") ? key.substring("report.".length()) : key;
    if (code.contains('"' + name + '"')
        || code.contains('"' + key + '"')
        || pages.contains('"' + name + '"')) {
      return true;
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      String beginning = name.substring(0, dot + 1);
      if (code.contains('"' + beginning + '"')
          || code.contains("\"report." + beginning + '"')
          || pages.contains('"' + beginning + '"')) {
        return true;
      }
    }
    return false;
  }

  private static String read(Path folder, String ending) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void wordsForMetricsBelongToMetrics() {
    Set<String> metrics =
        Arrays.stream(Metric.values()).map(Metric::name).collect(Collectors.toSet());
    texts(Language.ENGLISH).keySet().stream()
        .filter(key -> key.startsWith("report.metric."))
        .forEach(
            key -> assertTrue(metrics.contains(key.substring("report.metric.".length())), key));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyWarningOfTheReaderHasItsWords(Language language) {
    Map<String, String> texts = texts(language);
    Set<String> wanted = new TreeSet<>(Set.of("report.missing.said"));
    for (Warning.Kind kind : Warning.Kind.values()) {
      String key = "report.warning." + kind.id();
      wanted.add(key);
      assertEquals(Set.copyOf(kind.places()), places(texts.getOrDefault(key, "")), key);
    }
    for (MissingReason reason : MissingReason.values()) {
      wanted.add("report.missing." + reason.id());
    }
    Set<String> there = new TreeSet<>(texts.keySet());
    there.removeIf(key -> !key.startsWith("report.warning.") && !key.startsWith("report.missing."));
    assertEquals(wanted, there);
  }

  /** report.json tells why a source is missing as the archive does, in English. */
  @Test
  void reasonsAreSaidAsTheyAreRead() {
    Map<String, String> english = texts(Language.ENGLISH);
    for (MissingReason reason : MissingReason.values()) {
      assertEquals(reason.said(), english.get("report.missing." + reason.id()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en    | not in the archive | not in the archive",
        "en    | EDQUOT             | EDQUOT",
        "zh-CN | not in the archive | 归档中没有",
        "zh-CN | EDQUOT             | EDQUOT"
      })
  void reasonsInsideSentencesAreInTheLanguage(String tag, String said, String words) {
    Messages messages = Messages.load(null, Language.of(tag).orElseThrow());
    MissingSource missing = new MissingSource("proc/x", said);
    assertEquals(words, messages.render(MissingWords.of(missing)));
    assertEquals(words, ReaderWords.reason(missing, messages));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | the archive is cut off or damaged: a tar header is damaged; what came before was read",
        "zh-CN | 归档不完整或已损坏：tar 条目头已损坏；此前的内容已读取"
      })
  void warningsWithinWarningsAreInTheLanguage(String tag, String words) {
    Warning warning = Warning.of(Warning.Kind.DAMAGED, Warning.of(Warning.Kind.TAR_HEADER_DAMAGED));
    Messages messages = Messages.load(null, Language.of(tag).orElseThrow());
    assertEquals(words, ReaderWords.of(warning, messages));
  }

  /** What looks like a place inside a name of the archive is none. */
  @Test
  void placesAreNotFilledTwice() {
    Warning warning = Warning.of(Warning.Kind.LINE_OF, 7L, "{line}$1");
    assertEquals(
        "line 7 of {line}$1", ReaderWords.of(warning, Messages.load(null, Language.ENGLISH)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en    | 360 MiB/h       | 97 % | 4 h 50 min     | 1 min 30 s | 346 to 378 MiB/h",
        "zh-CN | 360 MiB/小时 | 97%  | 4 小时 50 分 | 1 分 30 秒  | 346 至 378 MiB/小时"
      })
  void amountsAreSaidInTheLanguage(
      String tag, String rate, String share, String hours, String minutes, String range) {
    double mib = 1 << 20;
    Amounts amounts = Messages.load(null, Language.of(tag).orElseThrow()).amounts();
    assertEquals(rate, amounts.byteRate(360 * mib));
    assertEquals(share, amounts.percent(0.97));
    assertEquals(hours, amounts.duration(17_400));
    assertEquals(minutes, amounts.duration(90));
    assertEquals(range, amounts.rateInterval(346 * mib, 378 * mib, 360 * mib, Unit.BYTES));
  }

  @Test
  void sentencesWithinSentencesAreInTheLanguage() {
    Messages chinese = Messages.load(null, Language.CHINESE);
    Wording finding =
        Wording.of("process-growth.headline.leak")
            .with("name", "orderd")
            .with("pid", "1234")
            .with("rate", 360.0 * (1 << 20), Unit.BYTES_PER_HOUR);
    Wording verdict =
        Wording.of("verdict.leak")
            .with("finding", finding)
            .with(
                "outlook",
                Wording.of("outlook.open.host")
                    .with("left", 17_400, Unit.SECONDS)
                    .with("low", 3600, Unit.SECONDS));
    assertEquals(
        "进程 orderd（pid 1234）的私有内存以 360 MiB/小时的速率泄漏；" + "按此速率，主机内存将在约 4 小时 50 分后耗尽（不早于 1 小时）",
        chinese.render(verdict));
    assertEquals("cgroup 匿名内存：增长量", chinese.evidence("CG_ANON-growth"));
    assertEquals("task_struct：新增对象数", chinese.evidence("task_struct: new objects"));
    assertEquals("signal_cache 与 UNIX 合并", chinese.evidence("signal_cache merged with UNIX"));
    assertEquals("打开的描述符：socket", chinese.evidence("opened: socket"));
    assertEquals("Pss_Anon", chinese.evidence("Pss_Anon"), "the kernel's own name");
    assertEquals(Set.of(), chinese.missing());
  }
}
