package io.memledger.report.words;

import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of evidence in words. A name is a key of a message, a field of the kernel's or a name of
 * the archive, alone or with what was taken of it (growth, start, end, ...).
 */
final class EvidenceNames {
  private static final Pattern PART =
      Pattern.compile(
          "(.+)(?:-|: )"
              + "(growth|start|end|change|least|most|bytes|objects|new objects|objects in use)");

  /** Names of the archive within a phrase, and the key of the phrase. */
  private static final List<Map.Entry<String, Pattern>> PHRASES =
      List.of(
          Map.entry(
              "evidence.shared", Pattern.compile("(?<name>.+) shares its slabs: (?<others>.+)")),
          Map.entry("evidence.merged", Pattern.compile("(?<name>.+) merged with (?<others>.+)")),
          Map.entry("evidence.opened", Pattern.compile("opened: (?<name>.+)")),
          Map.entry("evidence.held", Pattern.compile("held: (?<name>.+)")));

  private final Messages messages;

  EvidenceNames(Messages messages) {
    this.messages = messages;
  }

  String words(String name) {
    String key = "evidence." + name;
    if (messages.has(key)) {
      return messages.text(key);
    }
    Matcher part = PART.matcher(name);
    if (part.matches()) {
      String what = part.group(2).replace(' ', '-');
      return messages.render(Wording.of("evidence.of." + what).with("name", field(part.group(1))));
    }
    for (Map.Entry<String, Pattern> phrase : PHRASES) {
      Matcher found = phrase.getValue().matcher(name);
      if (found.matches()) {
        Wording words = Wording.of(phrase.getKey()).with("name", found.group("name"));
        boolean more = found.groupCount() > 1;
        return messages.render(more ? words.with("others", found.group("others")) : words);
      }
    }
    return Names.shown(field(name));
  }

  /** A metric in words; anything else is its own name. */
  private String field(String name) {
    boolean metric = Arrays.stream(Metric.values()).anyMatch(m -> m.name().equals(name));
    return metric ? messages.metric(Metric.valueOf(name)) : name;
  }
}
