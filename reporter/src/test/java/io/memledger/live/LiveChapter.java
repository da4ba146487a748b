package io.memledger.live;

import io.memledger.corpus.page.PageText;
import java.util.Map;
import java.util.TreeMap;

/** The chapter of ACCURACY.md on programs that really leak while the collector looks on. */
public final class LiveChapter {
  private static final String INTRODUCTION =
      """
      Small programs that leak one thing for real, and some that only look so, on a running kernel;
      the real collector looks on for 75 seconds and the real reporter judges. `LiveZooIT` and
      `LiveLeakIT` run with every build and assert of each: it is named on its line of the ledger,
      as one of those in the table, at a rate within a quarter of the true one where that is known;
      of what is no leak, that nobody is accused. In so short a capture the verdict is suspected
      leak at the most. To run every kind in a capture of its own, which takes 50 minutes and writes
      the answers to `reporter/target/zoo/alone.md`, see README.md.

      """;

  private LiveChapter() {}

  public static void write(PageText out) {
    long leaking = ZooKind.ALL.stream().filter(ZooKind::leaks).count();
    out.heading(2, "Live programs");
    out.text(INTRODUCTION);
    out.text(leaking + " kinds leak, " + (ZooKind.ALL.size() - leaking) + " only look so.\n\n");
    out.head("program", "line of the ledger", "named as", "true rate");
    for (ZooKind kind : ZooKind.ALL) {
      if (kind.leaks()) {
        out.line(
            kind.name(), String.join(" or ", kind.categories().stream().sorted().toList()),
            culprits(kind), rate(kind));
      } else {
        out.line(kind.name(), "none: no leak", "nobody", "-");
      }
    }
    out.end();
  }

  private static String culprits(ZooKind kind) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> one : new TreeMap<>(kind.culprits()).entrySet()) {
      text.append(text.length() == 0 ? "" : ", or ").append(one.getKey());
      text.append(one.getValue().isEmpty() ? "" : " " + one.getValue());
    }
    return text.toString();
  }

  private static String rate(ZooKind kind) {
    if (!Double.isNaN(kind.bytes())) {
      return Math.round(kind.bytes() / 1024) + " KiB a second";
    }
    return Double.isNaN(kind.things()) ? "not known" : Math.round(kind.things()) + " a second";
  }
}
