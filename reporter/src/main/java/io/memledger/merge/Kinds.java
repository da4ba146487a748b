package io.memledger.merge;

import io.memledger.series.Subject.Kind;
import java.util.Set;

/** Sorts of culprits, by what they tell. */
final class Kinds {
  /** Where kernel memory lies, of which nobody is named. */
  static final Set<Kind> PLACES = Set.of(Kind.HOST, Kind.SLAB_CACHE, Kind.VMALLOC_CALLER);

  private Kinds() {}
}
