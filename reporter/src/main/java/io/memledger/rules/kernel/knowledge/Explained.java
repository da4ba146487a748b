package io.memledger.rules.kernel.knowledge;

import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.holders.DescriptorClasses;
import io.memledger.rules.holders.WatchHolders;
import io.memledger.rules.kernel.knowledge.Knowledge.Known;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Adds to a finding what its objects are, why they pile up, and what to look at next. */
public final class Explained {
  /** Lines of which a headline says what stands there. */
  private static final Set<Category> NAMED =
      Set.of(Category.VMALLOC, Category.PERCPU, Category.UNACCOUNTED, Category.SHMEM);

  private Explained() {}

  /**
   * What piles up in a cache: by fingerprint; else by the class of the descriptors that a process
   * opened; else by the cache's names.
   *
   * @param holder process that holds the objects; the host if nobody is known
   */
  public static Optional<Known> kind(
      Recording recording, double from, double to, String cache, Subject holder) {
    Optional<Known> print = Fingerprint.of(recording, from, to, cache);
    Optional<Known> opened = opened(recording, holder);
    // Where both speak, a fingerprint of several caches says more than a class; one cache, less.
    boolean sharp = print.isPresent() && print.get().needs().size() > 1;
    return sharp ? print : opened.or(() -> print).or(() -> named(recording, cache));
  }

  /** By the class of which a process opened most, if that is most of what it opened. */
  static Optional<Known> opened(Recording recording, Subject process) {
    if (process.kind() != Subject.Kind.PROCESS) {
      return Optional.empty();
    }
    List<DescriptorClasses.Opened> opened =
        DescriptorClasses.of(recording, process).stream()
            .filter(o -> !o.type().equals(DescriptorClasses.UNREAD))
            .toList();
    double all = opened.stream().mapToDouble(DescriptorClasses.Opened::count).sum();
    return opened.stream()
        .findFirst()
        .filter(o -> o.count() >= Shares.MAIN * all)
        .flatMap(o -> Knowledge.ofClass(o.type()));
  }

  /** Watches, where the process is named for those that it holds. */
  public static Optional<Known> watches(Finding finding) {
    return finding.claim().holding().containsKey(Thing.WATCHES)
        ? Knowledge.ofClass(WatchHolders.CLASS)
        : Optional.empty();
  }

  /** By the names of a cache and of those that share its slabs. */
  public static Optional<Known> named(Recording recording, String cache) {
    return Knowledge.ofCache(cache)
        .or(
            () ->
                CacheGroups.others(recording, cache).stream()
                    .flatMap(name -> Knowledge.ofCache(name).stream())
                    .findFirst());
  }

  /** The objects in a sentence, with how many descriptors or threads of the process hold them. */
  public static Wording held(Known kind, Finding finding) {
    return finding.claim().holding().entrySet().stream()
        .findFirst()
        .map(
            held ->
                Wording.of("knowledge.object." + held.getKey().name().toLowerCase(Locale.ROOT))
                    .with("object", kind.object())
                    .with("opened", held.getValue(), Unit.COUNT))
        .orElseGet(kind::object);
  }

  /** A finding about a slab cache, with what the cache holds. */
  public static Finding cache(Finding finding, Known kind, Wording cache) {
    boolean things = !kind.needs().isEmpty();
    Wording about =
        things
            ? Wording.of("knowledge.about.things")
            : Wording.of("knowledge.about").with("cache", cache);
    return with(finding, kind, about);
  }

  /** A finding about something outside slab, or about things rather than their cache. */
  public static Finding things(Finding finding, Known kind) {
    return with(finding, kind, Wording.of("knowledge.about.things"));
  }

  private static Finding with(Finding finding, Known kind, Wording sentence) {
    Wording about = sentence.with("object", kind.object()).with("cause", kind.cause());
    if (kind.reports() != null) {
      about = Wording.of("knowledge.about.seen").with("about", about).with("reports", kind.seen());
    }
    Finding explained =
        FindingBuilder.from(finding)
            .explanation(
                Wording.of("knowledge.explained")
                    .with("first", finding.words().explanation())
                    .with("about", about))
            .build();
    if (kind.command() == null) {
      return explained;
    }
    List<NextStep> steps = new ArrayList<>(explained.support().steps());
    steps.removeIf(s -> s.command().equals(kind.command()));
    steps.add(0, new NextStep(kind.check(), kind.command()));
    return FindingBuilder.from(explained).withSteps(steps).build();
  }

  /**
   * A finding of a line's rule: what its process holds, or what the caller allocates; where nobody
   * is named, what usually stands on the line.
   */
  public static List<Finding> line(Recording recording, List<Finding> findings) {
    return findings.stream().map(f -> line(recording, f)).toList();
  }

  private static Finding line(Recording recording, Finding finding) {
    if (!finding.status().isLeak() || finding.claim().culprit() == null) {
      return finding;
    }
    Subject culprit = finding.claim().culprit().subject();
    Optional<Known> known =
        switch (culprit.kind()) {
          case PROCESS -> opened(recording, culprit);
          case VMALLOC_CALLER -> Knowledge.ofCaller(culprit.name());
          case HOST -> Knowledge.ofLine(finding.claim().line());
          default -> Optional.empty();
        };
    return known.map(k -> titled(things(finding, k), k)).orElse(finding);
  }

  /** Whether the headline of a line's finding says what its process holds. */
  public static boolean isTitled(Recording recording, Finding finding) {
    return isNamed(finding) && opened(recording, finding.claim().subject()).isPresent();
  }

  private static boolean isNamed(Finding finding) {
    return finding.claim().kind() == Subject.Kind.PROCESS && NAMED.contains(finding.claim().line());
  }

  /** A headline that names the things, where a process holds them. */
  private static Finding titled(Finding finding, Known kind) {
    Category line = finding.claim().line();
    if (!isNamed(finding)) {
      return finding;
    }
    Wording headline =
        new Wording(
                "knowledge.headline." + finding.status().id(), finding.words().headline().args())
            .with("things", held(kind, finding))
            .with("line", Wording.of("knowledge.of." + line.id()));
    return FindingBuilder.from(finding).headline(headline).build();
  }

  /** A leak of descriptors, with the classes of those opened, and what they are where one leads. */
  public static Finding descriptors(Recording recording, Finding finding) {
    if (!finding.status().isLeak() || finding.claim().culprit() == null) {
      return finding;
    }
    Subject process = finding.claim().culprit().subject();
    FindingBuilder builder = FindingBuilder.from(finding);
    DescriptorClasses.evidence(recording, process).forEach(builder::evidence);
    Finding classed = builder.build();
    Optional<Known> known = opened(recording, process);
    if (known.isEmpty()) {
      return classed;
    }
    Wording headline =
        new Wording("knowledge.opened." + finding.status().id(), finding.words().headline().args())
            .with("things", known.get().object());
    return FindingBuilder.from(things(classed, known.get())).headline(headline).build();
  }

  /** The cache that gained most bytes between two times on one side of reclaim. */
  public static Optional<String> grownMost(
      Recording recording, double from, double to, boolean reclaimable) {
    double most = 0;
    String name = null;
    for (TimeSeries one : CacheGroups.of(recording, Metric.SLAB_BYTES, reclaimable)) {
      double rise = io.memledger.rules.judge.SeriesTools.rise(one, from, to);
      if (rise > most) {
        most = rise;
        name = one.subject().name();
      }
    }
    return Optional.ofNullable(name);
  }
}
