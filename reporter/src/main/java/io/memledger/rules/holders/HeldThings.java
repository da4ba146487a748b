package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.rule.NextStep;
import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The process behind many small things that are counted one by one: BPF maps that it holds, message
 * queues that it wrote to.
 *
 * @param label pids of the process behind a thing
 * @param mayBe which things can take part in the line
 * @param name of the evidence: how many things came, and what they took
 * @param title of one thing, for the numbers
 * @param steps what to do next about the thing that took most
 */
public record HeldThings(
    Metric metric,
    Subject.Kind kind,
    Label label,
    BiPredicate<Recording, Subject> mayBe,
    String name,
    String source,
    BiFunction<Recording, Subject, String> title,
    Function<Subject, List<NextStep>> steps)
    implements Suspect.Finder {
  private static final class Sum {
    double bytes;
    double things;
    double most;
    Subject largest;
  }

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    Map<Long, Sum> sums = new TreeMap<>();
    for (TimeSeries thing : recording.all(metric, kind)) {
      Optional<String> pids = recording.label(thing.subject(), label);
      if (pids.isPresent() && mayBe.test(recording, thing.subject())) {
        add(sums.computeIfAbsent(first(pids.get()), p -> new Sum()), thing, line);
      }
    }
    List<Suspect> suspects = new ArrayList<>();
    sums.forEach(
        (pid, sum) -> {
          if (sum.bytes >= Shares.LISTED * line.trend().rise()) {
            suspects.add(suspect(recording, pid, sum));
          }
        });
    suspects.sort(
        Comparator.comparingDouble(Suspect::rise).reversed().thenComparing(Suspect::subject));
    return suspects;
  }

  private static void add(Sum sum, TimeSeries thing, Family.Member line) {
    double from = line.trend().from();
    double to = line.trend().to();
    boolean born = thing.first().time() > from;
    if (thing.first().time() <= to) {
      double taken = born ? SeriesTools.at(thing, to) : SeriesTools.rise(thing, from, to);
      sum.bytes += taken;
      if (sum.largest == null || taken > sum.most) {
        sum.most = taken;
        sum.largest = thing.subject();
      }
      sum.things += born ? 1 : 0;
    }
  }

  private static long first(String pids) {
    int comma = pids.indexOf(',');
    String pid = comma < 0 ? pids : pids.substring(0, comma);
    return pid.matches("\\d{1,9}") ? Long.parseLong(pid) : 0;
  }

  private Suspect suspect(Recording recording, long pid, Sum sum) {
    // Who is gone cannot be blamed by pid: the things are then evidence.
    Subject process =
        recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
            .map(TimeSeries::subject)
            .filter(s -> s.id() == pid)
            .max(Comparator.comparingLong(Subject::start))
            .orElse(Subject.HOST);
    List<Evidence> evidence =
        List.of(
            new Evidence(name + "-growth", sum.bytes, Unit.BYTES, source),
            new Evidence(name + "-new", sum.things, Unit.COUNT, source),
            new Evidence(
                title.apply(recording, sum.largest) + ": growth", sum.most, Unit.BYTES, source));
    return new Suspect(process, sum.bytes, evidence, steps.apply(sum.largest), List.of());
  }
}
