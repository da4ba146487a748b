package io.memledger.report.fonts;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape as closed contours of the kind that TrueType knows: straight lines, and quadratic curves
 * with one point off the curve. Cubic curves, as fonts with PostScript outlines have them, are
 * taken apart.
 */
public final class Contours {
  /** A point of a contour, on the curve or beside it. */
  record Point(double x, double y, boolean on) {}

  /** Largest departure of a quadratic curve from the cubic one, in units of the font. */
  private static final double TOLERANCE = 1;

  private static final int DEEPEST = 4;

  private final List<List<Point>> closed = new ArrayList<>();
  private List<Point> open = new ArrayList<>();
  private double x;
  private double y;

  private Contours(Shape shape) {
    double[] to = new double[6];
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      switch (path.currentSegment(to)) {
        case PathIterator.SEG_MOVETO -> {
          close();
          point(to[0], to[1], true);
        }
        case PathIterator.SEG_LINETO -> point(to[0], to[1], true);
        case PathIterator.SEG_QUADTO -> {
          point(to[0], to[1], false);
          point(to[2], to[3], true);
        }
        case PathIterator.SEG_CUBICTO -> cubic(x, y, to[0], to[1], to[2], to[3], to[4], to[5], 0);
        default -> close();
      }
    }
    close();
  }

  public static List<List<Point>> of(Shape shape) {
    return new Contours(shape).closed;
  }

  private void point(double toX, double toY, boolean on) {
    Point next = new Point(toX, toY, on);
    if (open.isEmpty() || !open.get(open.size() - 1).equals(next)) {
      open.add(next);
    }
    x = toX;
    y = toY;
  }

  private void close() {
    if (open.size() > 1 && open.get(0).equals(open.get(open.size() - 1))) {
      open.remove(open.size() - 1);
    }
    if (open.size() > 2) {
      closed.add(open);
    }
    open = new ArrayList<>();
  }

  private void cubic(
      double ax,
      double ay,
      double bx,
      double by,
      double cx,
      double cy,
      double dx,
      double dy,
      int depth) {
    // The nearest quadratic curve departs by sqrt(3)/36 of the third difference of the points.
    double error =
        Math.hypot(dx - 3 * cx + 3 * bx - ax, dy - 3 * cy + 3 * by - ay) * Math.sqrt(3) / 36;
    if (error <= TOLERANCE || depth == DEEPEST) {
      point((3 * (bx + cx) - ax - dx) / 4, (3 * (by + cy) - ay - dy) / 4, false);
      point(dx, dy, true);
      return;
    }
    double abx = (ax + bx) / 2;
    double aby = (ay + by) / 2;
    double bcx = (bx + cx) / 2;
    double bcy = (by + cy) / 2;
    double cdx = (cx + dx) / 2;
    double cdy = (cy + dy) / 2;
    double leftX = (abx + bcx) / 2;
    double leftY = (aby + bcy) / 2;
    double rightX = (bcx + cdx) / 2;
    double rightY = (bcy + cdy) / 2;
    double midX = (leftX + rightX) / 2;
    double midY = (leftY + rightY) / 2;
    cubic(ax, ay, abx, aby, leftX, leftY, midX, midY, depth + 1);
    cubic(midX, midY, rightX, rightY, cdx, cdy, dx, dy, depth + 1);
  }
}
