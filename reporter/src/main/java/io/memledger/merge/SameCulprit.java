package io.memledger.merge;

import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** All that one process, or one group, shows at once is one leak, led by its cause. */
final class SameCulprit implements Relation {
  private static final Set<Subject.Kind> WHO =
      Set.of(Subject.Kind.PROCESS, Subject.Kind.PROCESS_GROUP);

  /**
   * Bytes that a thread may bring with it: its stack so far as touched, an arena, kernel objects.
   */
  private static final double THREAD = 1024 * 1024;

  @Override
  public Tie tie(MergedFinding leader, MergedFinding other, List<MergedFinding> open) {
    if (!leader.isOf(WHO) || !isSame(leader, other)) {
      return Tie.NONE;
    }
    List<MergedFinding> same = open.stream().filter(one -> isSame(leader, one)).toList();
    return cause(same) == leader ? Tie.ABSORB : Tie.NONE;
  }

  private static boolean isSame(MergedFinding a, MergedFinding b) {
    return a.claim().subject().equals(b.claim().subject());
  }

  /**
   * The cause among what one process shows at once: of the strongest findings those that explain a
   * good part of the bytes, and of these the most telling.
   */
  private static MergedFinding cause(List<MergedFinding> same) {
    Status strongest =
        same.stream().map(MergedFinding::status).min(Status::compareTo).orElseThrow();
    List<MergedFinding> strong = same.stream().filter(s -> s.status() == strongest).toList();
    MergedFinding most = strong.stream().min(MergedFinding.STRONGEST).orElseThrow();
    return strong.stream()
        .filter(s -> s.total() >= Shares.MAIN * most.total() || areThreadsBehind(s, most, same))
        .min(Comparator.comparingInt(SameCulprit::telling).thenComparing(MergedFinding.STRONGEST))
        .orElse(most);
  }

  /**
   * Threads bring their stacks and pages with them. Page tables are a five-hundredth of ordinary
   * data: where they are half of it, they are the point. Memory of each CPU drags as much vmalloc
   * with it (METHOD 4.1). Bytes say more than counts.
   */
  private static int telling(MergedFinding f) {
    int order = f.claim().isCount() ? 1 : 0;
    if (f.line() == Category.KERNEL_STACK) {
      return order;
    }
    boolean behind = f.line() == Category.PAGE_TABLES || f.line() == Category.PERCPU;
    return behind ? 2 : 3 + order;
  }

  /** Whether a growing number of threads is enough to explain a process' other growth. */
  private static boolean areThreadsBehind(
      MergedFinding one, MergedFinding most, List<MergedFinding> same) {
    return one.line() == Category.KERNEL_STACK
        && same.stream()
            .filter(t -> t.line() == Category.KERNEL_STACK && t.claim().isCount())
            .anyMatch(t -> most.total() <= t.claim().growth().rate() * THREAD);
  }
}
