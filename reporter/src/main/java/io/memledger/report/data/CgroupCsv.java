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
import org.apache.commons.csv.CSVPrinter;

/** csv/cgroup-growth.csv: every memory cgroup with its numbers over the capture, a row each. */
public final class CgroupCsv {
  private CgroupCsv() {}

  public static void write(Analysis analysis, Messages messages, CgroupTree tree, OutputStream out)
      throws IOException {
    CgroupNames names = new CgroupNames(analysis.recording());
    try (CSVPrinter csv = CsvWriter.printer(out)) {
      csv.printRecord(
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
        row.add(CsvWriter.text(node.path));
        row.add(CsvWriter.text(messages.render(names.of(node.path))));
        row.add(CsvWriter.number(node.now));
        row.add(CsvWriter.number(node.growth));
        for (CgroupNode.Part part : CgroupNode.Part.values()) {
          row.add(CsvWriter.number(node.parts.getOrDefault(part, Double.NaN)));
        }
        row.add(CsvWriter.number(node.working()));
        row.add(CsvWriter.number(node.limit.map(l -> l.limit()).orElse(Double.NaN)));
        row.add(CsvWriter.number(node.met()));
        row.add(CsvWriter.number(node.slowed()));
        row.add(CsvWriter.number(node.killed()));
        row.add(CsvWriter.number(node.stalled(false)));
        row.add(CsvWriter.number(node.stalled(true)));
        Optional<CgroupNode.Explains> line = node.explains(analysis.ledger());
        row.add(line.map(l -> l.line().id()).orElse(""));
        row.add(CsvWriter.number(line.map(l -> l.share()).orElse(Double.NaN)));
        csv.printRecord(row);
      }
    }
  }
}
