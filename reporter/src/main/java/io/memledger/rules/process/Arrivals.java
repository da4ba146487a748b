package io.memledger.rules.process;

import io.memledger.ledger.Lifetimes;
import io.memledger.rules.judge.Family;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/**
 * What became of the processes of one command that came during the capture: a pool whose members
 * come and go may hold more of them at the end without piling them up.
 *
 * @param stayed processes that came in the window, are still there at its end, and not just since
 * @param known members at the end of which the recording tells when they came
 * @param all members at the end
 */
record Arrivals(double stayed, double known, double all) {
  /** Of the window, so near to its end that staying cannot be told from passing by. */
  private static final double JUST_NOW = 0.1;

  /** Share of a growth that must be processes that came and stayed. */
  private static final double MOSTLY = 0.5;

  /** Share of the members of which something must be known to judge by it. */
  private static final double ENOUGH = 0.5;

  static Arrivals of(Recording recording, Family.Member group) {
    double from = group.trend().from();
    double until = group.trend().to() - JUST_NOW * group.trend().span();
    String name = group.series().subject().name();
    int stayed = 0;
    int known = 0;
    for (TimeSeries process : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (process.subject().name().equals(name) && !Lifetimes.goneBeforeEnd(recording, process)) {
        double birth = birth(recording, process);
        known++;
        stayed += birth >= from && birth <= until ? 1 : 0;
      }
    }
    return new Arrivals(stayed, known, group.series().last().value());
  }

  /** Whether those that stayed make up a growth; true where too little is known of them. */
  boolean stayFor(double growth) {
    return known < ENOUGH * all || stayed >= MOSTLY * growth;
  }

  private static double birth(Recording recording, TimeSeries process) {
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    return process.subject().start() > 0 && uptime.isPresent()
        ? Lifetimes.birth(recording, process.subject(), uptime.get())
        : process.first().time();
  }
}
