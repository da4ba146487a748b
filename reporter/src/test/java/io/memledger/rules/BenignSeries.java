package io.memledger.rules;

import static io.memledger.rules.SeriesMaker.between;
import static io.memledger.rules.SeriesMaker.cycle;
import static io.memledger.rules.SeriesMaker.highest;
import static io.memledger.rules.SeriesMaker.of;
import static io.memledger.rules.SeriesMaker.ragged;
import static io.memledger.rules.SeriesMaker.scaled;
import static io.memledger.rules.SeriesMaker.teeth;
import static io.memledger.rules.SeriesMaker.walk;

import java.util.Map;
import java.util.Set;

/** Series that do not leak, though many of them rise. */
final class BenignSeries {
  private static final Set<String> ANY = Set.of();
  private static final Set<String> LEVEL = Set.of("SATURATING");
  private static final Set<String> STEP = Set.of("STEP");
  private static final Set<String> CYCLE = Set.of("CYCLIC");
  private static final Set<String> QUIET = Set.of("FLAT", "NOISY");

  private BenignSeries() {}

  static void addTo(Map<String, LabelledSeries.Kind> all) {
    all.put("white", no(QUIET, (r, n) -> of(n, x -> 100 * r.nextGaussian())));
    all.put("ar 0.9", no(QUIET, (r, n) -> scaled(walk(r, n, 0.9), 400)));
    all.put("ar 0.99", no(ANY, (r, n) -> scaled(walk(r, n, 0.99), 400)));
    all.put("walk", no(ANY, (r, n) -> scaled(walk(r, n, 1), 400)));
    all.put("high-water of walk", no(ANY, (r, n) -> scaled(highest(walk(r, n, 1)), 400)));
    all.put("high-water of ar 0.9", no(ANY, (r, n) -> scaled(highest(walk(r, n, 0.9)), 300)));
    all.put(
        "step",
        no(
            STEP,
            (r, n) -> {
              double at = between(r, 0.05, 0.95);
              double noise = between(r, 1, 30);
              return of(n, x -> (x > at ? 400 : 0) + noise * r.nextGaussian());
            }));
    all.put(
        "three steps",
        no(
            STEP,
            (r, n) -> {
              double a = between(r, 0.1, 0.3);
              double b = between(r, 0.4, 0.6);
              double c = between(r, 0.7, 0.9);
              return of(
                  n,
                  x ->
                      (x > a ? 200 : 0)
                          + (x > b ? 150 : 0)
                          + (x > c ? 100 : 0)
                          + 8 * r.nextGaussian());
            }));
    all.put(
        "warm-up",
        no(
            LEVEL,
            (r, n) -> {
              double tau = between(r, 0.04, 0.3);
              double noise = between(r, 1, 20);
              return of(n, x -> 400 * (1 - Math.exp(-x / tau)) + noise * r.nextGaussian());
            }));
    all.put(
        "ramp, then level",
        no(
            LEVEL,
            (r, n) -> {
              double until = between(r, 0.2, 0.7);
              double noise = between(r, 1, 20);
              return of(n, x -> 400 * Math.min(1, x / until) + noise * r.nextGaussian());
            }));
    all.put(
        "nothing, a ramp, then level",
        no(
            ANY,
            (r, n) -> {
              double from = between(r, 0.2, 0.5);
              double until = from + between(r, 0.1, 0.25);
              double noise = r.nextBoolean() ? 0 : between(r, 1, 10);
              return of(
                  n,
                  x ->
                      400 * Math.min(1, Math.max(0, x - from) / (until - from))
                          + (x > from && x < until ? 2 : noise) * r.nextGaussian());
            }));
    all.put("flat sawtooth", no(CYCLE, (r, n) -> teeth(r, n, between(r, 4, 40), 0)));
    all.put("flat sawtooth, ragged", no(CYCLE, (r, n) -> ragged(r, n, between(r, 6, 40), 0)));
    all.put("cycle", no(CYCLE, (r, n) -> cycle(r, n, between(r, 2.5, 6), 0, 10)));
    all.put("noisy cycle", no(CYCLE, (r, n) -> cycle(r, n, between(r, 3, 8), 0, 60)));
    all.put("cycle, once or twice", no(ANY, (r, n) -> cycle(r, n, between(r, 1, 2.5), 0, 10)));
    all.put("part of a cycle", no(ANY, (r, n) -> cycle(r, n, between(r, 0.4, 1), 0, 10)));
    all.put(
        "batch job",
        no(
            ANY,
            (r, n) -> {
              double from = between(r, 0.1, 0.5);
              double to = from + between(r, 0.1, 0.4);
              return of(n, x -> (x > from && x < to ? 400 : 0) + 10 * r.nextGaussian());
            }));
    all.put("falling", no(ANY, (r, n) -> of(n, x -> -400 * x + 20 * r.nextGaussian())));
    all.put(
        "load up and down",
        no(
            ANY,
            (r, n) -> {
              double peak = between(r, 0.3, 0.8);
              return of(
                  n,
                  x ->
                      400 * (x < peak ? x / peak : 1 - 0.8 * (x - peak) / (1 - peak))
                          + 10 * r.nextGaussian());
            }));
  }

  private static LabelledSeries.Kind no(Set<String> shapes, LabelledSeries.Maker maker) {
    return new LabelledSeries.Kind(false, shapes, maker);
  }
}
