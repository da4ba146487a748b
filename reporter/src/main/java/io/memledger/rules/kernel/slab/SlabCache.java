package io.memledger.rules.kernel.slab;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Proof;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.Holders;
import io.memledger.rules.holders.Suspect;
import io.memledger.rules.holders.ThreadHolders;
import io.memledger.rules.holders.WatchHolders;
import io.memledger.rules.judge.CoGrowth;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.knowledge.CacheGroups;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.rules.kernel.knowledge.Knowledge;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each cache of kernel objects that reclaim cannot free should level off. Caches that grow by the
 * same things are one finding, and where a process holds those things it is named.
 */
public final class SlabCache implements Rule {
  private static final String ID = "slab-cache";
  private static final String SOURCE = "proc/slabinfo";
  private static final RuleInfo INFO = new RuleInfo(ID, SOURCE, List.of(Metric.SLAB_BYTES));

  /** Objects of 16 bytes to buffers of 64 KiB; a thread's are small ones too. */
  private static final List<Suspect.Finder> HOLDERS =
      List.of(
          new DescriptorHolders(16, 64 * 1024),
          new ThreadHolders(16, 64 * 1024),
          new WatchHolders());

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<TimeSeries> caches = CacheGroups.of(recording, Metric.SLAB_BYTES, false);
    // Where unreclaimable slab as a whole grows, a part of it need not stand out by itself.
    boolean grows = LedgerLines.leak(input, Category.SLAB_UNRECLAIMABLE).isPresent();
    double own = grows ? Materiality.SLAB_OWN : Materiality.CACHE_ALONE;
    List<Family.Member> judged =
        Family.judge(
            recording, caches, s -> Math.max(Materiality.slab(recording), own * s.first().value()));
    List<Family.Member> leaks = judged.stream().filter(Family.Member::isLeak).toList();
    if (judged.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    if (leaks.isEmpty()) {
      return List.of(cleared(input, judged.get(0)));
    }
    Optional<OtherCause> zfs = OtherCause.zfs(recording, leaks.get(0));
    if (zfs.isPresent()) {
      return List.of(explained(input, leaks.get(0), zfs.get()));
    }
    return findings(input, Watched.grouped(recording, CoGrowth.grouped(recording, leaks)));
  }

  private static Finding cleared(RuleInput input, Family.Member most) {
    return Findings.cleared(INFO, input, most)
        .headline(
            Wording.of(ID + ".headline.cleared")
                .with("cache", CacheGroups.name(input.recording(), name(most)))
                .with("growth", most.trend().change(), Unit.BYTES)
                .with("span", most.trend().span(), Unit.SECONDS)
                .with("why", most.leakTest().clearing().words()))
        .clearing(most.leakTest().clearing())
        .category(Category.SLAB_UNRECLAIMABLE)
        .evidence(name(most) + "-start", most.series().first().value(), Unit.BYTES, SOURCE)
        .evidence(name(most) + "-end", most.series().last().value(), Unit.BYTES, SOURCE)
        .build();
  }

  /** All that one process holds is one finding; what nobody holds is one for each group. */
  private static List<Finding> findings(RuleInput input, List<List<Family.Member>> groups) {
    Map<Subject, List<Family.Member>> held = new LinkedHashMap<>();
    Map<Subject, Suspect> holders = new LinkedHashMap<>();
    for (List<Family.Member> group : groups) {
      Optional<Suspect> holder = holder(input.recording(), group.get(0));
      Subject key = holder.map(Suspect::subject).orElse(group.get(0).series().subject());
      holder.ifPresent(h -> holders.putIfAbsent(key, h));
      held.computeIfAbsent(key, k -> new ArrayList<>()).addAll(group);
    }
    List<Finding> found = new ArrayList<>();
    held.forEach((who, members) -> found.add(finding(input, members, holders.get(who))));
    return found;
  }

  private static Finding finding(RuleInput input, List<Family.Member> members, Suspect holder) {
    Optional<OtherCause> cached =
        holder == null ? OtherCause.pageCache(input.recording(), members.get(0)) : Optional.empty();
    return cached.isPresent()
        ? explained(input, members.get(0), cached.get())
        : leak(input, members, holder);
  }

  private static Finding explained(RuleInput input, Family.Member cache, OtherCause cause) {
    Finding plain = cause.clears(INFO, input, cache, Category.SLAB_UNRECLAIMABLE);
    return FindingBuilder.from(plain)
        .headline(
            plain
                .words()
                .headline()
                .with("cache", CacheGroups.name(input.recording(), name(cache))))
        .build();
  }

  /** What lies in message queues is held by no descriptor, whoever opens some meanwhile. */
  private static boolean isQueued(Recording recording, Family.Member cache) {
    return Explained.named(recording, name(cache)).filter(Knowledge.Known::queued).isPresent()
        || Holders.QUEUES.find(recording, cache).stream()
            .anyMatch(w -> w.rise() >= Shares.MAIN * cache.trend().rise());
  }

