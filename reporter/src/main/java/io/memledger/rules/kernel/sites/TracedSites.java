package io.memledger.rules.kernel.sites;

import io.memledger.rule.Shares;
import io.memledger.rules.findings.KmemStep;
import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.KmemFlow.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The call sites of a trace, by name, and which of them fits a growth (METHOD 4.5). */
final class TracedSites {
  /** Frames that take pages for slabs: these pages are in the slab lines already. */
  private static final Set<String> SLAB_PAGES =
      Set.of("allocate_slab", "new_slab", "___slab_alloc", "__slab_alloc", "cache_grow");

  private TracedSites() {}

  /**
   * All allocations of one call site.
   *
   * @param rate bytes a second that its survivors grow by
   */
  record Candidate(String name, List<CallSite> parts, double rate) {
    double outstanding() {
      return parts.stream().mapToDouble(CallSite::outstandingBytes).sum();
    }

    double outstandingCount() {
      return parts.stream().mapToDouble(CallSite::outstanding).sum();
    }

    double survivors() {
      return parts.stream().mapToDouble(CallSite::survivorBytes).sum();
    }

    double unseenFrees() {
      return parts.stream().mapToDouble(CallSite::unseenFrees).sum();
    }

    /** Share of what is outstanding that was allocated in the last quarter of the stretch. */
    double youngest() {
      double last = parts.stream().mapToDouble(p -> p.quarters().get(3)).sum();
      return outstanding() > 0 ? last / outstanding() : 0;
    }
  }

  /** Call sites of the slab allocator, whatever they allocate. */
  static List<Candidate> ofSlab(KmemFlow flow) {
    return byName(flow, flow.sites().stream().filter(s -> s.kind() != Kind.PAGES).toList());
  }

  /** Call sites that took something of one of these caches; a kmalloc tells its size alone. */
  static List<Candidate> ofCaches(KmemFlow flow, List<String> caches) {
    Set<Long> sizes =
        caches.stream().flatMap(c -> KmemStep.size(c).stream()).collect(Collectors.toSet());
    return byName(
        flow,
        flow.sites().stream()
            .filter(
                s ->
                    s.cache() != null && caches.contains(s.cache())
                        || s.kind() == Kind.KMALLOC && sizes.contains(s.bytesEach()))
            .toList());
  }

  /** Call sites that took pages, but not for slabs. */
  static List<Candidate> ofPages(KmemFlow flow) {
    return byName(
        flow,
        flow.sites().stream()
            .filter(s -> s.kind() == Kind.PAGES && !SLAB_PAGES.contains(s.name()))
            .toList());
  }

  /** Largest growth first. */
  private static List<Candidate> byName(KmemFlow flow, List<CallSite> sites) {
    TreeMap<String, List<CallSite>> parts = new TreeMap<>();
    for (CallSite site : sites) {
      if (site.named()) {
        parts.computeIfAbsent(site.name(), n -> new ArrayList<>()).add(site);
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    parts.forEach(
        (name, all) ->
            candidates.add(new Candidate(name, all, all.stream().mapToDouble(flow::rate).sum())));
    candidates.sort(
        Comparator.comparingDouble(Candidate::rate).reversed().thenComparing(Candidate::name));
    return candidates;
  }

  /** The largest of those whose survivors grow as a line does, in bytes a second. */
  static Optional<Candidate> agreeing(List<Candidate> candidates, double rate) {
    return candidates.stream().filter(c -> Shares.areSame(c.rate(), rate)).findFirst();
  }
}
