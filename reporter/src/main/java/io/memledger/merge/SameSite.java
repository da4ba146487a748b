package io.memledger.merge;

import io.memledger.series.Subject;
import java.util.Comparator;
import java.util.List;

/**
 * One leak as several files tell it by call site: whoever is trusted most leads. And the lines,
 * caches and callers that are the same bytes as a site that the kernel counts by itself.
 */
final class SameSite implements Relation {
  @Override
  public Tie tie(MergedFinding site, MergedFinding other, List<MergedFinding> open) {
    if (site.kind() != Subject.Kind.CALL_SITE || !site.rule().tellsSites()) {
      return Tie.NONE;
    }
    boolean lower =
        other.rule().tellsSites() && other.rule().trust().compareTo(site.rule().trust()) > 0;
    boolean place = site.rule().brings().isEmpty() && other.isPlace();
    return (lower || place) && Sizes.shareLine(site, other) && Sizes.areOne(site, other)
        ? Tie.ABSORB
        : Tie.NONE;
  }

  @Override
  public Comparator<MergedFinding> leads() {
    return Comparator.comparing((MergedFinding site) -> site.rule().trust())
        .thenComparing(MergedFinding.STRONGEST);
  }

  @Override
  public Comparator<MergedFinding> order() {
    return leads();
  }
}
