package io.memledger.report;

import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of evidence in words. A name is a key of a message, a field of the kernel's or a name of
 * the archive, alone or with what was taken of it (growth, start, end, ...).
 */
final class EvidenceNames {
  private static final Pattern PART =
      Pattern.compile("(.+)(?:-|: )(growth|start|end|change|least|most|objects)");

  private static final Pattern SHARED = Pattern.compile("(.+) shares its slabs: (.+)");

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
      return messages.render(
          Wording.of("evidence.of." + part.group(2)).with("name", field(part.group(1))));
    }
    Matcher shared = SHARED.matcher(name);
    if (shared.matches()) {
      return messages.render(
          Wording.of("evidence.shared")
              .with("name", shared.group(1))
              .with("others", shared.group(2)));
    }
    return Names.shown(field(name));
  }

  /** A metric in words; anything else is its own name. */
  private String field(String name) {
    boolean metric = Arrays.stream(Metric.values()).anyMatch(m -> m.name().equals(name));
    return metric ? messages.metric(Metric.valueOf(name)) : name;
  }
}
