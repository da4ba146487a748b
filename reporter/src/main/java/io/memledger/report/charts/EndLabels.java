package io.memledger.report.charts;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of curves beside their right ends, pushed apart where they would overlap. */
final class EndLabels {
  /** A name at a point. */
  record Label(String text, double time, double value, Color color) {}

  private EndLabels() {}

  /**
   * @param line height of a line of text in the unit of the values
   */
  static List<Label> apart(List<Label> labels, double line, double low, double high) {
    List<Label> sorted = new ArrayList<>(labels);
    sorted.sort(Comparator.comparingDouble(Label::value).thenComparing(Label::text));
    double[] at = new double[sorted.size()];
    double floor = low + line / 2;
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(sorted.get(i).value(), floor);
      floor = at[i] + line;
    }
    // What was pushed over the top comes back down.
    double ceiling = high - line / 2;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], ceiling);
      ceiling = at[i] - line;
    }
    List<Label> placed = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      placed.add(
          new Label(sorted.get(i).text(), sorted.get(i).time(), at[i], sorted.get(i).color()));
    }
    return placed;
  }
}
