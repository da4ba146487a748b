package io.memledger.merge;

import io.memledger.rule.Claim;
import io.memledger.rule.Finding;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * A call site that is told without a course, as one list of kmemleak does, says where the objects
 * of a cache that leaks come from: by their size, or by as many bytes.
 */
final class SiteHint {
  /**
   * Caches of the kernel's sizes hold what is larger than half of them: else a smaller one fits.
   */
  private static final double HALF = 0.5;

  private SiteHint() {}

  /** The leak that it belongs to; empty if it fits none. */
  static Optional<MergedFinding> leader(List<MergedFinding> leaks, Finding hint) {
    boolean site =
        hint.status() == Status.NOTICE
            && hint.claim().kind() == Subject.Kind.CALL_SITE
            && hint.rule().tellsSites();
    return leaks.stream()
        .filter(l -> site && l.isPlace() && l.line() == hint.claim().line())
        .filter(l -> isOfSize(l.claim(), hint.claim()) || isAsMuch(l.claim(), hint.claim()))
        .min(MergedFinding.STRONGEST);
  }

  static Wording headline(MergedFinding leak, Finding hint) {
    boolean size = isOfSize(leak.claim(), hint.claim());
    return Wording.of(size ? "merged.site.size" : "merged.site")
        .with("headline", leak.lead().words().headline())
        .with("name", hint.claim().subject().name());
  }

  private static boolean isOfSize(Claim cache, Claim site) {
    double slot = cache.company().each();
    double each = site.company().each();
    return each <= slot && each > HALF * slot;
  }

  private static boolean isAsMuch(Claim place, Claim site) {
    return place.growth().unit() == Unit.BYTES
        && site.growth().unit() == Unit.BYTES
        && Shares.areSame(place.growth().amount(), site.growth().amount());
  }
}
