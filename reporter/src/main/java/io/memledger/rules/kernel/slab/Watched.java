package io.memledger.rules.kernel.slab;

import io.memledger.rules.judge.Family.Member;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Debug features keep a note for each object that they watch: their caches grow with whatever
 * leaks, and are never the leak while something else is.
 */
final class Watched {
  /** Notes of kmemleak and debugobjects; vectors of tags, which must not be tagged themselves. */
  private static final Pattern NOTES =
      Pattern.compile("kmemleak_(object|scan_area)|debug_objects_cache|kmalloc-no-objext-.*");

  /** One note for each object; others come and go meanwhile. */
  private static final double EACH = 1.25;

  private Watched() {}

  /** The groups, with the notes behind the group of those that grew most, where they fit. */
  static List<List<Member>> grouped(Recording recording, List<List<Member>> groups) {
    List<List<Member>> watched = new ArrayList<>();
    List<Member> notes = new ArrayList<>();
    for (List<Member> group : groups) {
      List<Member> own = group.stream().filter(m -> !isNote(m)).toList();
      group.stream().filter(Watched::isNote).forEach(notes::add);
      if (!own.isEmpty()) {
        watched.add(new ArrayList<>(own));
      }
    }
    boolean fits = notes.stream().allMatch(n -> isOf(recording, n, watched));
    if (notes.isEmpty() || watched.isEmpty() || !fits) {
      return groups;
    }
    watched.get(0).addAll(notes);
    return watched;
  }

  private static boolean isNote(Member cache) {
    return NOTES.matcher(cache.series().subject().name()).matches();
  }

  private static boolean isOf(Recording recording, Member note, List<List<Member>> watched) {
    double objects =
        watched.stream().flatMap(List::stream).mapToDouble(m -> came(recording, m, note)).sum();
    return came(recording, note, note) <= EACH * objects;
  }

  /** New objects of a cache while the notes grew. */
  private static double came(Recording recording, Member cache, Member note) {
    return recording
        .series(Metric.SLAB_OBJECTS, cache.series().subject())
        .map(s -> SeriesTools.rise(s, note.trend().from(), note.trend().to()))
        .orElse(0.0);
  }
}
