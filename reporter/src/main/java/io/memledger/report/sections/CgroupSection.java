package io.memledger.report.sections;

import io.memledger.report.cgroups.CgroupNode;
import io.memledger.report.cgroups.CgroupTree;
import io.memledger.report.model.Report.CgroupPart;
import io.memledger.report.model.Report.CgroupRow;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.Stretch;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Wording;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Containers and services: the tree of memory cgroups by growth, a second axis to the ledger. */
public final class CgroupSection {
  /** Rows of the tree; the CSV file holds all. */
  public static final int ROWS = 40;

  /** Deeper ones are not moved in further: the page is not wide enough. */
  private static final int DEEPEST = 6;

  /** Of the largest part; what moved less is not told. */
  private static final double SMALL = 0.01;

  /** Bytes likewise. */
  private static final double LEAST = 64 * 1024;

  /** Width of the largest bar. */
  private static final double WIDTH = 1000;

  private CgroupSection() {}

  /** Null where no cgroup was captured. */
  public static CgroupPart build(ReportContext draft) {
    CgroupTree tree = new CgroupTree(draft.recording);
    int count = tree.nodes().size();
    if (count == 0) {
      return null;
    }
    List<CgroupTree.Place> places = tree.places(ROWS);
    double widest = places.stream().mapToDouble(p -> rises(p.node())).max().orElse(0);
    List<CgroupRow> rows = places.stream().map(p -> row(draft, p, widest)).toList();
    int left = count - rows.size();
    return new CgroupPart(
        draft.say(draft.wording("cgroups.lead").with("count", count, Unit.COUNT)),
        rows,
        left == 0 ? "" : draft.say(draft.wording("cgroups.more").with("count", left, Unit.COUNT)));
  }

  private static double rises(CgroupNode node) {
    return node.parts.values().stream().mapToDouble(v -> Math.max(0, v)).sum();
  }

  private static CgroupRow row(ReportContext draft, CgroupTree.Place place, double widest) {
    CgroupNode node = place.node();
    Wording name = draft.cgroup(node.path);
    String note = node.gone ? "cgroups.gone" : node.born ? "cgroups.born" : "";
    return new CgroupRow(
        Integer.toString(Math.min(DEEPEST, place.depth())),
        draft.isSaidByPath(node.path) ? "" : draft.say(name),
        Names.shown(place.label()),
        note.isEmpty() ? "" : draft.text(note),
        Numbers.bytes(node.now),
        draft.amounts().signed(node.growth, Unit.BYTES),
        split(node, widest),
        parts(draft, node),
        Numbers.bytes(node.working()),
        node.limit.map(l -> Numbers.bytes(l.limit())).orElse(Numbers.UNKNOWN),
        node.limit.isPresent() ? draft.amounts().percent(node.full()) : "",
        events(draft, node),
        stalls(draft, node),
        node.explains(draft.analysis.ledger())
            .map(e -> draft.fact("category." + e.line().id(), draft.amounts().percent(e.share())))
            .orElse(null));
  }

  /** What grew, one beside the other, by the growth of the cgroup that grew most. */
  private static List<Stretch> split(CgroupNode node, double widest) {
    List<Stretch> bar = new ArrayList<>();
    double x = 0;
    for (Map.Entry<CgroupNode.Part, Double> part : node.parts.entrySet()) {
      double width = Math.max(0, part.getValue()) / Math.max(1, widest) * WIDTH;
      if (width >= 1) {
        bar.add(new Stretch(part.getKey().line.id(), thousandths(x), thousandths(width)));
        x += width;
      }
    }
    return bar;
  }

  private static String thousandths(double value) {
    return Long.toString(Math.round(value));
  }

  private static List<Fact> parts(ReportContext draft, CgroupNode node) {
    double most = node.parts.values().stream().mapToDouble(Math::abs).max().orElse(0);
    List<Fact> parts = new ArrayList<>();
    node.parts.forEach(
        (part, grown) -> {
          if (Math.abs(grown) >= Math.max(LEAST, SMALL * most)) {
            parts.add(
                draft.fact(
                    "cgroups.part." + part.name().toLowerCase(Locale.ROOT),
                    draft.amounts().signed(grown, Unit.BYTES)));
          }
        });
    return parts;
  }

  private static String events(ReportContext draft, CgroupNode node) {
    List<String> said = new ArrayList<>();
    say(draft, said, "cgroups.killed", node.killed());
    say(draft, said, "cgroups.met", node.met());
    say(draft, said, "cgroups.slowed", node.slowed());
    boolean counted = !Double.isNaN(node.met()) || !Double.isNaN(node.killed());
    return said.isEmpty() && !counted
        ? Numbers.UNKNOWN
        : said.isEmpty() ? draft.text("cgroups.none") : String.join(", ", said);
  }

  private static void say(ReportContext draft, List<String> said, String key, double count) {
    if (count > 0) {
      said.add(draft.say(draft.wording(key).with("count", count, Unit.COUNT)));
    }
  }

  private static String stalls(ReportContext draft, CgroupNode node) {
    double some = node.stalled(false);
    return Double.isNaN(some)
        ? Numbers.UNKNOWN
        : some == 0
            ? draft.amounts().percent(0)
            : draft.say(
                draft
                    .wording("cgroups.stalled")
                    .with("some", some, Unit.RATIO)
                    .with("full", node.stalled(true), Unit.RATIO));
  }
}
