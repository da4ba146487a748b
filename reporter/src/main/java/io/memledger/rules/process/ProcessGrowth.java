package io.memledger.rules.process;

import io.memledger.rule.Clearing;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.ProcessSight;
import io.memledger.rules.holders.Processes;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LeakTest;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.ranges.AddressRanges;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Anonymous memory of a process should level off once it is warm. */
public final class ProcessGrowth implements Rule {
  private static final String ID = "process-growth";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/pids/stat", List.of(Metric.PROC_RSS))
          .rulingOut(Category.SHMEM)
          .rulingOutAlways();

  /** Growth of which less than this part is anonymous is no heap leak. */
  private static final double ANONYMOUS = 0.5;

  /** Where nothing else tells, the host's anonymous memory must grow by this part of it. */
  private static final double HOST_FOLLOWS = 0.3;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<TimeSeries> heaps = new ArrayList<>();
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (!Processes.isCollector(recording, rss.subject())) {
        Heap.of(recording, rss.subject())
            .flatMap(s -> Processes.settled(recording, s))
            .ifPresent(heaps::add);
      }
    }
    List<Family.Member> members =
        Family.judge(
            recording,
            heaps,
            s ->
                Math.max(
                    LazyFree.underWay(recording, s),
                    Math.max(
                        Materiality.process(recording),
                        Materiality.PROCESS_OWN * s.first().value())));
    Others others = new Others(recording, Subject.Kind.PROCESS);
    List<Finding> found = new ArrayList<>();
    for (Family.Member member : members) {
      if (member.isLeak()
          && isHeap(recording, member, others)
          && !LazyFree.explains(recording, member)) {
        found.add(leak(input, member));
      }
    }
    boolean leaks = !found.isEmpty();
    LazyFree.cleared(INFO, input).ifPresent(found::add);
    if (leaks || !found.isEmpty() && members.isEmpty()) {
      return found;
    }
    members.stream().findFirst().map(m -> cleared(input, m)).ifPresent(found::add);
    return found.isEmpty() ? List.of(Findings.still(INFO, input)) : found;
  }

  private static Finding cleared(RuleInput input, Family.Member member) {
    boolean lazy = LazyFree.explains(input.recording(), member);
    Clearing leak = lazy ? Clearing.LAZY_FREE : Clearing.FILES;
    Clearing why = member.isLeak() ? leak : member.leakTest().clearing();
    FindingBuilder cleared =
        Findings.cleared(INFO, input, member, why).category(Category.ANONYMOUS);
    return Findings.limited(cleared, ProcessSight.of(input), INFO.source()).build();
  }

  private static boolean isHeap(Recording recording, Family.Member member, Others others) {
    if (member.series().metric() == Metric.PROC_RSS_ANON) {
      return true;
    }
    OptionalDouble share = Heap.anonymousShare(recording, member.series().subject());
    if (share.isPresent()) {
      return share.getAsDouble() >= ANONYMOUS;
    }
    return hostFollows(recording, member, others);
  }

  /** Whether the host's anonymous memory, in swap or not, grows with it. */
  private static boolean hostFollows(Recording recording, Family.Member member, Others others) {
    Optional<TimeSeries> anonymous = recording.host(Metric.LEDGER_ANONYMOUS);
    if (anonymous.isEmpty()) {
      return true;
    }
    double from = member.trend().from();
    double to = member.trend().to();
    double slope = SeriesTools.slope(anonymous.get(), from, to);
    double swap =
        recording.host(Metric.SWAP_USED).map(s -> SeriesTools.slope(s, from, to)).orElse(0.0);
    double least = HOST_FOLLOWS * member.trend().rate();
    boolean follows = slope + Math.max(0, swap) >= least;
    return follows
        ? !isMappedBesideOthers(recording, member, others, slope + Math.max(0, swap), least)
        : isMaskedAndNotShared(recording, from, to, least);
  }

  /**
   * Whether files that are mapped grow as well, while what others took is all that the host's
   * anonymous memory grew by: then it is as likely that it maps files, as journals are.
   */
  private static boolean isMappedBesideOthers(
      Recording recording, Family.Member member, Others others, double anonymous, double least) {
    double from = member.trend().from();
    double to = member.trend().to();
    boolean mapped =
        recording
            .host(Metric.MAPPED)
            .map(s -> SeriesTools.slope(s, from, to))
            .map(slope -> slope >= (1 - ANONYMOUS) * member.trend().rate())
            .orElse(false);
    return mapped && anonymous - others.rising(member.series(), from, to) < least;
  }

  /**
   * Whether another process may have given back what this one took: what is mapped of files and
   * shared memory did not grow, so that its growth is its own.
   */
  private static boolean isMaskedAndNotShared(
      Recording recording, double from, double to, double least) {
    Optional<TimeSeries> mapped = recording.host(Metric.MAPPED);
    Optional<TimeSeries> shmem = recording.host(Metric.LEDGER_SHMEM);
    return mapped.isPresent()
        && SeriesTools.slope(mapped.get(), from, to) < least
        && shmem.map(s -> SeriesTools.slope(s, from, to) < least).orElse(true);
  }

  /** The part of a growth that is in huge pages; NaN where that was not read twice. */
  private static double hugeGrowth(Recording recording, Family.Member grown) {
    return recording
        .series(Metric.PROC_HUGE, grown.series().subject())
        .filter(s -> s.samples() > 1)
        .map(s -> SeriesTools.rise(s, grown.trend().from(), grown.trend().to()))
        .orElse(Double.NaN);
  }

  private static Finding leak(RuleInput input, Family.Member grown) {
    Recording recording = input.recording();
    Subject process = grown.series().subject();
    boolean counted = grown.series().metric() == Metric.PROC_RSS_ANON;
    boolean split = counted || Heap.anonymousShare(recording, process).isPresent();
    double huge = hugeGrowth(recording, grown);
    LeakTest test = split ? grown.leakTest() : grown.leakTest().suspected(Doubt.UNSPLIT);
    boolean mostlyHuge = huge >= Shares.MAIN * grown.trend().rise();
    Family.Member member =
        grown.as(grown.trend(), mostlyHuge ? test.doubting(Doubt.HUGE_PAGES) : test);
    FindingBuilder builder =
        Findings.growth(INFO, input, member, process, split ? "" : "unsplit")
            .category(Category.ANONYMOUS);
    String status = "proc/" + process.id() + "/status";
    builder.evidence(
        counted ? "RssAnon+VmSwap" : "rss",
        member.series().last().value(),
        Unit.BYTES,
        counted ? status : "proc/pids/stat");
    builder.evidence(
        "growth-p", member.trend().p(), Unit.RATIO, counted ? status : "proc/pids/stat");
    builder.evidence(
        "steady-share", member.trend().positive(), Unit.RATIO, counted ? status : "proc/pids/stat");
    builder.evidence(
        "AnonHugePages-growth", huge, Unit.BYTES, "proc/" + process.id() + "/smaps_rollup");
    recording
        .host(Metric.LEDGER_ANONYMOUS)
        .ifPresent(
            s ->
                builder.evidence(
                    "AnonPages-growth",
                    SeriesTools.rise(s, member.trend().from(), member.trend().to()),
                    Unit.BYTES,
                    "proc/meminfo"));
    String pid = Long.toString(process.id());
    if (!split) {
      builder.step(Wording.of("step.split"), "grep -E '^Rss' /proc/" + pid + "/status");
    }
    builder.step(Wording.of("step.mappings"), "pmap -X " + pid + " | sort -n -k 7 | tail -n 20");
    builder.step(Wording.of("step.rollup"), "cat /proc/" + pid + "/smaps_rollup");
    if (process.name().equals("java")) {
      if (!AddressRanges.isElsewhereThanInJavaHeap(recording, process)) {
        builder.step(Wording.of("step.java-histogram"), "jcmd " + pid + " GC.class_histogram");
      }
      builder.step(Wording.of("step.java-native"), "jcmd " + pid + " VM.native_memory summary");
    }
    return AddressRanges.explained(recording, builder.build());
  }
}
