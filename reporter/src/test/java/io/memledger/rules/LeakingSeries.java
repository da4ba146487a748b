package io.memledger.rules;

import static io.memledger.rules.SeriesMaker.between;
import static io.memledger.rules.SeriesMaker.bursts;
import static io.memledger.rules.SeriesMaker.cycle;
import static io.memledger.rules.SeriesMaker.of;
import static io.memledger.rules.SeriesMaker.plus;
import static io.memledger.rules.SeriesMaker.ragged;
import static io.memledger.rules.SeriesMaker.scaled;
import static io.memledger.rules.SeriesMaker.teeth;
import static io.memledger.rules.SeriesMaker.walk;

import java.util.Map;
import java.util.Set;

/** Series of memory that is lost for good, through the end. */
final class LeakingSeries {
  private static final Set<String> LINE = Set.of("LINEAR");

  private LeakingSeries() {}

  static void addTo(Map<String, LabelledSeries.Kind> all) {
    all.put("linear, 10 sigma", yes(LINE, (r, n) -> of(n, x -> 400 * x + 40 * r.nextGaussian())));
    all.put("linear, 2 sigma", yes(LINE, (r, n) -> of(n, x -> 400 * x + 200 * r.nextGaussian())));
    all.put(
        "linear in ar 0.9",
        yes(LINE, (r, n) -> plus(scaled(walk(r, n, 0.9), 250), of(n, x -> 400 * x))));
    all.put(
        "linear in walk",
        yes(LINE, (r, n) -> plus(scaled(walk(r, n, 1), 100), of(n, x -> 400 * x))));
    all.put("allocator chunks", yes(LINE, (r, n) -> of(n, x -> 16 * Math.floor(x * 25))));
    all.put("bursts, 15-60", yes(Set.of("BURSTS", "LINEAR"), (r, n) -> bursts(r, n, 15, 60)));
    all.put("bursts, 6-12", yes(Set.of("BURSTS", "LINEAR"), (r, n) -> bursts(r, n, 6, 12)));
    all.put(
        "accelerating",
        yes(
            Set.of("ACCELERATING"),
            (r, n) -> {
              double noise = between(r, 1, 20);
              return of(n, x -> 400 * (0.2 * x + 0.8 * x * x) + noise * r.nextGaussian());
            }));
    all.put(
        "late onset",
        yes(
            Set.of("LINEAR", "ACCELERATING"),
            (r, n) -> {
              double from = between(r, 0.15, 0.65);
              double noise = between(r, 1, 20);
              return of(
                  n, x -> 400 * Math.max(0, x - from) / (1 - from) + noise * r.nextGaussian());
            }));
    all.put(
        "warm-up, then leak",
        yes(
            LINE,
            (r, n) -> {
              double tau = between(r, 0.03, 0.08);
              return of(n, x -> 300 * (1 - Math.exp(-x / tau)) + 300 * x + 10 * r.nextGaussian());
            }));
    Set<String> floor = Set.of("RISING_FLOOR");
    all.put(
        "rising sawtooth", yes(floor, (r, n) -> teeth(r, n, between(r, 6, 40), between(r, 1, 4))));
    all.put(
        "rising sawtooth, few teeth",
        yes(floor, (r, n) -> teeth(r, n, between(r, 4, 7), between(r, 1, 4))));
    all.put(
        "rising sawtooth, ragged",
        yes(floor, (r, n) -> ragged(r, n, between(r, 8, 40), between(r, 1.5, 4))));
    all.put(
        "cycle + leak, 2-6",
        yes(
            Set.of("RISING_FLOOR", "LINEAR"),
            (r, n) -> cycle(r, n, between(r, 2, 6), between(r, 0.5, 2), 10)));
    all.put(
        "cycle + weak leak, 3-7",
        yes(
            Set.of("RISING_FLOOR", "LINEAR"),
            (r, n) -> cycle(r, n, between(r, 3, 7), between(r, 0.25, 0.5), 10)));
  }

  private static LabelledSeries.Kind yes(Set<String> shapes, LabelledSeries.Maker maker) {
    return new LabelledSeries.Kind(true, shapes, maker);
  }
}
