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
import java.util.Set;
import java.util.function.Predicate;

/**
 * One leak is one finding: what a process, its cgroup, its group, its kernel objects and the whole
 * host show of the same bytes becomes evidence of whoever can be named best.
 */
final class Stories {
  /** Who explains this share of a loss is its main cause (ANALYSIS 3.9). */
  private static final double MAIN = 0.5;

  /** Half of what a cgroup is charged for, to the accuracy of two rates. */
  private static final double HALF = 0.45;

  /** Two counts of the same bytes differ by less than this factor. */
  private static final double SAME = 2;

  /**
   * Bytes that a thread may bring with it: its stack so far as touched, an arena, kernel objects.
   */
  private static final double THREAD = 1024 * 1024;

  /** What maps memory needs page tables of a five-hundredth of it; with huge holes, of more. */
  private static final double PAGE_TABLES = 0.02;

  /** Kernel memory of a process that lives: stack, task, page tables, by its resident bytes. */
  private static final double PROCESS_OVERHEAD = 0.3;

  /** Estimates of what a process, a zombie or a cgroup holds are good to this factor. */
  private static final double ORDER = 5;

  /** Lines of the ledger on which what a rule finds piling up leaves its kernel objects. */
  private static final Map<String, Set<Category>> BRINGS =
      Map.of(
          "process-accumulation",
          Set.of(Category.SLAB_UNRECLAIMABLE, Category.KERNEL_STACK, Category.PAGE_TABLES),
          "dying-cgroups",
          Set.of(Category.SLAB_UNRECLAIMABLE, Category.PERCPU, Category.VMALLOC),
          "kernel-call-site",
          Set.of(Category.SLAB_UNRECLAIMABLE, Category.UNACCOUNTED));

  /**
   * Who tells a call site, the most trusted first: what the kernel counts whole, then what a trace
   * saw for some seconds, then what nothing points to.
   */
  private static final List<String> SITES =
      List.of("allocation-profile", "slab-traces", "page-owner", "kernel-call-site", "kmemleak");

  private static final double AGREEMENT = 0.05;
  private static final double MOST = 0.97;

  private final List<Story> open;

  private Stories(List<Finding> leaks) {
    open = new ArrayList<>(leaks.stream().map(Story::new).toList());
  }

  static List<Finding> merged(List<Finding> findings) {
    List<Finding> leaks = findings.stream().filter(f -> f.status().isLeak()).toList();
    List<Finding> others = findings.stream().filter(f -> !f.status().isLeak()).toList();
    Stories stories = new Stories(leaks);
    stories.groupsOfMany();
    stories.sameSubject(Subject.Kind.PROCESS);
    stories.sameSubject(Subject.Kind.PROCESS_GROUP);
    stories.sameName();
    stories.sites();
    stories.causes();
    stories.sameLine();
    stories.followers();
    stories.cgroups();
    stories.wholeHost();
    List<Finding> all = new ArrayList<>(stories.open.stream().map(Story::told).toList());
    all.addAll(others);
    return all;
  }

  /** Several processes of one name, none of which is the main part: the group is the story. */
  private void groupsOfMany() {
    for (Story group : of(Subject.Kind.PROCESS_GROUP)) {
      Category line = group.lead().category();
      List<Story> members =
          of(Subject.Kind.PROCESS).stream()
              .filter(p -> p.name().equals(group.name()) && p.lead().category() == line)
              .toList();
      boolean one = members.stream().anyMatch(p -> p.on(line) >= MAIN * group.on(line));
      if (members.size() > 1 && !one) {
        members.forEach(m -> absorb(group, m));
      }
    }
  }

  /** All that one process, or one group, shows at once. */
  private void sameSubject(Subject.Kind kind) {
    for (Story story : of(kind)) {
      Subject who = story.lead().culprit().subject();
      List<Story> same =
          of(kind).stream().filter(o -> o.lead().culprit().subject().equals(who)).toList();
      if (open.contains(story) && same.size() > 1) {
        Story lead = lead(same);
        same.stream().filter(o -> o != lead).forEach(o -> absorb(lead, o));
      }
    }
  }

