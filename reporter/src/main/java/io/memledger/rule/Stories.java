package io.memledger.rule;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One leak is one finding: what a process, its cgroup, its group, its kernel objects and the whole
 * host show of the same bytes becomes evidence of whoever can be named best.
 */
final class Stories {
  /** Who explains this share of a loss is its main cause (ANALYSIS 3.9). */
  private static final double MAIN = 0.5;

  /** Two counts of the same bytes differ by less than this factor. */
  private static final double SAME = 2;

  /**
   * Bytes that a thread may bring with it: its stack so far as touched, an arena, kernel objects.
   */
  private static final double THREAD = 1024 * 1024;

  private static final double AGREEMENT = 0.05;
  private static final double MOST = 0.97;

  private final List<Finding> open;

  /** Bytes an hour of all that is named, each line of the ledger once. */
  private final double named;

  private Stories(List<Finding> leaks) {
    open = new ArrayList<>(leaks);
    Map<Category, Double> lines = new EnumMap<>(Category.class);
    for (Finding f : leaks) {
      if (f.category() != null) {
        lines.merge(f.category(), Ranking.bytesPerHour(f), Math::max);
      }
    }
    named = lines.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  static List<Finding> merged(List<Finding> findings) {
    List<Finding> leaks =
        new ArrayList<>(findings.stream().filter(f -> f.status().isLeak()).toList());
    List<Finding> others = findings.stream().filter(f -> !f.status().isLeak()).toList();
    Stories stories = new Stories(leaks);
    stories.groupsOfMany();
    stories.sameProcess();
    stories.sameNameOrCgroup();
    stories.sameLine();
    stories.wholeHost();
    List<Finding> all = new ArrayList<>(stories.open);
    all.addAll(others);
    return all;
  }

  /** Several processes of one name, none of which is the main part: the group is the story. */
  private void groupsOfMany() {
    for (Finding group : of(Subject.Kind.PROCESS_GROUP)) {
      List<Finding> members =
          of(Subject.Kind.PROCESS).stream()
              .filter(p -> name(p).equals(name(group)) && p.category() == group.category())
              .toList();
      boolean one = members.stream().anyMatch(p -> isMain(p, group));
      if (members.size() > 1 && !one) {
        absorb(group, members);
      }
    }
  }

  private void sameProcess() {
    for (Finding f : of(Subject.Kind.PROCESS)) {
      if (!open.contains(f)) {
        continue;
      }
      Subject who = f.culprit().subject();
      List<Finding> same =
          of(Subject.Kind.PROCESS).stream().filter(o -> o.culprit().subject().equals(who)).toList();
      if (same.size() > 1) {
        Finding lead = lead(same);
        absorb(lead, same.stream().filter(o -> o != lead).toList());
      }
    }
  }

  /**
   * The cause among what one process shows at once: of the strongest findings those that explain a
   * good part of the bytes, and of these the most telling.
   */
  private static Finding lead(List<Finding> same) {
    Status strongest = same.stream().map(Finding::status).min(Status::compareTo).orElseThrow();
    List<Finding> strong = same.stream().filter(f -> f.status() == strongest).toList();
    Finding most =
        strong.stream().max(Comparator.comparingDouble(Ranking::bytesPerHour)).orElseThrow();
    return strong.stream()
        .filter(f -> isMain(f, most) || areThreadsBehind(f, most, same))
        .min(
            Comparator.comparingInt(Stories::telling)
                .thenComparing(Comparator.comparingDouble(Ranking::bytesPerHour).reversed())
                .thenComparing(Finding::id))
        .orElse(most);
  }

  /**
   * Threads bring their stacks and pages with them. Page tables are a five-hundredth of ordinary
   * data: where they are half of it, they are the point. Bytes say more than counts.
   */
  private static int telling(Finding f) {
    int order = f.unit() == Unit.BYTES ? 0 : 1;
    if (f.category() == Category.KERNEL_STACK) {
      return order;
    }
    return f.category() == Category.PAGE_TABLES ? 2 : 3 + order;
  }

  /** Whether a growing number of threads is enough to explain a process' other growth. */
  private static boolean areThreadsBehind(Finding f, Finding most, List<Finding> same) {
    return f.category() == Category.KERNEL_STACK
        && same.stream()
            .filter(t -> t.category() == Category.KERNEL_STACK && t.unit() == Unit.COUNT)
            .anyMatch(t -> Ranking.bytesPerHour(most) <= t.rate() * THREAD);
  }

  private void sameNameOrCgroup() {
    for (Finding group : of(Subject.Kind.PROCESS_GROUP)) {
      best(p -> is(p, Subject.Kind.PROCESS) && name(p).equals(name(group)) && isMain(p, group))
          .ifPresent(p -> absorb(p, List.of(group)));
    }
    for (Finding cgroup : of(Subject.Kind.CGROUP)) {
      best(p -> isInside(p, name(cgroup)) && isMain(p, cgroup))
          .or(() -> best(o -> !is(o, Subject.Kind.CGROUP) && isSameSize(o, cgroup)))
          .ifPresent(p -> absorb(p, List.of(cgroup)));
    }
    nestedCgroups();
  }

  /** A parent's growth is its child's where the child has most of it. */
  private void nestedCgroups() {
    for (Finding parent : of(Subject.Kind.CGROUP)) {
      best(c -> is(c, Subject.Kind.CGROUP) && isBelow(name(c), name(parent)) && isMain(c, parent))
          .ifPresent(c -> absorb(c, List.of(parent)));
    }
  }

  /** A line of the ledger that nobody was named for, beside somebody named on the same line. */
  private void sameLine() {
    for (Finding line : of(Subject.Kind.HOST)) {
      if (!Ranking.isWholeHost(line)) {
        best(f -> !is(f, Subject.Kind.HOST) && f.category() == line.category() && isMain(f, line))
            .ifPresent(f -> absorb(f, List.of(line)));
      }
    }
  }

  private void wholeHost() {
    for (Finding host : List.copyOf(open)) {
      if (Ranking.isWholeHost(host)) {
        if (named >= MAIN * Ranking.bytesPerHour(host)) {
          best(f -> !Ranking.isWholeHost(f)).ifPresent(f -> corroborate(f, host));
        }
      }
    }
  }

  private void corroborate(Finding lead, Finding host) {
    Finding richer = absorb(lead, List.of(host));
    double confidence =
        Math.min(Math.max(MOST, richer.confidence()), richer.confidence() + AGREEMENT);
    replace(richer, FindingBuilder.from(richer).confidence(confidence).build());
  }

  private Finding absorb(Finding lead, List<Finding> others) {
    FindingBuilder richer = FindingBuilder.from(lead);
    for (Finding other : others) {
      other.evidence().forEach(richer::evidence);
      other.proofs().forEach(richer::proof);
      other.nextSteps().forEach(s -> richer.step(s.why(), s.command()));
      open.remove(other);
    }
    Finding made = richer.build();
    replace(lead, made);
    return made;
  }

  private void replace(Finding old, Finding made) {
    open.set(open.indexOf(old), made);
  }

  private Optional<Finding> best(Predicate<Finding> fits) {
    return open.stream()
        .filter(fits)
        .min(
            Comparator.comparing(Finding::status)
                .thenComparing(Comparator.comparingDouble(Ranking::bytesPerHour).reversed())
                .thenComparing(Finding::id));
  }

  private List<Finding> of(Subject.Kind kind) {
    return open.stream().filter(f -> is(f, kind)).toList();
  }

  private static boolean is(Finding f, Subject.Kind kind) {
    Subject.Kind own = f.culprit() == null ? Subject.Kind.HOST : f.culprit().subject().kind();
    return own == kind;
  }

  private static String name(Finding f) {
    return f.culprit().subject().name();
  }

  private static boolean isMain(Finding part, Finding whole) {
    return Ranking.bytesPerHour(part) >= MAIN * Ranking.bytesPerHour(whole);
  }

  private static boolean isSameSize(Finding a, Finding b) {
    double ratio = Ranking.bytesPerHour(a) / Ranking.bytesPerHour(b);
    return ratio > 1 / SAME && ratio < SAME && !Ranking.isWholeHost(a);
  }

  private static boolean isInside(Finding f, String cgroup) {
    String within = f.culprit() == null ? null : f.culprit().within();
    return within != null && (within.equals(cgroup) || isBelow(within, cgroup));
  }

  private static boolean isBelow(String path, String parent) {
    return !path.equals(parent) && path.startsWith(parent.endsWith("/") ? parent : parent + "/");
  }
}
