package io.memledger.rules;

import io.memledger.rules.judge.LeakTest;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.stats.trend.Trend;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Judges the labelled series with one constant changed at a time; bench/vary-constants.sh. */
final class VaryConstants {
  /** Seeds that no test uses. */
  private static final int FIRST_SEED = 5000;

  private static final double SECONDS = 36_000;
  private static final double MATERIAL = 64;

  private final List<Recording> recordings = new ArrayList<>();
  private final List<LabelledSeries.Kind> kinds = new ArrayList<>();

  private VaryConstants(int runs, int samples) {
    for (LabelledSeries.Kind kind : LabelledSeries.all().values()) {
      for (int run = 0; run < runs; run++) {
        double[] values = kind.maker().make(new Random(FIRST_SEED + run), samples);
        recordings.add(TrendLab.recording(values, SECONDS / samples));
        kinds.add(kind);
      }
    }
  }

  /**
   * @param args runs of each family, samples of each, and a file of lines of class, constant, value
   */
  public static void main(String[] args) throws Exception {
    VaryConstants lab = new VaryConstants(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    System.out.println("| constant | is | instead | wrong alarms | missed leaks | wrong shapes |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    System.out.println("| as they are | | | " + lab.judge());
    for (String line : Files.readAllLines(Path.of(args[2]))) {
      String[] words = line.split(" ");
      Field field = Class.forName("io.memledger.stats." + words[0]).getDeclaredField(words[1]);
      field.setAccessible(true);
      Object is = field.get(null);
      set(field, words[2]);
      System.out.printf("| %s.%s | %s | %s | %s%n", words[0], words[1], is, words[2], lab.judge());
      set(field, is.toString());
    }
  }

  private static void set(Field field, String value) throws IllegalAccessException {
    if (field.getType() == int.class) {
      field.setInt(null, Integer.parseInt(value));
    } else {
      field.setDouble(null, Double.parseDouble(value));
    }
  }

  private String judge() {
    int alarms = 0;
    int missed = 0;
    int shapes = 0;
    for (int i = 0; i < kinds.size(); i++) {
      Recording recording = recordings.get(i);
      LabelledSeries.Kind kind = kinds.get(i);
      Trend trend = Trend.of(recording.host(Metric.USED).orElseThrow()).orElseThrow();
      boolean named =
          LeakTest.of(recording, trend, MATERIAL, LeakTest.ALPHA, LeakTest.WEAK).isLeak();
      alarms += named && !kind.leaks() ? 1 : 0;
      missed += !named && kind.leaks() ? 1 : 0;
      shapes += kind.shapes().isEmpty() || kind.shapes().contains(trend.shape().name()) ? 0 : 1;
    }
    return alarms + " | " + missed + " | " + shapes + " |";
  }
}
