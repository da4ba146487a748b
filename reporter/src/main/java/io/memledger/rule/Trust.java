package io.memledger.rule;

/**
 * How far a rule is trusted when several tell of the same bytes by the code that took them, the
 * most trusted first.
 */
public enum Trust {
  /** The kernel counts every allocation of every site while it runs (allocinfo). */
  EVERY_ALLOCATION,
  /** The kernel lists what is alive of one cache, by the site that made it (alloc_traces). */
  LIVE_OBJECTS,
  /** The kernel knows who took each page, but not what became of objects within (page_owner). */
  LIVE_PAGES,
  /** Events of a stretch of the capture, some of which may be lost (a kmem trace). */
  EVENTS,
  /** Objects to which nothing points, by a scan that errs (kmemleak). */
  UNREFERENCED,
  /** Does not tell call sites. */
  NO_SITES
}
