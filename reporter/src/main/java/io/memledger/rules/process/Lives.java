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

  /** Points of one life, and of the ages that at least two lives share. */
  private static final int FEWEST_POINTS = 12;

  /** One follows the other: together they fill the time, and do not fill it twice. */
  private static final double FILLS = 0.85;

  /** And at the most: lives overlap for the moment of a restart. */
  private static final double ONCE = 1.2;

  /** Ages at which the mean is taken: ten times what a trend takes at least. */
  private static final int POINTS = 120;

  private record Life(TimeSeries series, double birth) {
    double youngest() {
      return series.first().time() - birth;
    }

    double oldest() {
      return series.last().time() - birth;
    }

    double at(double age) {
      return SeriesTools.at(series, birth + age);
    }
  }

  /** Empty where the command is not one service that follows itself. */
  static Optional<Lives> of(Recording recording, Subject group) {
    List<Life> lives = lives(recording, group);
    if (lives.size() < FEWEST || !followEachOther(recording, lives)) {
      return Optional.empty();
    }
    return byAge(recording, group, lives).map(s -> new Lives(s, lives.size()));
  }

  private static List<Life> lives(Recording recording, Subject group) {
    List<Life> lives = new ArrayList<>();
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (rss.subject().name().equals(group.name()) && rss.size() >= FEWEST_POINTS) {
        boolean known = rss.subject().start() > 0 && uptime.isPresent();
        double birth =
            known ? Lifetimes.birth(recording, rss.subject(), uptime.get()) : rss.first().time();
        lives.add(new Life(rss, birth));
      }
    }
    lives.sort(Comparator.comparingDouble(Life::birth));
    return lives;
  }

  private static boolean followEachOther(Recording recording, List<Life> lives) {
    double together = 0;
    for (Life life : lives) {
      together += life.series().span();
    }
    double span = recording.span();
    return together >= FILLS * span && together <= ONCE * span;
  }

  private static Optional<TimeSeries> byAge(Recording recording, Subject group, List<Life> lives) {
    double longest = lives.stream().mapToDouble(l -> l.series().span()).max().orElse(0);
    double from = Math.min(MinimumCapture.WARM_UP_SECONDS, MinimumCapture.WARM_UP_SHARE * longest);
    double to = secondOldest(lives);
    if (!(to > from)) {
      return Optional.empty();
    }
    double step = (to - from) / POINTS;
    double[] ages = new double[POINTS + 1];
    double[] grown = new double[POINTS + 1];
    ages[0] = from;
    int filled = 1;
    for (int k = 1; k <= POINTS; k++) {
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