  private static Optional<Suspect> holder(Recording recording, Family.Member cache) {
    if (isQueued(recording, cache)) {
      return Optional.empty();
    }
    for (Suspect.Finder finder : HOLDERS) {
      List<Suspect> suspects = finder.find(recording, cache);
      if (!suspects.isEmpty()) {
        return Optional.of(suspects.get(0));
      }
    }
    return Optional.empty();
  }

  /**
   * @param holder null if nobody is known to hold the objects
   */
  private static Finding leak(RuleInput input, List<Family.Member> members, Suspect holder) {
    Recording recording = input.recording();
    Family.Member first = members.get(0);
    Family.Member all = CoGrowth.together(recording, members);
    Subject culprit = holder == null ? first.series().subject() : holder.subject();
    String variant = holder != null ? "process" : members.size() > 1 ? "together" : "";
    FindingBuilder builder = Findings.growth(INFO, input, all, culprit, variant);
    Wording cache = CacheGroups.name(recording, name(first));
    Finding plain = builder.build();
    builder
        .headline(
            plain
                .words()
                .headline()
                .with("cache", cache)
                .with("count", members.size() - 1, Unit.COUNT))
        .explanation(plain.words().explanation().with("cache", cache))
        .category(Category.SLAB_UNRECLAIMABLE);
    if (members.size() > 1) {
      builder.withoutProofs();
    }
    for (Family.Member member : members) {
      cacheEvidence(recording, builder, member);
    }
    if (holder != null) {
      builder.holding(holder.holding());
      holder.evidence().forEach(builder::evidence);
      holder.proofs().forEach(builder::proof);
      holder.steps().forEach(builder::step);
    }
    NextSteps.withName(
            "step.slab-traces", "head -n 20 /sys/kernel/debug/slab/@/alloc_traces", name(first))
        .forEach(builder::step);
    var top = NextSteps.of("step.slabtop", "slabtop -o -s c | head -n 25");
    Finding told = told(recording, builder.step(top).build(), all, name(first));
    return SlabCompany.told(input, told, first);
  }

  /** The finding with what piles up, in place of a cache's name where a process holds it. */
  private static Finding told(
      Recording recording, Finding finding, Family.Member all, String cache) {
    Subject culprit = finding.claim().culprit().subject();
    Optional<Knowledge.Known> kind =
        Explained.watches(finding)
            .or(
                () ->
                    Explained.kind(
                        recording, all.trend().from(), all.trend().to(), cache, culprit));
    if (kind.isEmpty()) {
      return finding;
    }
    Finding told =
        written(
            recording,
            Explained.cache(finding, kind.get(), CacheGroups.name(recording, cache)),
            kind.get(),
            all);
    if (culprit.kind() != Subject.Kind.PROCESS) {
      return told;
    }
    Wording headline =
        new Wording(
                ID + ".headline." + finding.status().id() + ".things",
                finding.words().headline().args())
            .with("things", Explained.held(kind.get(), finding));
    return FindingBuilder.from(told).headline(headline).build();
  }

  /** Messages belong to nobody, but their queues tell who wrote to them last. */
  private static Finding written(
      Recording recording, Finding finding, Knowledge.Known kind, Family.Member all) {
    List<Suspect> writers = kind.queued() ? Holders.QUEUES.find(recording, all) : List.of();
    if (writers.isEmpty()) {
      return finding;
    }
    Suspect writer = writers.get(0);
    FindingBuilder builder = FindingBuilder.from(finding);
    writer.evidence().forEach(builder::evidence);
    writer.steps().forEach(builder::step);
    if (writer.subject().kind() == Subject.Kind.PROCESS) {
      builder.explanation(
          Findings.named(Wording.of("knowledge.written"), writer.subject())
              .with("about", finding.words().explanation()));
    }
    return builder.build();
  }

  private static void cacheEvidence(
      Recording recording, FindingBuilder builder, Family.Member member) {
    String name = name(member);
    double from = member.trend().from();
    double to = member.trend().to();
    builder
        .evidence(name + "-growth", member.trend().rise(), Unit.BYTES, SOURCE)
        .proof(
            new Proof(
                Metric.SLAB_BYTES,
                member.series().subject(),
                Double.NaN,
                Double.NaN,
                member.series().first().time(),
                member.series().last().time()));
    recording
        .series(Metric.SLAB_OBJECTS, member.series().subject())
        .ifPresent(
            s ->
                builder.evidence(
                    name + ": new objects", SeriesTools.rise(s, from, to), Unit.COUNT, SOURCE));
    List<String> others = CacheGroups.others(recording, name);
    if (!others.isEmpty()) {
      builder.evidence(
          name + " merged with " + String.join(", ", others),
          others.size(),
          Unit.COUNT,
          "derived/slabs");
    }
  }

  private static String name(Family.Member member) {
    return member.series().subject().name();
  }
}
