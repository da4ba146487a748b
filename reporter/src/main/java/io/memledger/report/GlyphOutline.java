package io.memledger.report;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape as a simple glyph of a TrueType font (OpenType, table glyf). Cubic curves, as fonts with
 * PostScript outlines have them, become quadratic ones.
 */
final class GlyphOutline {
  /** Largest departure of a quadratic curve from the cubic one, in units of the font. */
  private static final double TOLERANCE = 1;

  private static final int DEEPEST = 4;

  private static final int ON_CURVE = 1;
  private static final int X_SHORT = 2;
  private static final int Y_SHORT = 4;
  private static final int X_SAME_OR_POSITIVE = 16;
  private static final int Y_SAME_OR_POSITIVE = 32;

  private record Point(int x, int y, boolean on) {}

  private final List<List<Point>> contours = new ArrayList<>();
  private List<Point> open = new ArrayList<>();
  private double x;
  private double y;

  private GlyphOutline(Shape shape) {
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

  /** The glyph's bytes, its y axis upwards; none for a shape without area. */
  static byte[] of(Shape shape) {
    return new GlyphOutline(shape).bytes();
  }

  /** Largest number of points and contours in glyph bytes, as the table maxp wants to know. */
  static int[] size(byte[] glyph) {
    if (glyph.length == 0) {
      return new int[] {0, 0};
    }
    ByteBuffer in = ByteBuffer.wrap(glyph);
    int contours = in.getShort(0);
    return new int[] {in.getShort(10 + 2 * (contours - 1)) + 1, contours};
  }

  private void point(double toX, double toY, boolean on) {
    Point next = new Point((int) Math.round(toX), (int) Math.round(toY), on);
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
      contours.add(open);
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

  private byte[] bytes() {
    List<Point> points = contours.stream().flatMap(List::stream).toList();
    if (points.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream flags = new ByteArrayOutputStream();
    ByteArrayOutputStream xs = new ByteArrayOutputStream();
    ByteArrayOutputStream ys = new ByteArrayOutputStream();
    int lastX = 0;
    int lastY = 0;
    for (Point p : points) {
      int flag = p.on() ? ON_CURVE : 0;
      flag |= coordinate(p.x() - lastX, xs, X_SHORT, X_SAME_OR_POSITIVE);
      flag |= coordinate(p.y() - lastY, ys, Y_SHORT, Y_SAME_OR_POSITIVE);
      flags.write(flag);
      lastX = p.x();
      lastY = p.y();
    }
    int length = 10 + 2 * contours.size() + 2 + flags.size() + xs.size() + ys.size();
    ByteBuffer out = ByteBuffer.allocate((length + 3) / 4 * 4);
    out.putShort((short) contours.size());
    out.putShort((short) points.stream().mapToInt(Point::x).min().orElse(0));
    out.putShort((short) points.stream().mapToInt(Point::y).min().orElse(0));
    out.putShort((short) points.stream().mapToInt(Point::x).max().orElse(0));
    out.putShort((short) points.stream().mapToInt(Point::y).max().orElse(0));
    int last = -1;
    for (List<Point> contour : contours) {
      last += contour.size();
      out.putShort((short) last);
    }
    out.putShort((short) 0);
    out.put(flags.toByteArray()).put(xs.toByteArray()).put(ys.toByteArray());
    return out.array();
  }

  private static int coordinate(int delta, ByteArrayOutputStream out, int small, int positive) {
    if (delta == 0) {
      return positive;
    }
    if (Math.abs(delta) < 256) {
      out.write(Math.abs(delta));
      return small | (delta > 0 ? positive : 0);
    }
    out.write(delta >> 8);
    out.write(delta);
    return 0;
  }
}
