package io.memledger.corpus.judge;

import io.memledger.corpus.files.Text;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Signal;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.corpus.page.Said;
import io.memledger.engine.Analysis;
import io.memledger.rule.Finding;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.verdict.Verdict;
import io.memledger.verdict.Verdict.Exhaustion.Limit;
import java.util.ArrayList;
import java.util.List;

/** Holds an analysis against the truth. */
final class Judge {
  /** Shorter captures are never called more than suspected (issue 3). */
  private static final double SHORT = 1800;

  private final Scenario scenario;
  private final World world;
  private final Machine machine;
  private final Truth truth;
  private final Analysis analysis;
  private final Recording recording;
  private final List<Finding> accusations = new ArrayList<>();

  private Judge(Scenario scenario, Machine machine, Analysis analysis) {
    this.scenario = scenario;
    this.machine = machine;
    this.world = machine.world;
    this.truth = world.truth;
    this.analysis = analysis;
    this.recording = analysis.recording();
    for (Finding finding : analysis.findings()) {
      if (finding.status().id().endsWith("leak")) {
        accusations.add(finding);
      }
    }
  }

  static Outcome judge(Scenario scenario, int number, Machine machine, Analysis analysis) {
    return new Judge(scenario, machine, analysis).outcome(number);
  }

  private Outcome outcome(int number) {
    String status = analysis.verdict().status().id();
    final boolean accused = status.endsWith("leak");
    List<Said> said = new ArrayList<>();
    int falseAlarms = 0;
    for (Finding one : accusations) {
      boolean involved = truth.leaks.stream().anyMatch(leak -> involves(leak, one));
      said.add(new Said(one.claim().certainty().confidence(), involved));
      falseAlarms += involved ? 0 : 1;
    }
    boolean known = falseAlarms < accusations.size();
    boolean right = scenario.leaks() ? accused && known && allowed(status) : benign(status);
    Finding first = accusations.isEmpty() ? null : accusations.get(0);
    Match match = match();
    Rate rate = match == null ? null : rate(match);
    Boolean shape =
        !scenario.leaks()
            ? clearedShape()
            : match == null ? null : shapeOf(match.leak, match.finding);
    boolean culprit = first != null && truth.leaks.stream().anyMatch(l -> l.by(subject(first)));
    boolean category =
        first != null
            && truth.leaks.stream().anyMatch(l -> l.categories.contains(first.claim().line()));
    return new Outcome(
        scenario,
        number,
        status,
        right,
        accused,
        culprit,
        category,
        shape,
        rate == null ? Double.NaN : rate.error,
        rate == null ? null : rate.covered,
        leaksNamed(),
        series(),
        falseAlarms,
        said,
        new Said(analysis.verdict().confidence(), right),
        forecastError(),
        story());
  }

  /** The finding by which rate and shape are judged, and the leak that it is about. */
  private record Match(Truth.Leak leak, Finding finding) {}

  /** The first that names who leaks; else the first that is about a leak at all. */
  private Match match() {
    for (Finding one : accusations) {
      for (Truth.Leak leak : truth.leaks) {
        if (leak.by(subject(one))) {
          return new Match(leak, one);
        }
      }
    }
    for (Finding one : accusations) {
      for (Truth.Leak leak : truth.leaks) {
        if (involves(leak, one)) {
          return new Match(leak, one);
        }
      }
    }
    return null;
  }

  private boolean allowed(String status) {
    return status.equals("suspected-leak") || status.equals("leak") && world.span() >= SHORT;
  }

  private boolean benign(String status) {
    return status.equals("healthy")
        || status.equals("inconclusive")
        || status.equals("pressure") && truth.pressureAllowed;
  }

  private static Subject subject(Finding finding) {
    return finding.claim().culprit() == null || finding.claim().culprit().subject() == null
        ? Subject.HOST
        : finding.claim().culprit().subject();
  }

  private static boolean involves(Truth.Leak leak, Finding finding) {
    return leak.involves(subject(finding), finding.claim().line());
  }

  private double leaksNamed() {
    int found = 0;
    for (Truth.Leak leak : truth.leaks) {
      found += accusations.stream().anyMatch(one -> leak.by(subject(one))) ? 1 : 0;
    }
    return truth.leaks.isEmpty() ? 1 : found / (double) truth.leaks.size();
  }

  private record Rate(double error, boolean covered) {}

  /** The nearest of the accepted rates, over the window that the finding states. */
  private Rate rate(Match match) {
    Finding finding = match.finding;
    Unit unit =
        finding.claim().growth().unit() == null ? Unit.BYTES : finding.claim().growth().unit();
    double offset = recording.at(0).toEpochMilli() / 1000.0 - world.schedule.epoch();
    double from = finding.claim().growth().from() + offset;
    double to = finding.claim().growth().to() + offset;
    Rate nearest = null;
    for (Signal leaked : match.leak.leaked.getOrDefault(unit, List.of())) {
      double real = (leaked.at(to) - leaked.at(from)) / (to - from) * Signals.HOUR;
      double error = Math.abs(finding.claim().growth().rate() - real) / Math.abs(real);
      boolean covered =
          finding.claim().growth().low() <= real && real <= finding.claim().growth().high();
      if (nearest == null || error < nearest.error) {
        nearest = new Rate(error, covered);
      }
    }
    return nearest;
  }