  /**
   * The cause among what one process shows at once: of the strongest findings those that explain a
   * good part of the bytes, and of these the most telling.
   */
  private static Story lead(List<Story> same) {
    Status strongest =
        same.stream().map(s -> s.lead().status()).min(Status::compareTo).orElseThrow();
    List<Story> strong = same.stream().filter(s -> s.lead().status() == strongest).toList();
    Story most = strong.stream().max(Comparator.comparingDouble(Story::total)).orElseThrow();
    return strong.stream()
        .filter(s -> s.total() >= MAIN * most.total() || areThreadsBehind(s, most, same))
        .min(
            Comparator.comparingInt((Story s) -> telling(s.lead()))
                .thenComparing(Comparator.comparingDouble(Story::total).reversed())
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
  private static boolean areThreadsBehind(Story story, Story most, List<Story> same) {
    return story.lead().category() == Category.KERNEL_STACK
        && same.stream()
            .map(Story::lead)
            .filter(t -> t.category() == Category.KERNEL_STACK && t.unit() == Unit.COUNT)
            .anyMatch(t -> most.total() <= t.rate() * THREAD);
  }

  private void sameName() {
    for (Story group : of(Subject.Kind.PROCESS_GROUP)) {
      Category line = group.lead().category();
      best(p ->
              p.kind() == Subject.Kind.PROCESS
                  && p.name().equals(group.name())
                  && p.on(line) >= MAIN * group.on(line))
          .ifPresent(p -> absorb(p, group));
    }
  }

  /**
   * One leak as several files tell it by call site; and the lines, caches and callers that are the
   * same bytes as a site that the kernel counts by itself.
   */
  private void sites() {
    for (String rule : SITES) {
      for (Story site : of(Subject.Kind.CALL_SITE)) {
        for (Story other : List.copyOf(open)) {
          boolean lower = SITES.indexOf(other.lead().rule()) > SITES.indexOf(rule);
          boolean counted = !BRINGS.containsKey(rule) && isKernels(other);
          if (site.lead().rule().equals(rule)
              && open.contains(site)
              && (lower || counted)
              && sharesLine(site, other)
              && isOneSize(site, other)) {
            absorb(site, other);
          }
        }
      }
    }
  }

  /** What the kernel holds of which nobody is named but by where it lies. */
  private static boolean isKernels(Story story) {
    return story.kind() == Subject.Kind.HOST
        || story.kind() == Subject.Kind.SLAB_CACHE
        || story.kind() == Subject.Kind.VMALLOC_CALLER;
  }

  /** Things that pile up, before the kernel objects that come with each of them. */
  private void causes() {
    for (Story cause : List.copyOf(open)) {
      Set<Category> brings = BRINGS.getOrDefault(cause.lead().rule(), Set.of());
      for (Story effect : List.copyOf(open)) {
        boolean anonymous =
            effect.kind() == Subject.Kind.HOST
                || effect.kind() == Subject.Kind.SLAB_CACHE
                || effect.kind() == Subject.Kind.CALL_SITE && !SITES.contains(cause.lead().rule());
        if (open.contains(cause)
            && effect != cause
            && anonymous
            && !BRINGS.containsKey(effect.lead().rule())
            && effect.lead().category() != null
            && brings.contains(effect.lead().category())
            && isPlausible(cause, effect)) {
          absorb(cause, effect);
        }
      }
    }
    // Whoever holds the objects is more telling than the line of code that made them.
    for (Story site : of(Subject.Kind.CALL_SITE)) {
      best(s -> s.kind() == Subject.Kind.PROCESS && isOneSize(s, site) && sharesLine(s, site))
          .ifPresent(s -> absorb(s, site));
    }
    // Memory of each CPU for a BPF map drags vmalloc of its own with it (ANALYSIS 4.1).
    for (Story percpu : of(Subject.Kind.HOST)) {
      if (percpu.lead().category() == Category.PERCPU) {
        best(s ->
                s.kind() == Subject.Kind.PROCESS
                    && s.lead().category() == Category.VMALLOC
                    && isPlausible(s, percpu))
            .ifPresent(s -> absorb(s, percpu));
        // Kernels that do not count vmalloc leave those pages to the remainder.
        best(s -> s.kind() == Subject.Kind.HOST && s.lead().category() == Category.UNACCOUNTED)
            .filter(s -> open.contains(percpu) && isOneSize(s, percpu))
            .ifPresent(s -> absorb(percpu, s));
      }
    }
  }

  /** What a cause is said to hold at least, and what grew, are of one order. */
  private static boolean isPlausible(Story cause, Story effect) {
    double ratio = effect.total() / cause.total();
    return ratio <= ORDER && ratio >= 1 / ORDER;
  }

  private static boolean sharesLine(Story a, Story b) {
    return b.lead().category() != null && a.on(b.lead().category()) > 0;
  }

  private static boolean isOneSize(Story a, Story b) {
    double ratio = a.total() / b.total();
    return ratio <= SAME && ratio >= 1 / SAME;
  }

  /** A line of the ledger that nobody was named for, beside somebody named on the same line. */
  private void sameLine() {
    for (Story line : of(Subject.Kind.HOST)) {
      Category category = line.lead().category();
      if (!line.isWholeHost()) {
        best(s ->
                s.kind() != Subject.Kind.HOST
                    && s.kind() != Subject.Kind.CGROUP
                    && s.on(category) >= MAIN * line.on(category))
            .ifPresent(s -> absorb(s, line));
      }
    }
  }

  /**
   * Page tables and stacks that come with memory, or with processes, that somebody is named for.
   */
  private void followers() {
    for (Story line : of(Subject.Kind.HOST)) {
      Category category = line.lead().category();
      if (category == Category.PAGE_TABLES) {
        best(s -> line.total() <= PAGE_TABLES * (s.on(Category.ANONYMOUS) + s.on(Category.SHMEM)))
            .ifPresent(s -> absorb(s, line));
      }
      if (category == Category.PAGE_TABLES || category == Category.KERNEL_STACK) {
        best(s ->
                s.kind() == Subject.Kind.PROCESS_GROUP
                    && line.total() <= PROCESS_OVERHEAD * s.total())
            .filter(s -> open.contains(line))
            .ifPresent(s -> absorb(s, line));
      }
    }
  }

  /** A cgroup's growth is that of those inside it where they have most of it together. */
  private void cgroups() {
    List<Story> cgroups = new ArrayList<>(of(Subject.Kind.CGROUP));
    // The deepest first, so that a parent finds its children as they are.
    cgroups.sort(
        Comparator.comparingInt((Story s) -> -s.name().length()).thenComparing(Story::name));
    for (Story cgroup : cgroups) {
      List<Story> inside = open.stream().filter(s -> isInside(s, cgroup.name())).toList();
      double known = inside.stream().mapToDouble(Story::total).sum();
      List<Story> maybe = open.stream().filter(s -> s != cgroup && mayBeInside(s)).toList();
      double all = known + maybe.stream().mapToDouble(Story::total).sum();
      Optional<Story> most = most(inside);
      if (known >= HALF * cgroup.total()) {
        most.ifPresent(s -> corroborate(s, cgroup));
      } else if (all >= MAIN * cgroup.total() && all <= SAME * cgroup.total()) {
        Story best = most(maybe).or(() -> most).orElseThrow();
        if (best.kind() == Subject.Kind.HOST) {
          corroborate(cgroup, best);
        } else {
          corroborate(best, cgroup);
        }
      }
    }
  }

  /** What has no cgroup of its own may be charged to any. */
  private static boolean mayBeInside(Story s) {
    return s.kind() != Subject.Kind.CGROUP && s.within() == null && !s.isWholeHost();
  }

  private static Optional<Story> most(List<Story> stories) {
    return stories.stream()
        .min(
            Comparator.comparing((Story s) -> s.lead().status())
                .thenComparing(Comparator.comparingDouble(Story::total).reversed())
                .thenComparing(s -> s.lead().id()));
  }

  private void wholeHost() {
    Map<Category, Double> lines = new EnumMap<>(Category.class);
    for (Story story : open) {
      story.lines().forEach((line, bytes) -> lines.merge(line, bytes, Double::sum));
    }
    double named = lines.values().stream().mapToDouble(Double::doubleValue).sum();
    for (Story host : List.copyOf(open)) {
      if (host.isWholeHost() && named >= MAIN * host.total()) {
        best(s -> !s.isWholeHost())
            .ifPresent(
                s -> {
                  corroborate(s, host);
                  double sure = s.lead().confidence();
                  s.confidence(Math.min(Math.max(MOST, sure), sure + AGREEMENT));
                });
      }
    }
  }

  private void absorb(Story lead, Story other) {
    lead.absorb(other);
    open.remove(other);
  }

  private void corroborate(Story lead, Story other) {
    lead.corroborate(other);
    open.remove(other);
  }

  private Optional<Story> best(Predicate<Story> fits) {
    return most(open.stream().filter(fits).toList());
  }

  private List<Story> of(Subject.Kind kind) {
    return open.stream().filter(s -> s.kind() == kind).toList();
  }

  private static boolean isInside(Story s, String cgroup) {
    String at = s.kind() == Subject.Kind.CGROUP ? s.name() : s.within();
    boolean same = s.kind() != Subject.Kind.CGROUP && cgroup.equals(at);
    return at != null && (same || isBelow(at, cgroup));
  }

  private static boolean isBelow(String path, String parent) {
    return !path.equals(parent) && path.startsWith(parent.endsWith("/") ? parent : parent + "/");
  }
}
