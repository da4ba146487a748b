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
  public static CgroupPart build(ReportContext context) {
    CgroupTree tree = new CgroupTree(context.recording);
    int count = tree.nodes().size();
    if (count == 0) {
      return null;
    }
    List<CgroupTree.Place> places = tree.places(ROWS);
    double widest = places.stream().mapToDouble(p -> rises(p.node())).max().orElse(0);
    List<CgroupRow> rows = places.stream().map(p -> row(context, p, widest)).toList();
    int left = count - rows.size();
    return new CgroupPart(
        context.say(context.wording("cgroups.lead").with("count", count, Unit.COUNT)),
        rows,
        left == 0
            ? ""
            : context.say(context.wording("cgroups.more").with("count", left, Unit.COUNT)));
  }

  private static double rises(CgroupNode node) {
    return node.parts.values().stream().mapToDouble(v -> Math.max(0, v)).sum();
  }

  private static CgroupRow row(ReportContext context, CgroupTree.Place place, double widest) {
    CgroupNode node = place.node();
    Wording name = context.cgroup(node.path);
    String note = node.gone ? "cgroups.gone" : node.born ? "cgroups.born" : "";
    return new CgroupRow(
        Integer.toString(Math.min(DEEPEST, place.depth())),
        context.isSaidByPath(node.path) ? "" : context.say(name),
        Names.shown(place.label()),
        note.isEmpty() ? "" : context.text(note),
        Numbers.bytes(node.now),
        context.amounts().signed(node.growth, Unit.BYTES),
        split(node, widest),
        parts(context, node),
        Numbers.bytes(node.working()),
        node.limit.map(l -> Numbers.bytes(l.limit())).orElse(Numbers.UNKNOWN),
        node.limit.isPresent() ? context.amounts().percent(node.full()) : "",
        events(context, node),
        stalls(context, node),
        node.explains(context.analysis.ledger())
            .map(
                e ->
                    context.fact("category." + e.line().id(), context.amounts().percent(e.share())))
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

  private static List<Fact> parts(ReportContext context, CgroupNode node) {
    double most = node.parts.values().stream().mapToDouble(Math::abs).max().orElse(0);
    List<Fact> parts = new ArrayList<>();
    node.parts.forEach(
        (part, grown) -> {
          if (Math.abs(grown) >= Math.max(LEAST, SMALL * most)) {
            parts.add(
                context.fact(
                    "cgroups.part." + part.name().toLowerCase(Locale.ROOT),
                    context.amounts().signed(grown, Unit.BYTES)));
          }
        });
    return parts;
  }

  private static String events(ReportContext context, CgroupNode node) {
    List<String> said = new ArrayList<>();
    say(context, said, "cgroups.killed", node.killed());
    say(context, said, "cgroups.met", node.met());
    say(context, said, "cgroups.slowed", node.slowed());
    boolean counted = !Double.isNaN(node.met()) || !Double.isNaN(node.killed());
    return said.isEmpty() && !counted
        ? Numbers.UNKNOWN
        : said.isEmpty() ? context.text("cgroups.none") : String.join(", ", said);
  }

  private static void say(ReportContext context, List<String> said, String key, double count) {
    if (count > 0) {
      said.add(context.say(context.wording(key).with("count", count, Unit.COUNT)));
    }
  }

  private static String stalls(ReportContext context, CgroupNode node) {
    double some = node.stalled(false);
    return Double.isNaN(some)
        ? Numbers.UNKNOWN
        : some == 0
            ? context.amounts().percent(0)
            : context.say(
                context
                    .wording("cgroups.stalled")
                    .with("some", some, Unit.RATIO)
                    .with("full", node.stalled(true), Unit.RATIO));
  }
}
