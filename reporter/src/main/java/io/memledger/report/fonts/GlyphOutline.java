package io.memledger.report.fonts;

import io.memledger.report.fonts.Contours.Point;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Contours as a simple glyph of a TrueType font (OpenType, table glyf). */
public final class GlyphOutline {
  private static final int ON_CURVE = 1;
  private static final int X_SHORT = 2;
  private static final int Y_SHORT = 4;
  private static final int X_SAME_OR_POSITIVE = 16;
  private static final int Y_SAME_OR_POSITIVE = 32;

  private final List<List<Point>> contours;

  private GlyphOutline(List<List<Point>> contours) {
    this.contours = contours;
  }

  /** The glyph's bytes, its y axis upwards; none for a shape without area. */
  public static byte[] of(List<List<Point>> contours) {
    return new GlyphOutline(contours).bytes();
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
      flag |= coordinate(x(p) - lastX, xs, X_SHORT, X_SAME_OR_POSITIVE);
      flag |= coordinate(y(p) - lastY, ys, Y_SHORT, Y_SAME_OR_POSITIVE);
      flags.write(flag);
      lastX = x(p);
      lastY = y(p);
    }
    int length = 10 + 2 * contours.size() + 2 + flags.size() + xs.size() + ys.size();
    ByteBuffer out = ByteBuffer.allocate((length + 3) / 4 * 4);
    out.putShort((short) contours.size());
    out.putShort((short) points.stream().mapToInt(GlyphOutline::x).min().orElse(0));
    out.putShort((short) points.stream().mapToInt(GlyphOutline::y).min().orElse(0));
    out.putShort((short) points.stream().mapToInt(GlyphOutline::x).max().orElse(0));
    out.putShort((short) points.stream().mapToInt(GlyphOutline::y).max().orElse(0));
    int last = -1;
    for (List<Point> contour : contours) {
      last += contour.size();
      out.putShort((short) last);
    }
    out.putShort((short) 0);
    out.put(flags.toByteArray()).put(xs.toByteArray()).put(ys.toByteArray());
    return out.array();
  }

  private static int x(Point point) {
    return (int) Math.round(point.x());
  }

  private static int y(Point point) {
    return (int) Math.round(point.y());
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
