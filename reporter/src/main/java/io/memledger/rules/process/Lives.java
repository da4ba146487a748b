package io.memledger.rules.process;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.MinimumCapture;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The lives of a service that is restarted again and again, laid over each other by age: what each
 * restart hides in the sum shows in the mean of the lives (METHOD 3.1, test within lives).
 *
 * @param byAge mean of what all lives had grown by at each age; its times are ages in seconds
 * @param count lives of which enough was seen
 */
record Lives(TimeSeries byAge, int count) {
  /** Of two lives nobody can tell a habit. */
  private static final int FEWEST = 3;

  /** Unless the kernel killed each that ended: then of two it is known why they did. */
  private static final int FEWEST_KILLED = 2;

  /** Intervals from the last sight of a life until its kill is counted: the one it died in. */
  private static final double UNTIL_COUNTED = 1.5;

  /** Points of the ages that at least two lives share. */
  private static final int FEWEST_POINTS = 12;

  /** Points of one life that tell its pace, be it the first or last, of which a part was seen. */
  private static final int POINTS_OF_LIFE = 5;

  /** Seconds of the usual life: what is over sooner is a job that is done, not a service. */
  private static final double SHORTEST = MinimumCapture.SHORTEST_SECONDS;

  /** One program loses at one pace in each of its lives, to this factor; jobs differ. */
  private static final double ALIKE = 2;

  /** Share of the lives that must be alike: one in four may have had a quiet or a busy time. */
  private static final double MOST = 0.75;

  /** One follows the other: together they fill the time, and do not fill it twice. */
  private static final double FILLS = 0.85;

  /** And at the most: lives overlap for the moment of a restart. */
  private static final double ONCE = 1.2;

  /** Ages at which the mean is taken, at the most: ten times what a trend takes at least. */
  private static final int MOST_POINTS = 120;

  private record Life(TimeSeries series, double birth) {
    double youngest() {
      return series.first().time() - birth;
    }

    double oldest() {
      return series.last().time() - birth;
    }

    /** Bytes a second over all of it that was seen. */
    double pace() {
      return series.change() / series.span();
    }

    double at(double age) {
      return SeriesTools.at(series, birth + age);
    }
  }

  /** Empty where the command is not one service that follows itself. */
  static Optional<Lives> of(Recording recording, Service service) {
    List<TimeSeries> all = service.members();
    if (all.size() < FEWEST || !followEachOther(recording, all)) {
      return Optional.empty();
    }
    List<Life> lives = lives(recording, all);
    int fewest = wereKilled(recording, all) ? FEWEST_KILLED : FEWEST;
    return lives.size() < fewest || !isService(lives)
        ? Optional.empty()
        : byAge(service.subject(), lives).map(s -> new Lives(s, lives.size()));
  }

  /** Those of which enough was seen, the first one first. */
  private static List<Life> lives(Recording recording, List<TimeSeries> all) {
    List<Life> lives = new ArrayList<>();
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    for (TimeSeries rss : all) {
      if (rss.size() >= POINTS_OF_LIFE) {
        boolean known = rss.subject().start() > 0 && uptime.isPresent();
        double birth =
            known ? Lifetimes.birth(recording, rss.subject(), uptime.get()) : rss.first().time();
        lives.add(new Life(rss, birth));
      }
    }
    lives.sort(Comparator.comparingDouble(Life::birth));
    return lives;
  }

  /** Whether the kernel counted a kill whenever one of them ended. */
  private static boolean wereKilled(Recording recording, List<TimeSeries> all) {
    Optional<TimeSeries> kills = recording.host(Metric.OOM_KILL);
    double interval = recording.capture().intervalSeconds();
    return kills.isPresent()
        && all.stream()
            .filter(life -> Lifetimes.goneBeforeEnd(recording, life))
            .mapToDouble(life -> life.last().time())
            .allMatch(e -> SeriesTools.rise(kills.get(), e, e + UNTIL_COUNTED * interval) > 0);
  }

  /** A life lasts until it was not seen any more, be it by one sample only. */
  private static boolean followEachOther(Recording recording, List<TimeSeries> all) {
    double usual = recording.capture().intervalSeconds();
    double together = 0;
    for (TimeSeries life : all) {
      together += life.span() + (Double.isNaN(usual) ? 0 : usual);
    }
    double span = recording.span();
    return together >= FILLS * span && together <= ONCE * span;
  }

  /** Whether the lives are long and alike. */
  private static boolean isService(List<Life> lives) {
    double[] spans = lives.stream().mapToDouble(l -> l.series().span()).sorted().toArray();
    double[] paces = lives.stream().mapToDouble(Life::pace).sorted().toArray();
    double pace = paces[paces.length / 2];
    long alike = Arrays.stream(paces).filter(p -> p <= ALIKE * pace && ALIKE * p >= pace).count();
    return spans[spans.length / 2] >= SHORTEST && pace > 0 && alike >= MOST * lives.size();
  }

  private static Optional<TimeSeries> byAge(Subject group, List<Life> lives) {
    double longest = lives.stream().mapToDouble(l -> l.series().span()).max().orElse(0);
    double from = Math.min(MinimumCapture.WARM_UP_SECONDS, MinimumCapture.WARM_UP_SHARE * longest);
    double to = secondOldest(lives);
    if (!(to > from)) {
      return Optional.empty();
    }
    int points = Math.min(MOST_POINTS, lives.stream().mapToInt(l -> l.series().size()).sum());
    double step = (to - from) / points;
    double[] ages = new double[points + 1];
    double[] grown = new double[points + 1];
    ages[0] = from;
    int filled = 1;
    for (int k = 1; k <= points; k++) {
      double age = from + k * step;
      double sum = 0;
      int n = 0;
      for (Life life : lives) {
        if (life.youngest() <= age - step && life.oldest() >= age) {
          sum += life.at(age) - life.at(age - step);
          n++;
        }
      }
      if (n >= 2) {
        ages[filled] = age;
        grown[filled] = grown[filled - 1] + sum / n;
        filled++;
      }
    }
    return filled < FEWEST_POINTS
        ? Optional.empty()
        : Optional.of(
            TimeSeries.of(
                Metric.PROC_RSS, group, Arrays.copyOf(ages, filled), Arrays.copyOf(grown, filled)));
  }

  /** The age that two lives reached. */
  private static double secondOldest(List<Life> lives) {
    double[] oldest = lives.stream().mapToDouble(Life::oldest).sorted().toArray();
    return oldest[oldest.length - 2];
  }
}
