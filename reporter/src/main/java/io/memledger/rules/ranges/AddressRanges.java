package io.memledger.rules.ranges;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.AddressLooks;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of a process's address ranges took what it grew by, as two looks with pmap -x would say.
 */
public final class AddressRanges {
  /** Ranges that are listed: more is a memory map, which a command shows better. */
  private static final int MOST_LISTED = 5;

  private AddressRanges() {}

  /**
   * The finding about a process, or about a group by the one of its processes that grew most, with
   * the ranges that grew, where they were captured.
   */
  public static Finding explained(Recording recording, Finding finding) {
    Subject culprit =
        finding.claim().culprit() == null ? Subject.HOST : finding.claim().culprit().subject();
    return switch (culprit.kind()) {
      case PROCESS -> explained(recording, finding, culprit);
      case PROCESS_GROUP ->
          recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
              .map(TimeSeries::subject)
              .filter(p -> p.name().equals(culprit.name()) && grown(recording, p) > 0)
              .max(Comparator.comparingDouble(p -> grown(recording, p)))
              .map(p -> explained(recording, finding, p))
              .orElse(finding);
      default -> finding;
    };
  }

  /** Bytes between the two looks; 0 if there were none. */
  private static double grown(Recording recording, Subject process) {
    return recording
        .looks(process)
        .filter(l -> l.last().time() > l.first().time())
        .map(l -> l.last().bytes() - l.first().bytes())
        .orElse(0.0);
  }

  private static Finding explained(Recording recording, Finding finding, Subject process) {
    double grown = grown(recording, process);
    if (!(grown > 0)) {
      return finding;
    }
    AddressLooks looks = recording.looks(process).orElseThrow();
    List<RangeGrowth> ranges = ranges(looks, grown);
    if (ranges.isEmpty()) {
      return finding;
    }
    RangeGrowth most = ranges.get(0);
    boolean one = most.bytes() >= Shares.MAIN * grown;
    boolean stacks = isStacks(recording, process, looks, most);
    FindingBuilder builder = FindingBuilder.from(finding);
    boolean member = finding.claim().culprit().subject().kind() == Subject.Kind.PROCESS_GROUP;
    builder.explanation(
        Wording.of((one ? "ranges.one" : "ranges.spread") + (member ? ".member" : ""))
            .with("pid", Long.toString(process.id()))
            .with("about", finding.words().explanation())
            .with("grown", grown, Unit.BYTES)
            .with("span", looks.last().time() - looks.first().time(), Unit.SECONDS)
            .with("part", most.bytes(), Unit.BYTES)
            .with("what", what(most, stacks, isJava(looks))));
    String source = "proc/" + process.id() + "/smaps";
    ranges.stream()
        .limit(MOST_LISTED)
        .forEach(r -> builder.evidence(name(r) + ": growth", r.bytes(), Unit.BYTES, source));
    if (one) {
      List<NextStep> steps = new ArrayList<>(steps(process, most, stacks));
      steps.addAll(finding.support().steps());
      builder.withSteps(steps);
    }
    return builder.build();
  }

  private static List<RangeGrowth> ranges(AddressLooks looks, double grown) {
    return RangeGrowth.of(looks).stream().filter(r -> r.bytes() >= Shares.LISTED * grown).toList();
  }

  /** Whether two looks name one range as the main part of a growth, and it is no Java heap. */
  public static boolean isElsewhereThanInJavaHeap(Recording recording, Subject process) {
    double grown = grown(recording, process);
    if (!(grown > 0)) {
      return false;
    }
    return ranges(recording.looks(process).orElseThrow(), grown).stream()
        .findFirst()
        .filter(most -> most.bytes() >= Shares.MAIN * grown)
        .filter(most -> most.kind() != Kind.JAVA_HEAP)
        .isPresent();
  }

  /** Areas behind a guard are stacks only if the process has as many threads as areas. */
  private static boolean isStacks(
      Recording recording, Subject process, AddressLooks looks, RangeGrowth range) {
    return range.kind() == Kind.GUARDED
        && recording
            .series(Metric.PROC_THREADS, process)
            .map(t -> SeriesTools.at(t, looks.last().time()) >= range.after())
            .orElse(false);
  }

  private static boolean isJava(AddressLooks looks) {
    return looks.last().ranges().stream().anyMatch(r -> r.kind() == Kind.JAVA_HEAP);
  }

  private static Wording what(RangeGrowth range, boolean stacks, boolean java) {
    AddressRange largest = range.range();
    String key =
        switch (range.kind()) {
          case GUARDED -> stacks ? "thread-stacks" : range.after() > 1 ? "guarded" : "area";
          case AREA -> range.name().isEmpty() ? "areas" : "area";
          case HEAP, ARENA -> java ? "java-native" : range.kind().id();
          default -> range.kind().id();
        };
    return Wording.of("range." + key)
        .with("name", largest.name())
        .with("addresses", largest.addresses())
        .with("size", largest.size(), Unit.BYTES)
        .with("before", range.before(), Unit.COUNT)
        .with("count", range.after(), Unit.COUNT);
  }

  /** As pmap names it, in brackets where it is no name of the kernel's. */
  private static String name(RangeGrowth range) {
    return switch (range.kind()) {
      case HEAP, STACK, NAMED, FILE -> range.name();
      case SHARED -> range.name().isEmpty() ? "[shared]" : range.name();
      case AREA ->
          range.name().isEmpty()
              ? "[" + range.after() + " x " + range.range().size() / 1024 + " KiB]"
              : range.name();
      case GUARDED -> "[" + range.after() + " x " + range.range().size() / 1024 + " KiB, guarded]";
      default -> "[" + range.kind().id() + "]";
    };
  }

  private static List<NextStep> steps(Subject process, RangeGrowth range, boolean stacks) {
    long pid = process.id();
    return switch (range.kind()) {
      case HEAP, ARENA ->
          List.of(
              NextSteps.of("step.malloc-stacks", "memleak-bpfcc -p " + pid + " -a 30 5"),
              NextSteps.of(
                  "step.malloc-trim", "gdb -p " + pid + " -batch -ex 'call (int)malloc_trim(0)'"));
      case AREA, GUARDED ->
          stacks
              ? List.of(
                  NextSteps.of(
                      "step.thread-names",
                      "cat /proc/" + pid + "/task/*/comm | sort | uniq -c | sort -n"))
              : List.of(
                  NextSteps.of(
                      "step.mmap-stacks",
                      "bpftrace -e 'tracepoint:syscalls:sys_enter_mmap /pid == "
                          + pid
                          + "/ { @[ustack, args->len] = count(); }'"));
      default -> List.of();
    };
  }
}
