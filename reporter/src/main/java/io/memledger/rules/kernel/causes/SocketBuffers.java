package io.memledger.rules.kernel.causes;

import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.List;
import java.util.Optional;

/**
 * Memory in the buffers of TCP, UDP and IP fragments, host-wide (/proc/net/sockstat). No counter
 * exists for unix sockets.
 */
public final class SocketBuffers {
  public static final String SOURCE = "proc/net/sockstat";

  private SocketBuffers() {}

  /** Empty if sockstat was not captured. */
  static Optional<TimeSeries> all(Recording recording) {
    TimeSeries sum = null;
    for (Metric metric : List.of(Metric.TCP_MEM, Metric.UDP_MEM, Metric.FRAG_MEM)) {
      TimeSeries one = recording.host(metric).orElse(null);
      if (one != null) {
        sum = sum == null ? one : SeriesTools.sum(sum, one);
      }
    }
    return Optional.ofNullable(sum);
  }

  public static Optional<Family.Member> judged(RuleInput input) {
    Recording recording = input.recording();
    return input.once(
        SocketBuffers.class,
        () ->
            all(recording)
                .flatMap(s -> Family.judge(recording, s, Materiality.remainder(recording))));
  }

  /** Growth that nobody reads away, held in pages of its own. */
  static boolean isLeak(Recording recording, Family.Member sockets) {
    return sockets.isLeak() && !liesInSlab(recording, sockets);
  }

  /** Small packets lie in slab caches: then slab grows, the remainder does not, and caches tell. */
  public static boolean liesInSlab(Recording recording, Family.Member sockets) {
    double main = Shares.MAIN * sockets.trend().rise();
    return rise(recording, Metric.LEDGER_UNACCOUNTED, sockets) < main
        && rise(recording, Metric.LEDGER_SLAB_UNRECLAIMABLE, sockets) >= main;
  }

  private static double rise(Recording recording, Metric line, Family.Member sockets) {
    return recording
        .host(line)
        .map(s -> SeriesTools.rise(s, sockets.trend().from(), sockets.trend().to()))
        .orElse(0.0);
  }
}
