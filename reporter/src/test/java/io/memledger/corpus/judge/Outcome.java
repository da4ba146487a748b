package io.memledger.corpus.judge;

import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.page.Said;
import java.util.List;

/**
 * How one archive was judged, beside its truth.
 *
 * @param right the verdict is one of those that the truth allows, and of a leak finds this leak
 * @param accused the verdict says leak or suspected leak
 * @param culprit whether the first finding names the culprit; false where nothing was found
 * @param category whether the first finding stands on the right line
 * @param shape null where no finding is about whoever moves
 * @param rateError share of the true rate; NaN where no rate was given
 * @param covered whether the true rate is inside the stated interval; null without a rate
 * @param leaksNamed of several leaks, the share that some finding names
 * @param series number of series that were judged
 * @param falseAlarms accusations of those who do not leak
 * @param findings accusations: what confidence was said, and whether it was right
 * @param verdict likewise for the verdict
 * @param forecastError share of the true time left; NaN where no limit is near
 * @param story for the listing: what was said, and what is true
 */
record Outcome(
    Scenario scenario,
    int number,
    String status,
    boolean right,
    boolean accused,
    boolean culprit,
    boolean category,
    Boolean shape,
    double rateError,
    Boolean covered,
    double leaksNamed,
    int series,
    int falseAlarms,
    List<Said> findings,
    Said verdict,
    double forecastError,
    String story) {

  boolean found() {
    return scenario.leaks() && right;
  }

  boolean falseVerdict() {
    return accused && !right;
  }

  /** Whether someone who tunes should look at it. */
  boolean wanting() {
    return !right
        || falseAlarms > 0
        || scenario.leaks() && (!culprit || !category || leaksNamed < 1)
        || Boolean.FALSE.equals(shape)
        || Boolean.FALSE.equals(covered)
        || rateError > 0.1;
  }
}
