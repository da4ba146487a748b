import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long 1,000 series of 120,000 samples take to judge, after replay has brought each to its
 * blocks, beside what only adding up their samples takes. One thread. Run it with
 *
 * <pre>java -Xmx256m -cp reporter/target/memledger-reporter.jar reporter/bench/JudgeSeries.java</pre>
 */
public final class JudgeSeries {
  private static final int SERIES = 1000;
  private static final int SAMPLES = 120_000;
  private static final int BLOCKS = 480;

  public static void main(String[] args) {
    List<TimeSeries> all = new ArrayList<>();
    double adding = 0;
    double sum = 0;
    for (int i = 0; i < SERIES; i++) {
      double[] samples = samples(new Random(i), i);
      long begin = System.nanoTime();
      for (double sample : samples) {
        sum += sample;
      }
      adding += (System.nanoTime() - begin) / 1e9;
      all.add(blocks(samples));
    }
    for (int pass = 1; pass <= 3; pass++) {
      long begin = System.nanoTime();
      int going = 0;
      for (TimeSeries series : all) {
        going += Trend.of(series).filter(t -> t.shape().goesOn()).isPresent() ? 1 : 0;
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "pass %d: %.2f s for %d series, %d still rise; adding their samples up: %.2f s (%.0f)%n",
          pass, seconds, SERIES, going, adding, Math.signum(sum));
    }
  }

  /** Walks, walks with a drift, warm-ups, teeth: one of each in turn. */
  private static double[] samples(Random random, int kind) {
    double[] values = new double[SAMPLES];
    double walk = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double x = (double) i / SAMPLES;
      walk += random.nextGaussian();
      values[i] =
          1e9
              + 1e4
                  * switch (kind % 4) {
                    case 0 -> walk;
                    case 1 -> walk + 3000 * x;
                    case 2 -> 3000 * (1 - Math.exp(-x / 0.1)) + random.nextGaussian();
                    default -> 500 * (30 * x - Math.floor(30 * x)) + 10 * random.nextGaussian();
                  };
    }
    return values;
  }

  private static TimeSeries blocks(double[] samples) {
    int each = SAMPLES / BLOCKS;
    double[] times = new double[BLOCKS];
    double[] means = new double[BLOCKS];
    double[] mins = new double[BLOCKS];
    double[] maxs = new double[BLOCKS];
    int[] counts = new int[BLOCKS];
    for (int b = 0; b < BLOCKS; b++) {
      mins[b] = Double.POSITIVE_INFINITY;
      maxs[b] = Double.NEGATIVE_INFINITY;
      for (int i = b * each; i < (b + 1) * each; i++) {
        times[b] += 5.0 * i / each;
        means[b] += samples[i] / each;
        mins[b] = Math.min(mins[b], samples[i]);
        maxs[b] = Math.max(maxs[b], samples[i]);
      }
      counts[b] = each;
    }
    return new TimeSeries(
        Metric.USED,
        Subject.HOST,
        times,
        means,
        mins,
        maxs,
        counts,
        new TimeSeries.Sample(times[0], samples[0]),
        new TimeSeries.Sample(times[BLOCKS - 1], samples[SAMPLES - 1]));
  }
}
