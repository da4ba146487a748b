package io.memledger.rules.holders;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.List;

/**
 * Of what the growth of a group is made: of members that stayed and grew, of more members than
 * there were, or only of members that came and went, of which the later ones happened to be larger.
 *
 * @param stayed bytes by which members grew that lived through the whole window
 * @param came bytes at the end of members that came in the window and are not just there
 * @param went bytes at its begin of members that ended in it
 * @param arrivals members that came, less those that went
 * @param known bytes of the members at the end that the recording knows one by one
 */
public record Turnover(double stayed, double came, double went, int arrivals, double known) {
  /** Of the window, so near to its end that staying cannot be told from passing by. */
  private static final double JUST_NOW = 0.1;

  /** Members that must have been added: two or three are a service that was started. */
  private static final int FEWEST = 4;

  public static Turnover of(Recording recording, Family.Member group, List<TimeSeries> members) {
    double from = group.trend().from();
    double to = group.trend().to();
    double stayed = 0;
    double came = 0;
    double went = 0;
    double known = 0;
    int arrivals = 0;
    for (TimeSeries rss : members) {
      boolean before = Processes.birth(recording, rss) <= from;
      boolean gone = Lifetimes.goneBeforeEnd(recording, rss) && rss.last().time() < to;
      double now = SeriesTools.at(rss, to);
      known += gone ? 0 : now;
      if (before && gone) {
        went += rss.last().time() < from ? 0 : SeriesTools.at(rss, from);
        arrivals -= rss.last().time() < from ? 0 : 1;
      } else if (before) {
        stayed += SeriesTools.rise(rss, from, to);
      } else if (!gone && rss.first().time() <= to - JUST_NOW * (to - from)) {
        came += now;
        arrivals++;
      }
    }
    return new Turnover(stayed, came, went, arrivals, known);
  }

  /** Whether no more than the coming and going of its members makes the group grow. */
  public boolean isAll(Family.Member group) {
    double more = arrivals >= FEWEST ? Math.max(0, came - went) : 0;
    boolean told = known >= Shares.MAIN * group.series().last().value();
    return told && stayed + more < Shares.MAIN * group.trend().rise();
  }

  /** Likewise, where those that came are seen to hold what it grew by. */
  public boolean isOfNewcomers(Family.Member group) {
    return isAll(group) && came >= Shares.MAIN * group.trend().rise();
  }
}
