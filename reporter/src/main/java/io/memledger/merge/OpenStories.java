package io.memledger.merge;

import io.memledger.rule.Finding;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The leaks that are still told each by itself, while stories are merged. */
final class OpenStories {
  private final List<MergedFinding> open;

  OpenStories(List<Finding> leaks) {
    open = new ArrayList<>(leaks.stream().map(MergedFinding::new).toList());
  }

  /** All of them now; those that are taken in later stay in the list. */
  List<MergedFinding> all() {
    return List.copyOf(open);
  }

  boolean has(MergedFinding story) {
    return open.contains(story);
  }

  /** One is evidence of another; its bytes on other lines count. */
  void absorb(MergedFinding lead, MergedFinding other) {
    lead.absorb(other);
    open.remove(other);
  }

  /** One counts the same bytes as another once more. */
  void corroborate(MergedFinding lead, MergedFinding other) {
    lead.corroborate(other);
    open.remove(other);
  }

  /** The largest of the strongest that fit. */
  Optional<MergedFinding> best(Predicate<MergedFinding> fits) {
    return most(open.stream().filter(fits).toList());
  }

  List<MergedFinding> of(Subject.Kind kind) {
    return open.stream().filter(s -> s.kind() == kind).toList();
  }

  /** The largest of the strongest. */
  static Optional<MergedFinding> most(List<MergedFinding> stories) {
    return stories.stream()
        .min(
            Comparator.comparing((MergedFinding s) -> s.lead().status())
                .thenComparing(Comparator.comparingDouble(MergedFinding::total).reversed())
                .thenComparing(s -> s.lead().id()));
  }
}
