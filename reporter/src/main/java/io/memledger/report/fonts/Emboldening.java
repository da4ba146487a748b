package io.memledger.report.fonts;

import io.memledger.report.fonts.Contours.Point;
import java.util.ArrayList;
import java.util.List;

/** Thickens the strokes of a glyph, where a font has no bold sister: each edge moves outwards. */
final class Emboldening {
  /** Sharp corners move no further than this many times the distance of the edges. */
  private static final double LONGEST = 2;

  private Emboldening() {}

  /**
   * @param distance that each edge moves, in units of the font
   */
  static List<List<Point>> by(List<List<Point>> contours, double distance) {
    // Holes run against the outer contours, so that the ink lies on one side of all of them.
    double inkSide = Math.signum(contours.stream().mapToDouble(Emboldening::area).sum());
    List<List<Point>> moved = new ArrayList<>();
    for (List<Point> contour : contours) {
      List<Point> bolder = new ArrayList<>();
      for (int i = 0; i < contour.size(); i++) {
        bolder.add(moved(contour, i, inkSide * distance));
      }
      moved.add(bolder);
    }
    return moved;
  }

  /** Twice the area, positive for a contour that runs against the clock. */
  private static double area(List<Point> contour) {
    double area = 0;
    Point before = contour.get(contour.size() - 1);
    for (Point point : contour) {
      area += before.x() * point.y() - point.x() * before.y();
      before = point;
    }
    return area;
  }

  /** To the right of the way by so much that both edges at the point keep their directions. */
  private static Point moved(List<Point> contour, int i, double distance) {
    int size = contour.size();
    Point before = contour.get((i + size - 1) % size);
    Point at = contour.get(i);
    Point after = contour.get((i + 1) % size);
    double inX = at.x() - before.x();
    double inY = at.y() - before.y();
    double outX = after.x() - at.x();
    double outY = after.y() - at.y();
    double inLength = Math.hypot(inX, inY);
    double outLength = Math.hypot(outX, outY);
    if (inLength == 0 || outLength == 0) {
      return at;
    }
    double normalX = inY / inLength + outY / outLength;
    double normalY = -inX / inLength - outX / outLength;
    double turn = 1 + (inX * outX + inY * outY) / (inLength * outLength);
    double shift = distance / Math.max(turn, 1 / LONGEST);
    return new Point(at.x() + normalX * shift, at.y() + normalY * shift, at.on());
  }
}
