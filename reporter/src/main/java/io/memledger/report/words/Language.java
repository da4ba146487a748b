package io.memledger.report.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that a report can be in. */
public enum Language {
  ENGLISH("en", "d MMM"),
  CHINESE("zh-CN", "M月d日");

  private final String tag;
  private final String day;

  Language(String tag, String day) {
    this.tag = tag;
    this.day = day;
  }

  /** BCP 47, as the command line and the lang attribute of HTML have it. */
  public String tag() {
    return tag;
  }

  /** The language of a tag, however it is cased, with a dash or an underscore. */
  public static Optional<Language> of(String tag) {
    String wanted = tag.replace('_', '-').toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(l -> l.tag.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  public static List<String> tags() {
    return Arrays.stream(values()).map(Language::tag).toList();
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** A day on the axis of time, as a pattern of DateTimeFormatter. */
  public String dayPattern() {
    return day;
  }

  /** Whether its script needs a font that is not shipped. */
  public boolean needsOwnFont() {
    return this == CHINESE;
  }

  /** The file of its sentences, among the templates. */
  public String bundle() {
    return "messages_" + tag.replace('-', '_') + ".properties";
  }

  /** The file that says what kernel objects are, among the templates. */
  public String knowledge() {
    return "slab-knowledge_" + tag.replace('-', '_') + ".properties";
  }
}
