package io.memledger.rules.judge;

import io.memledger.series.TimeSeries;

/** How a counter of events runs over the window: for long, or in a burst that is over. */
public final class Persistence {
  /** Share of the time; what is felt in less of it is a burst. */
  private static final double PERSISTS = 0.3;

  /** Begin, middle and end: what lasts is felt in two of them. */
  private static final int PARTS = 3;

  /** Share of the last part that must feel what began late and goes on. */
  private static final double GOES_ON = 0.5;

  /** Two samples nearer than this share of the usual distance make no rate. */
  private static final double TOO_NEAR = 0.25;

  private Persistence() {}

  /** Whether it runs this fast, in units per second, for long or through the end. */
  public static boolean of(TimeSeries counter, double perSecond) {
    if (SeriesTools.shareFaster(counter, perSecond) < PERSISTS) {
      return false;
    }
    int felt = 0;
    double share = 0;
    int n = counter.size();
    for (int part = 0; part < PARTS; part++) {
      int begin = 1 + part * (n - 1) / PARTS;
      int end = 1 + (part + 1) * (n - 1) / PARTS;
      int fast = 0;
      for (int i = begin; i < end; i++) {
        fast += perSecond(counter, i) >= perSecond ? 1 : 0;
      }
      share = end > begin ? (double) fast / (end - begin) : 0;
      felt += share >= PERSISTS ? 1 : 0;
    }
    return felt > 1 || share >= GOES_ON;
  }

  /** Units per second in the fastest block; 0 with fewer than two blocks. */
  public static double peak(TimeSeries counter) {
    double usual = counter.span() / Math.max(1, counter.size() - 1);
    double peak = 0;
    for (int i = 1; i < counter.size(); i++) {
      if (counter.time(i) - counter.time(i - 1) >= TOO_NEAR * usual) {
        peak = Math.max(peak, perSecond(counter, i));
      }
    }
    return peak;
  }

  /** Units per second at the end of a block, from the one before. */
  private static double perSecond(TimeSeries counter, int block) {
    double seconds = counter.time(block) - counter.time(block - 1);
    return seconds > 0 ? (counter.mean(block) - counter.mean(block - 1)) / seconds : 0;
  }
}
