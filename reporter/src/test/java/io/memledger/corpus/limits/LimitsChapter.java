package io.memledger.corpus.limits;

import static io.memledger.corpus.page.PageText.number;
import static io.memledger.corpus.page.PageText.share;

import io.memledger.corpus.limits.Trial.Result;
import io.memledger.corpus.page.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The chapter on detection limits: of leaks at the stated limit, how many are found. */
public final class LimitsChapter {
  private static final String INTRODUCTION =
      """
      Every report states the slowest leak that it would have shown in nineteen of twenty cases
      (METHOD 3.12). Here such a leak is put into machines without one, at just that rate and from
      the start of the capture on, and the capture is judged again: **found** if the verdict accuses
      and a finding is about this leak. Wanted is 0.90 to 0.99. Left out: captures that accuse
      somebody without it, state no limit, or in which it would take half of the memory that is left.
      Some are put in a fifth **slower** as well: where those are still found, the limit says too
      little; where nothing makes noise, it is as sharp as what is called material (METHOD 3.9).

      """;

  /** Wanted: fewer is a promise not kept, more a limit that tells too little. */
  private static final double LEAST = 0.90;

  private static final double MOST = 0.99;

  /** Of the limit: leaks that need not show. */
  public static final double SLOWER = 0.8;

  private final List<Result> results;
  private final List<Result> slower;
  private final Predicate<Result> likeReal;
  private final int foundTried;
  private final int foundFound;

  /**
   * @param likeReal which results are of families made after real machines
   * @param tried windows of real machines into which a leak was put
   * @param found of these
   */
  public LimitsChapter(List<Result> results, Predicate<Result> likeReal, int tried, int found) {
    this.results = results.stream().filter(one -> one.share() == 1).toList();
    this.slower = results.stream().filter(one -> one.share() < 1).toList();
    this.likeReal = likeReal;
    this.foundTried = tried;
    this.foundFound = found;
  }

  public void write(PageText out) {
    out.heading(2, "Detection limits checked");
    out.text(INTRODUCTION);
    out.head(
        "leak", "in", "put in", "found", "said to be healthy before", "found", "slower", "found");
    for (LeakKind kind : LeakKind.values()) {
      row(out, kind, "plain worlds", likeReal.negate());
      row(out, kind, "worlds like real ones", likeReal);
    }
    String windows = "found windows of a day or more";
    out.line(
        "memory of the host",
        windows,
        Integer.toString(foundTried),
        share(foundFound, foundTried),
        "",
        "",
        "",
        "");
    long all = results.stream().filter(Result::found).count();
    out.line(
        "all",
        "",
        Integer.toString(results.size() + foundTried),
        share(all + foundFound, results.size() + foundTried),
        "",
        "",
        Integer.toString(slower.size()),
        number(found(slower)));
    out.end();
  }

  private void row(PageText out, LeakKind kind, String where, Predicate<Result> which) {
    List<Result> of = of(results, kind, which);
    List<Result> slow = of(slower, kind, which);
    List<Result> healthy = of.stream().filter(Result::healthy).toList();
    if (!of.isEmpty()) {
      out.line(
          kind.title,
          where,
          Integer.toString(of.size()),
          number(found(of)),
          Integer.toString(healthy.size()),
          number(found(healthy)),
          Integer.toString(slow.size()),
          number(found(slow)));
    }
  }

  private static List<Result> of(List<Result> all, LeakKind kind, Predicate<Result> which) {
    return all.stream().filter(one -> one.kind() == kind).filter(which).toList();
  }

  private static double found(List<Result> of) {
    return of.isEmpty()
        ? Double.NaN
        : of.stream().filter(Result::found).count() / (double) of.size();
  }

  /** Kinds whose share is not as promised, a line each. */
  public List<String> bad() {
    List<String> bad = new ArrayList<>();
    for (LeakKind kind : LeakKind.values()) {
      double found = found(of(results, kind, one -> true));
      if (found < LEAST || found > MOST) {
        bad.add(
            "detection limit of "
                + kind.title
                + ": of leaks at it "
                + number(found)
                + " are found, "
                + (found < LEAST
                    ? "fewer than it says"
                    : "more than it says; of those a fifth slower "
                        + number(found(of(slower, kind, one -> true)))));
      }
    }
    return bad;
  }

  /** What was not found, for whoever tunes: of the tuned half alone. */
  public static String missed(List<Result> results) {
    StringBuilder text = new StringBuilder();
    for (Result one : results) {
      if (!one.found() && one.share() == 1 && one.number() % 2 == 0) {
        text.append(one.scenario().name()).append(' ').append(one.number()).append(' ');
        text.append(one.kind())
            .append(' ')
            .append(Math.round(one.rate()))
            .append(" bytes/h, said ");
        text.append(one.said()).append(one.healthy() ? ", healthy without it\n" : "\n");
      }
    }
    return text.toString();
  }
}
