package io.memledger.rule;

import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The leaks that are still told each by itself, while stories are merged. */
final class OpenStories {
  /** Who explains this share of a loss is its main cause (ANALYSIS 3.9). */
  static final double MAIN = 0.5;

  private final List<Story> open;

  OpenStories(List<Finding> leaks) {
    open = new ArrayList<>(leaks.stream().map(Story::new).toList());
  }

  /** All of them now; those that are taken in later stay in the list. */
  List<Story> all() {
    return List.copyOf(open);
  }

  boolean has(Story story) {
    return open.contains(story);
  }

  /** One is evidence of another; its bytes on other lines count. */
  void absorb(Story lead, Story other) {
    lead.absorb(other);
    open.remove(other);
  }

  /** One counts the same bytes as another once more. */
  void corroborate(Story lead, Story other) {
    lead.corroborate(other);
    open.remove(other);
  }

  /** The largest of the strongest that fit. */
  Optional<Story> best(Predicate<Story> fits) {
    return most(open.stream().filter(fits).toList());
  }

  List<Story> of(Subject.Kind kind) {
    return open.stream().filter(s -> s.kind() == kind).toList();
  }

  /** The largest of the strongest. */
  static Optional<Story> most(List<Story> stories) {
    return stories.stream()
        .min(
            Comparator.comparing((Story s) -> s.lead().status())
                .thenComparing(Comparator.comparingDouble(Story::total).reversed())
                .thenComparing(s -> s.lead().id()));
  }
}
