package io.memledger.report.sections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.report.MadeUp;
import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.rule.Finding;
import org.junit.jupiter.api.Test;

/** The chart of the first screen shows what the verdict says. */
class ProofChartTest {
  private static final double MIB = 1 << 20;

  private static Lines chart(Analysis analysis) {
    ReportContext context = new ReportContext(analysis, Messages.load(null, Language.ENGLISH));
    Finding main = analysis.findings().get(0);
    ProofChart.of(context, main).orElseThrow();
    return (Lines) context.charts().get("verdict").spec();
  }

  private static Stretch forecast(Lines lines) {
    return lines.over().fits().stream().filter(Stretch::dashed).findFirst().orElseThrow();
  }

  /** MemTotal is 16,384 MiB, a fiftieth of which the kernel keeps: 327.68 MiB. */
  @Test
  void leadsFromTheLastValueToTheReserveInTheTimeLeft() {
    Lines lines = chart(MadeUp.leak());
    Stretch forecast = forecast(lines);
    assertEquals(86_400, forecast.fromTime());
    assertEquals(86_400 + 17_400, forecast.toTime());
    assertEquals(327.68 * MIB, forecast.toValue(), MIB);
    assertEquals(327.68 * MIB, lines.over().levels().get(0).value(), 1);
    assertTrue(lines.frame().to() > forecast.toTime(), "the limit is on the chart");
    assertEquals("Available memory", lines.curves().get(0).label());
    assertEquals("orderd (pid 1234)", lines.curves().get(1).label(), "and who takes it");
  }

  @Test
  void leadsUpToTheLimitOfACgroup() {
    Lines lines = chart(MadeUp.capped());
    Stretch forecast = forecast(lines);
    assertEquals(12_288 * MIB, forecast.toValue(), MIB);
    assertTrue(forecast.toValue() > forecast.fromValue(), "up");
    assertEquals(12_288 * MIB, lines.over().levels().get(0).value(), 1);
    assertEquals(1, lines.curves().size(), "the cgroup alone: its limit is not the host's");
  }

  @Test
  void leadsUpToTheSizeOfATmpfs() {
    Lines lines = chart(OwnLimits.spool());
    assertTrue(forecast(lines).toValue() > forecast(lines).fromValue(), "up");
    assertEquals(300 * MIB, lines.over().levels().get(0).value(), 1);
    assertEquals(1, lines.curves().size(), "the mount alone: its size is not the host's");
  }

  @Test
  void bandsHoldTheirLines() {
    for (Analysis analysis : java.util.List.of(MadeUp.leak(), MadeUp.capped())) {
      Lines lines = chart(analysis);
      assertTrue(lines.over().bands().size() >= 2, "of the trend and of its forecast");
      for (ChartSpec.Band band : lines.over().bands()) {
        double middle = (band.fromTime() + band.toTime()) / 2;
        double low = (band.fromLow() + band.toLow()) / 2;
        double high = (band.fromHigh() + band.toHigh()) / 2;
        for (Stretch line : lines.over().fits()) {
          if (line.fromTime() <= middle && middle <= line.toTime()) {
            double share = (middle - line.fromTime()) / (line.toTime() - line.fromTime());
            double value = line.fromValue() + share * (line.toValue() - line.fromValue());
            assertTrue(value >= Math.min(low, high) - MIB, "not below");
            assertTrue(value <= Math.max(low, high) + MIB, "not above");
          }
        }
      }
    }
  }
}
