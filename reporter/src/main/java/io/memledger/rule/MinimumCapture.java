package io.memledger.rule;

import io.memledger.series.Recording;
import io.memledger.series.Unit;

/** How much must have been observed before anything is said (METHOD 3.3 and 3.9). */
public final class MinimumCapture {
  /** Fewer samples, or a shorter span, and the verdict is inconclusive. */
  public static final long FEWEST_SAMPLES = 20;

  /** Likewise in seconds: what starts or stops is over by then. */
  public static final double SHORTEST_SECONDS = 60;

  /** What "leak" asks for; below it the most is "suspected leak". */
  public static final long LEAK_SAMPLES = 60;

  /** Likewise in seconds: caches and pools have filled by then (METHOD 3.3). */
  public static final double LEAK_SECONDS = 30 * 60;

  /** Samples that are enough over many hours: each is of another load than the one before. */
  public static final long SPARSE_SAMPLES = 30;

  /** Those hours, in seconds: half a day, in which jobs of an hour or two come and go. */
  public static final double SPARSE_SECONDS = 12 * 3600;

  /** Samples of the stretch in which it grew, where growth began late. */
  public static final long GROWTH_SAMPLES = 30;

  /** A process younger than this, or than a fifth of the span, is warming up. */
  public static final double WARM_UP_SECONDS = 15 * 60;

  /** Likewise by the span, so that most of a short capture is judged. */
  public static final double WARM_UP_SHARE = 0.2;

  /** Shorter captures cannot tell a daily cycle from a trend. */
  public static final double TWO_DAYS = 48 * 3600;

  /** A gap of this share of the span leaves too much unseen for high confidence. */
  public static final double LONG_GAP = 0.25;

  private MinimumCapture() {}

  /** Snapshots of the analysed segment. */
  public static long samples(Recording recording) {
    return recording.samples();
  }

  public static boolean tooShort(Recording recording) {
    return samples(recording) < FEWEST_SAMPLES || observed(recording) < SHORTEST_SECONDS;
  }

  /** What is said of a rule that wanted more. */
  public static Wording wanted(Recording recording) {
    return Wording.of("not-evaluated.too-short")
        .with("samples", samples(recording), Unit.COUNT)
        .with("span", recording.span(), Unit.SECONDS);
  }

  /** Whether the capture is long enough for "leak". */
  public static boolean longEnough(Recording recording) {
    return samples(recording) >= leakSamples(recording) && observed(recording) >= LEAK_SECONDS;
  }

  /** Samples that "leak" asks of a capture of this length. */
  private static long leakSamples(Recording recording) {
    return observed(recording) >= SPARSE_SECONDS ? SPARSE_SAMPLES : LEAK_SAMPLES;
  }

  /** Seconds that were watched. */
  public static double observed(Recording recording) {
    return observed(recording.span(), samples(recording));
  }

  /** Likewise of a stretch: its last sample stands for an interval too, as each before it. */
  public static double observed(double span, long samples) {
    return samples < 2 ? 0 : span * samples / (samples - 1);
  }

  /** What would let trends be judged, in the unit that is lacking; never less than there is. */
  public static Wording needed(Recording recording) {
    return lacking(recording, FEWEST_SAMPLES, SHORTEST_SECONDS);
  }

  /** What would let a leak be called one, likewise. */
  public static Wording neededForLeak(Recording recording) {
    return lacking(recording, leakSamples(recording), LEAK_SECONDS);
  }

  private static Wording lacking(Recording recording, long samples, double seconds) {
    boolean few = samples(recording) < samples;
    double interval = observed(recording) / Math.max(1, samples(recording));
    boolean wouldCome = interval > 0 && interval * samples <= seconds;
    if (!few || wouldCome && observed(recording) < seconds) {
      return Wording.of("need.time").with("time", seconds, Unit.SECONDS);
    }
    String key = observed(recording) < seconds ? "need.both" : "need.samples";
    Wording need = Wording.of(key).with("samples", samples, Unit.COUNT);
    return key.equals("need.both") ? need.with("time", seconds, Unit.SECONDS) : need;
  }

  /** Seconds of a process' life that are not judged. */
  public static double warmUp(Recording recording) {
    return Math.min(WARM_UP_SECONDS, WARM_UP_SHARE * recording.span());
  }
}