  private static Boolean shapeOf(Truth.Mover mover, Finding finding) {
    if (mover == null || finding.claim().growth().shape() == null || mover.shapes.isEmpty()) {
      return null;
    }
    return mover.shapes.contains(finding.claim().growth().shape().id());
  }

  /** Of the cleared findings about whoever moves, the one that tells of the largest growth. */
  private Boolean clearedShape() {
    Truth.Mover moved = null;
    Finding largest = null;
    for (Truth.Mover mover : truth.movers) {
      for (Finding one : analysis.findings()) {
        Category line = one.claim().line();
        if (one.status().id().equals("cleared")
            && one.claim().growth().shape() != null
            && mover.by(subject(one))
            && (line == null || mover.categories.contains(line))
            && (largest == null
                || Math.abs(one.claim().growth().amount())
                    > Math.abs(largest.claim().growth().amount()))) {
          largest = one;
          moved = mover;
        }
      }
    }
    return shapeOf(moved, largest);
  }

  private int series() {
    return Category.values().length
        + recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).size()
        + recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS_GROUP).size()
        + recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE).size()
        + recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP).size()
        + recording.all(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT).size()
        + recording.all(Metric.VMALLOC_BYTES, Subject.Kind.VMALLOC_CALLER).size();
  }

  private double forecastError() {
    if (analysis.verdict().exhaustion() == null) {
      return Double.NaN;
    }
    Verdict.Exhaustion end = analysis.verdict().exhaustion();
    double left = Double.NaN;
    if (end.limit() == Limit.TMPFS) {
      left = untilFull(end.path());
    } else if (end.limit() != Limit.CGROUP) {
      double loss = truth.hostLoss / Signals.HOUR;
      left = loss > 0 ? machine.headroom(end.limit() == Limit.SWAP) / loss : Double.NaN;
    } else if (end.path().equals(truth.limit)) {
      left = truth.secondsLeft;
    }
    double told = end.seconds();
    return left > 0 ? Math.abs(told - left) / left : Double.NaN;
  }

  /** Seconds until a tmpfs mount is full, by what it took in the second half. */
  private double untilFull(String point) {
    double half = world.span() / 2;
    return world.mounts.stream()
        .filter(mount -> mount.point().equals(point))
        .mapToDouble(
            mount -> {
              double used = mount.used().at(2 * half);
              return (mount.size() - used) / ((used - mount.used().at(half)) / half);
            })
        .findFirst()
        .orElse(Double.NaN);
  }

  private String story() {
    Text out = new Text();
    out.put(world.kernel.release).put(", ").put((long) (world.memory / World.MIB)).put(" MiB, ");
    out.put(world.schedule.times().length).put(" snapshots in ").hundredths(world.hours());
    out.put(" h; said ").put(analysis.verdict().status().id()).put(" (");
    out.hundredths(analysis.verdict().confidence()).put("), limit ");
    out.put(limit()).put("\n");
    for (Truth.Leak leak : truth.leaks) {
      out.put("    true: ").put(leak.who.get(0).toString()).put(leak.categories.toString());
      out.put(leak.shapes.toString());
      leak.leaked.forEach(
          (unit, sums) -> {
            out.put(" ").put((long) (sums.get(0).at(world.span()) / world.hours()));
            out.put(" ").put(unit.id()).put("/h");
          });
      out.put("\n");
    }
    for (Finding one : accusations) {
      tell(one, out);
    }
    for (Finding one : analysis.findings()) {
      boolean about =
          truth.movers.stream().anyMatch(mover -> mover.by(subject(one)))
              || truth.leaks.stream().anyMatch(leak -> leak.by(subject(one)));
      if (about && !accusations.contains(one)) {
        tell(one, out);
      }
    }
    return out.out.toString();
  }

  /** The slowest leak that would have shown, on the line of the first leak where it is known. */
  private String limit() {
    double rate = analysis.verdict().limit().rate();
    for (Truth.Leak leak : truth.leaks) {
      for (Category line : leak.categories) {
        rate = analysis.verdict().limit().byCategory().getOrDefault(line, rate);
      }
    }
    return Double.isNaN(rate) ? "none" : Math.round(rate) + " bytes/h";
  }

  private static void tell(Finding one, Text out) {
    Subject subject = subject(one);
    out.put("    ").put(one.status().id()).put(" ").put(one.rule().id()).put(" ");
    out.put(subject.kind().id()).put(" ").put(subject.name());
    out.put(one.claim().line() == null ? "" : " " + one.claim().line().id());
    out.put(one.claim().growth().shape() == null ? "" : " " + one.claim().growth().shape().id());
    out.put(" rate ")
        .put(Math.round(one.claim().growth().rate()))
        .put(" [")
        .put(Math.round(one.claim().growth().low()));
    out.put(", ").put(Math.round(one.claim().growth().high())).put("] confidence ");
    out.hundredths(one.claim().certainty().confidence()).put("\n");
  }
}
