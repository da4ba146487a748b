package io.memledger.merge;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leads the lines, caches and call sites of the kernel to what piles up and brings them. */
final class Causes {
  /** Two counts of the same bytes differ by less than this factor. */
  private static final double SAME = 2;

  /** Estimates of what a process, a zombie or a cgroup holds are good to this factor. */
  private static final double ORDER = 5;

  /** What piles up brings objects of some dozen caches at most. */
  private static final double PARTS = 25;

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

  private final OpenStories open;

  Causes(OpenStories open) {
    this.open = open;
  }

  void merge() {
    sites();
    causes();
    holders();
    percpu();
  }

  /**
   * One leak as several files tell it by call site; and the lines, caches and callers that are the
   * same bytes as a site that the kernel counts by itself.
   */
  private void sites() {
    for (String rule : SITES) {
      for (MergedFinding site : open.of(Subject.Kind.CALL_SITE)) {
        for (MergedFinding other : open.all()) {
          boolean lower = SITES.indexOf(other.lead().rule()) > SITES.indexOf(rule);
          boolean counted = !BRINGS.containsKey(rule) && isKernels(other);
          if (site.lead().rule().equals(rule)
              && open.has(site)
              && (lower || counted)
              && sharesLine(site, other)
              && isOneSize(site, other)) {
            open.absorb(site, other);
          }
        }
      }
    }
  }

  /** What the kernel holds of which nobody is named but by where it lies. */
  private static boolean isKernels(MergedFinding story) {
    return story.kind() == Subject.Kind.HOST
        || story.kind() == Subject.Kind.SLAB_CACHE
        || story.kind() == Subject.Kind.VMALLOC_CALLER;
  }

  /** Things that pile up, before the kernel objects that come with each of them. */
  private void causes() {
    for (MergedFinding cause : open.all()) {
      Set<Category> brings = BRINGS.getOrDefault(cause.lead().rule(), Set.of());
      for (MergedFinding effect : open.all()) {
        boolean anonymous =
            effect.kind() == Subject.Kind.HOST
                || effect.kind() == Subject.Kind.SLAB_CACHE
                || effect.kind() == Subject.Kind.CALL_SITE && !SITES.contains(cause.lead().rule());
        if (open.has(cause)
            && effect != cause
            && anonymous
            && !BRINGS.containsKey(effect.lead().rule())
            && effect.lead().category() != null
            && brings.contains(effect.lead().category())
            && isPlausible(cause, effect)) {
          open.absorb(cause, effect);
        }
      }
    }
  }

  /** Whoever holds the objects is more telling than the line of code that made them. */
  private void holders() {
    for (MergedFinding site : open.of(Subject.Kind.CALL_SITE)) {
      open.best(s -> s.kind() == Subject.Kind.PROCESS && isOneSize(s, site) && sharesLine(s, site))
          .ifPresent(s -> open.absorb(s, site));
    }
  }

  /** Memory of each CPU for a BPF map drags vmalloc of its own with it (ANALYSIS 4.1). */
  private void percpu() {
    for (MergedFinding percpu : open.of(Subject.Kind.HOST)) {
      if (percpu.lead().category() == Category.PERCPU) {
        open.best(
                s ->
                    s.kind() == Subject.Kind.PROCESS
                        && s.lead().category() == Category.VMALLOC
                        && isPlausible(s, percpu))
            .ifPresent(s -> open.absorb(s, percpu));
        // Kernels that do not count vmalloc leave those pages to the remainder.
        open.best(s -> s.kind() == Subject.Kind.HOST && s.lead().category() == Category.UNACCOUNTED)
            .filter(s -> open.has(percpu) && isOneSize(s, percpu))
            .ifPresent(s -> open.absorb(percpu, s));
      }
    }
  }

  /**
   * What a cause is said to hold at least, and what grew, are of one order; one cache may be a
   * small part of it.
   */
  private static boolean isPlausible(MergedFinding cause, MergedFinding effect) {
    double ratio = effect.total() / cause.total();
    return ratio <= ORDER
        && ratio >= 1 / (effect.kind() == Subject.Kind.SLAB_CACHE ? PARTS : ORDER);
  }

  private static boolean sharesLine(MergedFinding a, MergedFinding b) {
    return b.lead().category() != null && a.on(b.lead().category()) > 0;
  }

  private static boolean isOneSize(MergedFinding a, MergedFinding b) {
    double ratio = a.total() / b.total();
    return ratio <= SAME && ratio >= 1 / SAME;
  }
}
