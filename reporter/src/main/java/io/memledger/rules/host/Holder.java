package io.memledger.rules.host;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.Processes;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Optional;

/**
 * The one process that held most of the host's memory when least was available: whoever else waits
 * for memory or is killed for it, this is who has it.
 *
 * @param at that moment, in seconds
 * @param held bytes resident and in swap then
 * @param grown bytes of it that came during the capture
 * @param took seconds in which they came
 * @param total MemTotal
 * @param ended whether it was gone before the capture's end
 */
record Holder(
    Subject process,
    double at,
    double held,
    double grown,
    double took,
    double total,
    boolean ended) {
  private static final String SOURCE = "proc/pids/stat";

  /** With more of memory available nobody waits for the host's (METHOD 3.9). */
  private static final double SHORT = 0.1;

  /** Empty where memory was never short, or nobody held half of it. */
  static Optional<Holder> of(Recording recording) {
    double total = recording.hostFacts().memTotal();
    Optional<TimeSeries> available = recording.host(Metric.AVAILABLE);
    int worst = available.map(Holder::worst).orElse(-1);
    if (worst < 0 || !(available.get().min(worst) < SHORT * total)) {
      return Optional.empty();
    }
    double at = available.get().time(worst);
    Holder most = null;
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (isAlive(recording, rss, at)) {
        Holder one = holder(recording, rss, at, total);
        boolean main = one.held() >= Shares.MAIN * total;
        most = main && (most == null || one.held() > most.held()) ? one : most;
      }
    }
    return Optional.ofNullable(most);
  }

  /** The finding with its holder, or as it is where there is none. */
  static FindingBuilder told(FindingBuilder pressure, Recording recording, Wording headline) {
    return of(recording).map(h -> h.tell(pressure, recording, headline)).orElse(pressure);
  }

  private static int worst(TimeSeries available) {
    int worst = 0;
    for (int i = 1; i < available.size(); i++) {
      worst = available.min(i) < available.min(worst) ? i : worst;
    }
    return worst;
  }

  private static boolean isAlive(Recording recording, TimeSeries rss, double at) {
    boolean gone = Lifetimes.goneBeforeEnd(recording, rss);
    double usual = recording.capture().intervalSeconds();
    return Processes.birth(recording, rss) <= at && (!gone || rss.last().time() >= at - usual);
  }

  private static Holder holder(Recording recording, TimeSeries rss, double at, double total) {
    Optional<TimeSeries> swap = recording.series(Metric.PROC_SWAP, rss.subject());
    TimeSeries all = swap.map(s -> SeriesTools.sum(rss, s)).orElse(rss);
    double held = SeriesTools.at(all, at);
    boolean born = Lifetimes.bornInside(recording, rss);
    double before = born ? 0 : all.first().value();
    double since = born ? Math.max(0, Processes.birth(recording, rss)) : all.first().time();
    boolean ended = Lifetimes.goneBeforeEnd(recording, rss);
    return new Holder(rss.subject(), at, held, held - before, at - since, total, ended);
  }

  /** Whether most of what it held came while somebody watched. */
  private boolean filled() {
    return grown >= Shares.MAIN * held && took > 0;
  }

  /** More than memory is held in memory and swap. */
  private double room(Recording recording) {
    double swap = recording.host(Metric.SWAP_TOTAL).map(s -> s.last().value()).orElse(0.0);
    return held > total ? total + swap : total;
  }

  private FindingBuilder tell(FindingBuilder pressure, Recording recording, Wording headline) {
    String variant = (filled() ? ".filled" : "") + (ended ? ".ended" : "");
    return pressure
        .culprit(recording, process)
        .headline(
            Findings.named(Wording.of("pressure.holder" + variant), process)
                .with("about", headline)
                .with("held", held, Unit.BYTES)
                .with("total", room(recording), Unit.BYTES)
                .with("grown", grown, Unit.BYTES)
                .with("took", took, Unit.SECONDS)
                .with("moment", recording.at(at)))
        .evidence("holder-held", held, Unit.BYTES, SOURCE)
        .evidence("holder-grown", grown, Unit.BYTES, SOURCE);
  }
}
