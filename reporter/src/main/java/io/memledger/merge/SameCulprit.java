package io.memledger.merge;

import io.memledger.rule.Finding;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.Comparator;
import java.util.List;

/** Makes one story of all that one process, or the processes of one name, show. */
final class SameCulprit {
  /**
   * Bytes that a thread may bring with it: its stack so far as touched, an arena, kernel objects.
   */
  private static final double THREAD = 1024 * 1024;

  private final OpenStories open;

  SameCulprit(OpenStories open) {
    this.open = open;
  }

  void merge() {
    groupsOfMany();
    sameSubject(Subject.Kind.PROCESS);
    sameSubject(Subject.Kind.PROCESS_GROUP);
    sameName();
  }

  /** Several processes of one name, none of which is the main part: the group is the story. */
  private void groupsOfMany() {
    for (MergedFinding group : open.of(Subject.Kind.PROCESS_GROUP)) {
      Category line = group.lead().category();
      List<MergedFinding> members =
          open.of(Subject.Kind.PROCESS).stream()
              .filter(p -> p.name().equals(group.name()) && p.lead().category() == line)
              .toList();
      boolean one = members.stream().anyMatch(p -> p.on(line) >= Shares.MAIN * group.on(line));
      if (members.size() > 1 && !one) {
        members.forEach(m -> open.absorb(group, m));
      }
    }
  }

  /** All that one process, or one group, shows at once. */
  private void sameSubject(Subject.Kind kind) {
    for (MergedFinding story : open.of(kind)) {
      Subject who = story.lead().culprit().subject();
      List<MergedFinding> same =
          open.of(kind).stream().filter(o -> o.lead().culprit().subject().equals(who)).toList();
      if (open.has(story) && same.size() > 1) {
        MergedFinding lead = lead(same);
        same.stream().filter(o -> o != lead).forEach(o -> open.absorb(lead, o));
      }
    }
  }

  /**
   * The cause among what one process shows at once: of the strongest findings those that explain a
   * good part of the bytes, and of these the most telling.
   */
  private static MergedFinding lead(List<MergedFinding> same) {
    Status strongest =
        same.stream().map(s -> s.lead().status()).min(Status::compareTo).orElseThrow();
    List<MergedFinding> strong = same.stream().filter(s -> s.lead().status() == strongest).toList();
    MergedFinding most =
        strong.stream().max(Comparator.comparingDouble(MergedFinding::total)).orElseThrow();
    return strong.stream()
        .filter(s -> s.total() >= Shares.MAIN * most.total() || areThreadsBehind(s, most, same))
        .min(
            Comparator.comparingInt((MergedFinding s) -> telling(s.lead()))
                .thenComparing(Comparator.comparingDouble(MergedFinding::total).reversed())
                .thenComparing(s -> s.lead().id()))
        .orElse(most);
  }

  /**
   * Threads bring their stacks and pages with them. Page tables are a five-hundredth of ordinary
   * data: where they are half of it, they are the point. Memory of each CPU drags as much vmalloc
   * with it (ANALYSIS 4.1). Bytes say more than counts.
   */
  private static int telling(Finding f) {
    int order = f.unit() == Unit.BYTES ? 0 : 1;
    if (f.category() == Category.KERNEL_STACK) {
      return order;
    }
    boolean behind = f.category() == Category.PAGE_TABLES || f.category() == Category.PERCPU;
    return behind ? 2 : 3 + order;
  }

  /** Whether a growing number of threads is enough to explain a process' other growth. */
  private static boolean areThreadsBehind(
      MergedFinding story, MergedFinding most, List<MergedFinding> same) {
    return story.lead().category() == Category.KERNEL_STACK
        && same.stream()
            .map(MergedFinding::lead)
            .filter(t -> t.category() == Category.KERNEL_STACK && t.unit() == Unit.COUNT)
            .anyMatch(t -> most.total() <= t.rate() * THREAD);
  }

  private void sameName() {
    for (MergedFinding group : open.of(Subject.Kind.PROCESS_GROUP)) {
      Category line = group.lead().category();
      open.best(
              p ->
                  p.kind() == Subject.Kind.PROCESS
                      && p.name().equals(group.name())
                      && p.on(line) >= Shares.MAIN * group.on(line))
          .ifPresent(p -> open.absorb(p, group));
    }
  }
}
