package io.memledger.report.data;

import io.memledger.engine.Analysis;
import io.memledger.report.cgroups.CgroupNode;
import io.memledger.report.cgroups.CgroupTree;
import io.memledger.report.words.Messages;
import io.memledger.rule.cgroup.CgroupNames;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** csv/cgroup-growth.csv: every memory cgroup with its numbers over the capture, a row each. */
public final class CgroupCsv {
  private CgroupCsv() {}

  public static void write(Analysis analysis, Messages messages, CgroupTree tree, OutputStream out)
      throws IOException {
    CgroupNames names = new CgroupNames(analysis.recording());
    try (CsvRows csv = new CsvRows(out)) {
      csv.row(
          "path",
          "name",
          "now",
          "growth",
          "anon_growth",
          "file_growth",
          "kernel_growth",
          "sock_growth",
          "shmem_growth",
          "working_set",
          "limit",
          "limit_met",
          "slowed",
          "killed",
          "stalled_some",
          "stalled_full",
          "line",
          "line_share");
      for (CgroupNode node : tree.nodes()) {
        List<Object> row = new ArrayList<>();
        row.add(node.path);
        row.add(messages.render(names.of(node.path)));
        row.add(node.now);
        row.add(node.growth);
        for (CgroupNode.Part part : CgroupNode.Part.values()) {
          row.add(node.parts.getOrDefault(part, Double.NaN));
        }
        row.add(node.working());
        row.add(node.limit.map(l -> l.limit()).orElse(Double.NaN));
        row.add(node.met());
        row.add(node.slowed());
        row.add(node.killed());
        row.add(node.stalled(false));
        row.add(node.stalled(true));
        Optional<CgroupNode.Explains> line = node.explains(analysis.ledger());
        row.add(line.map(l -> l.line().id()).orElse(""));
        row.add(line.map(l -> l.share()).orElse(Double.NaN));
        csv.rowOf(row);
      }
    }
  }
}
