package io.memledger.report.words;

import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.MissingReason;
import io.memledger.series.Warning;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the reader of the archive noticed, in words. Unlike a {@code Wording} it tells text of the
 * archive whole and as it is, for report.json has it so; a page makes it fit to be shown.
 */
public final class ReaderWords {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");

  private ReaderWords() {}

  /** All warnings, in their order. */
  public static List<String> of(List<Warning> warnings, Messages messages) {
    return warnings.stream().map(one -> of(one, messages)).toList();
  }

  /** A warning in words. */
  public static String of(Warning warning, Messages messages) {
    Map<String, String> filled = new TreeMap<>();
    List<String> places = warning.kind().places();
    for (int i = 0; i < places.size(); i++) {
      Object arg = warning.args().get(i);
      filled.put(places.get(i), arg instanceof Warning phrase ? of(phrase, messages) : "" + arg);
    }
    return PLACE
        .matcher(messages.pattern("report.warning." + warning.kind().id()))
        .replaceAll(place -> Matcher.quoteReplacement(filled.getOrDefault(place.group(1), "?")));
  }

  /** Why a source is missing, in words; in those of the archive where there are no others. */
  public static String reason(MissingSource missing, Messages messages) {
    return MissingReason.of(missing.reason())
        .map(known -> messages.text("report.missing." + known.id()))
        .orElse(missing.reason());
  }
}
