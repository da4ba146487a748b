package io.memledger.merge;

import io.memledger.rule.Shares;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in what counts the bytes of a story once more: lines, cgroups, the whole host. */
final class SameBytes {
  /** Half of what a cgroup is charged for, to the accuracy of two rates. */
  private static final double HALF = 0.45;

  /** Two counts of the same bytes differ by less than this factor. */
  private static final double SAME = 2;

  /** What maps memory needs page tables of a five-hundredth of it; with huge holes, of more. */
  private static final double PAGE_TABLES = 0.02;

  /** Kernel memory of a process that lives: stack, task, page tables, by its resident bytes. */
  private static final double PROCESS_OVERHEAD = 0.3;

  private static final double AGREEMENT = 0.05;
  private static final double MOST = 0.97;

  private final OpenStories open;

  SameBytes(OpenStories open) {
    this.open = open;
  }

  void merge() {
    sameLine();
    followers();
    cgroups();
    wholeHost();
  }

  /** A line of the ledger that nobody was named for, beside somebody named on the same line. */
  private void sameLine() {
    for (MergedFinding line : open.of(Subject.Kind.HOST)) {
      Category category = line.lead().category();
      if (!line.isWholeHost()) {
        open.best(
                s ->
                    s.kind() != Subject.Kind.HOST
                        && s.kind() != Subject.Kind.CGROUP
                        && s.on(category) >= Shares.MAIN * line.on(category))
            .ifPresent(s -> open.absorb(s, line));
      }
    }
  }

  /**
   * Page tables and stacks that come with memory, or with processes, that somebody is named for;
   * and the kernel objects of ever more processes.
   */
  private void followers() {
    for (MergedFinding line : open.of(Subject.Kind.HOST)) {
      Category category = line.lead().category();
      if (category == Category.PAGE_TABLES) {
        open.best(
                s ->
                    line.total() <= PAGE_TABLES * (s.on(Category.ANONYMOUS) + s.on(Category.SHMEM)))
            .ifPresent(s -> open.absorb(s, line));
      }
      boolean each = category == Category.PAGE_TABLES || category == Category.KERNEL_STACK;
      if (each || category == Category.SLAB_UNRECLAIMABLE) {
        open.best(
                s ->
                    s.kind() == Subject.Kind.PROCESS_GROUP
                        && (each || s.tells("process-accumulation"))
                        && line.total() <= PROCESS_OVERHEAD * s.total())
            .filter(s -> open.has(line))
            .ifPresent(s -> open.absorb(s, line));
      }
    }
  }

  /** A cgroup's growth is that of those inside it where they have most of it together. */
  private void cgroups() {
    List<MergedFinding> cgroups = new ArrayList<>(open.of(Subject.Kind.CGROUP));
    // The deepest first, so that a parent finds its children as they are.
    cgroups.sort(
        Comparator.comparingInt((MergedFinding s) -> -s.name().length())
            .thenComparing(MergedFinding::name));
    for (MergedFinding cgroup : cgroups) {
      List<MergedFinding> inside =
          open.all().stream().filter(s -> isInside(s, cgroup.name())).toList();
      double known = inside.stream().mapToDouble(MergedFinding::total).sum();
      List<MergedFinding> maybe =
          open.all().stream().filter(s -> s != cgroup && mayBeInside(s)).toList();
      double all = known + maybe.stream().mapToDouble(MergedFinding::total).sum();
      Optional<MergedFinding> most = OpenStories.most(inside);
      if (known >= HALF * cgroup.total()) {
        most.ifPresent(s -> open.corroborate(s, cgroup));
      } else if (all >= Shares.MAIN * cgroup.total() && all <= SAME * cgroup.total()) {
        MergedFinding best = OpenStories.most(maybe).or(() -> most).orElseThrow();
        if (best.kind() == Subject.Kind.HOST) {
          open.corroborate(cgroup, best);
        } else {
          open.corroborate(best, cgroup);
        }
      }
    }
  }

  /** What has no cgroup of its own may be charged to any. */
  private static boolean mayBeInside(MergedFinding s) {
    return s.kind() != Subject.Kind.CGROUP && s.within() == null && !s.isWholeHost();
  }

  private void wholeHost() {
    Map<Category, Double> lines = new EnumMap<>(Category.class);
    for (MergedFinding story : open.all()) {
      story.lines().forEach((line, bytes) -> lines.merge(line, bytes, Double::sum));
    }
    double named = lines.values().stream().mapToDouble(Double::doubleValue).sum();
    for (MergedFinding host : open.all()) {
      if (host.isWholeHost() && named >= Shares.MAIN * host.total()) {
        open.best(s -> !s.isWholeHost())
            .ifPresent(
                s -> {
                  open.corroborate(s, host);
                  double sure = s.lead().confidence();
                  s.confidence(Math.min(Math.max(MOST, sure), sure + AGREEMENT));
                });
      }
    }
  }

  private static boolean isInside(MergedFinding s, String cgroup) {
    String at = s.kind() == Subject.Kind.CGROUP ? s.name() : s.within();
    boolean same = s.kind() != Subject.Kind.CGROUP && cgroup.equals(at);
    return at != null && (same || isBelow(at, cgroup));
  }

  private static boolean isBelow(String path, String parent) {
    return !path.equals(parent) && path.startsWith(parent.endsWith("/") ? parent : parent + "/");
  }
}
