package io.memledger.report.charts;

import io.memledger.report.fonts.Fonts;
import io.memledger.report.fonts.Headless;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Writes what is drawn as SVG elements: text stays text, colours of the {@link Palette} become CSS
 * classes (f-name fills, s-name strokes), coordinates have one decimal.
 *
 * <p>Why no library: Batik and JFreeSVG write colours and fonts into every element, so that a page
 * could not turn dark, take a brand's colour or stay within its size; Batik brings a DOM and some
 * megabytes with it, JFreeSVG is under the GPL.
 */
public final class SvgGraphics extends PlainGraphics {
  private final Graphics2D metrics = metrics();

  private final StringBuilder out;
  private AffineTransform transform = new AffineTransform();
  private Shape clip;
  private Paint paint = Color.BLACK;
  private Stroke stroke = new BasicStroke(1);
  private Composite composite = AlphaComposite.SrcOver;
  private Font font = Fonts.awt(Fonts.Face.SANS, 12);

  public SvgGraphics(StringBuilder out) {
    this.out = out;
  }

  private static Graphics2D metrics() {
    Headless.prepare();
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    return graphics;
  }

  @Override
  public void draw(Shape shape) {
    if (!(stroke instanceof BasicStroke line) || alpha() == 0) {
      return;
    }
    String path = path(shape);
    if (path.isEmpty()) {
      return;
    }
    out.append("<path class=\"").append(cssClass('s')).append("\" d=\"").append(path).append('"');
    if (line.getLineWidth() != 1) {
      out.append(" stroke-width=\"").append(number(line.getLineWidth())).append('"');
    }
    if (line.getDashArray() != null) {
      out.append(" stroke-dasharray=\"");
      for (float dash : line.getDashArray()) {
        out.append(number(dash)).append(' ');
      }
      out.setCharAt(out.length() - 1, '"');
    }
    opacity("stroke-opacity");
    out.append("/>");
  }

  @Override
  public void fill(Shape shape) {
    String path = alpha() == 0 ? "" : path(clipped(shape));
    if (path.isEmpty()) {
      return;
    }
    out.append("<path class=\"").append(cssClass('f')).append("\" d=\"").append(path).append('"');
    opacity("fill-opacity");
    out.append("/>");
  }

  @Override
  public void drawString(String text, float x, float y) {
    if (text.isBlank()) {
      return;
    }
    Point2D at = transform.transform(new Point2D.Float(x, y), null);
    out.append("<text class=\"").append(cssClass('f'));
    if (font.getFontName(Locale.ROOT).contains("SmBld")) {
      out.append(" b");
    }
    out.append("\" x=\"").append(number(at.getX()));
    out.append("\" y=\"").append(number(at.getY())).append('"');
    if (font.getSize2D() != 12) {
      out.append(" font-size=\"").append(number(font.getSize2D())).append('"');
    }
    out.append('>');
    Markup.escape(text, out);
    out.append("</text>");
  }

  /**
   * Cuts off what reaches out of the clip; a fill that lies within, the usual case, is kept as is.
   */
  private Shape clipped(Shape shape) {
    if (clip == null
        || transform.createTransformedShape(shape).getBounds2D().isEmpty()
        || clip.getBounds2D().contains(transform.createTransformedShape(shape).getBounds2D())) {
      return shape;
    }
    Area area = new Area(transform.createTransformedShape(shape));
    area.intersect(new Area(clip));
    try {
      return transform.createInverse().createTransformedShape(area);
    } catch (java.awt.geom.NoninvertibleTransformException e) {
      return shape;
    }
  }

  private String path(Shape shape) {
    return SvgPath.of(shape.getPathIterator(transform));
  }

  private String cssClass(char kind) {
    return kind + "-" + Palette.cssClass(getColor());
  }

  private float alpha() {
    float covering = composite instanceof AlphaComposite alpha ? alpha.getAlpha() : 1;
    return covering * getColor().getAlpha() / 255f;
  }

  private void opacity(String attribute) {
    if (alpha() < 1) {
      out.append(' ').append(attribute).append("=\"");
      out.append(String.format(Locale.ROOT, "%.2f", alpha())).append('"');
    }
  }

  private static String number(double value) {
    return SvgPath.number(value);
  }

  @Override
  public Graphics create() {
    SvgGraphics copy = new SvgGraphics(out);
    copy.transform = new AffineTransform(transform);
    copy.clip = clip;
    copy.paint = paint;
    copy.stroke = stroke;
    copy.composite = composite;
    copy.font = font;
    copy.setRenderingHints(getRenderingHints());
    return copy;
  }

  @Override
  public void dispose() {}

  @Override
  public FontMetrics getFontMetrics(Font given) {
    return metrics.getFontMetrics(given);
  }

  @Override
  public FontRenderContext getFontRenderContext() {
    return metrics.getFontRenderContext();
  }

  @Override
  public void transform(AffineTransform more) {
    transform.concatenate(more);
  }

  @Override
  public void setTransform(AffineTransform given) {
    transform = new AffineTransform(given);
  }

  @Override
  public AffineTransform getTransform() {
    return new AffineTransform(transform);
  }

  @Override
  public void setClip(Shape given) {
    clip = given == null ? null : transform.createTransformedShape(given);
  }

  @Override
  public Shape getClip() {
    if (clip == null) {
      return null;
    }
    try {
      return transform.createInverse().createTransformedShape(clip);
    } catch (java.awt.geom.NoninvertibleTransformException e) {
      return null;
    }
  }

  @Override
  public void clip(Shape given) {
    Shape here = transform.createTransformedShape(given);
    if (clip == null) {
      clip = here;
    } else {
      Rectangle2D both = clip.getBounds2D().createIntersection(here.getBounds2D());
      clip = both;
    }
  }

  @Override
  public void setPaint(Paint given) {
    if (given != null) {
      paint = given;
    }
  }

  @Override
  public Paint getPaint() {
    return paint;
  }

  @Override
  public void setStroke(Stroke given) {
    stroke = given;
  }

  @Override
  public Stroke getStroke() {
    return stroke;
  }

  @Override
  public void setComposite(Composite given) {
    composite = given;
  }

  @Override
  public Composite getComposite() {
    return composite;
  }

  @Override
  public void setFont(Font given) {
    if (given != null) {
      font = given;
    }
  }

  @Override
  public Font getFont() {
    return font;
  }
}
