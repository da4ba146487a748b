package io.memledger.report.fonts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A shipped TrueType font with glyphs added to it, each as wide as the font's em, so that one font
 * serves Latin and Chinese text alike (OpenType 1.9, tables cmap, glyf, head, hhea, hmtx, loca,
 * maxp, post).
 *
 * <p>Why no library: Chinese fonts of systems are mostly collections with CFF outlines and of many
 * megabytes, often without a bold face, while PDFBox cuts subsets out of TrueType fonts only; and
 * what draws a chart's text takes one font, without another to fall back on. Libraries that edit
 * fonts (sfntly, fontTools) are abandoned or no Java. So the few glyphs that one report shows are
 * put, as TrueType outlines, into the shipped font.
 */
public final class WidenedFont {
  /** Sizes and signatures of the glyphs as they were, which no longer hold. */
  private static final Set<String> DROPPED = Set.of("DSIG", "hdmx", "LTSH", "VDMX");

  private final SortedMap<String, byte[]> tables = new TreeMap<>();
  private final SortedMap<Integer, Integer> characters = new TreeMap<>();
  private final int old;
  private final int em;

  private WidenedFont(byte[] base) {
    ByteBuffer in = ByteBuffer.wrap(base);
    int count = in.getShort(4);
    for (int i = 0; i < count; i++) {
      int entry = 12 + 16 * i;
      String tag = new String(base, entry, 4, StandardCharsets.ISO_8859_1);
      int from = in.getInt(entry + 8);
      if (!DROPPED.contains(tag)) {
        tables.put(tag, Arrays.copyOfRange(base, from, from + in.getInt(entry + 12)));
      }
    }
    old = in("maxp").getShort(4) & 0xFFFF;
    em = in("head").getShort(18);
    try (TrueTypeFont font =
        new TTFParser().parse(new RandomAccessReadBuffer(new ByteArrayInputStream(base)))) {
      CmapLookup lookup = font.getUnicodeCmapLookup();
      for (int c = 0; c <= 0xFFFF; c++) {
        if (lookup.getGlyphId(c) != 0) {
          characters.put(c, lookup.getGlyphId(c));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param glyphs bytes for the table glyf, see {@link GlyphOutline}
   * @param shownBy characters and the index of the glyph that shows each
   */
  public static byte[] of(byte[] base, List<byte[]> glyphs, Map<Integer, Integer> shownBy) {
    WidenedFont font = new WidenedFont(base);
    shownBy.forEach((character, glyph) -> font.characters.put(character, font.old + glyph));
    font.add(glyphs);
    font.map();
    return font.file();
  }

  private ByteBuffer in(String table) {
    return ByteBuffer.wrap(tables.get(table));
  }

  private void add(List<byte[]> glyphs) {
    int all = old + glyphs.size();
    ByteBuffer places = ByteBuffer.allocate(4 * (all + 1));
    boolean shortPlaces = in("head").getShort(50) == 0;
    for (int i = 0; i <= old; i++) {
      places.putInt(
          shortPlaces ? 2 * (in("loca").getShort(2 * i) & 0xFFFF) : in("loca").getInt(4 * i));
    }
    ByteArrayOutputStream outlines = new ByteArrayOutputStream();
    outlines.write(tables.get("glyf"), 0, places.getInt(4 * old));
    ByteBuffer most = in("maxp");
    for (byte[] glyph : glyphs) {
      outlines.writeBytes(glyph);
      places.putInt(outlines.size());
      int[] size = GlyphOutline.size(glyph);
      most.putShort(6, (short) Math.max(most.getShort(6), size[0]));
      most.putShort(8, (short) Math.max(most.getShort(8), size[1]));
    }
    most.putShort(4, (short) all);
    ByteBuffer widths = ByteBuffer.allocate(4 * all);
    int full = in("hhea").getShort(34) & 0xFFFF;
    for (int i = 0; i < all; i++) {
      int width = i >= old ? em : in("hmtx").getShort(4 * Math.min(i, full - 1)) & 0xFFFF;
      int side = i >= old ? bearing(glyphs.get(i - old)) : bearing(i, full);
      widths.putShort((short) width).putShort((short) side);
    }
    in("hhea").putShort(34, (short) all);
    in("head").putShort(50, (short) 1);
    tables.put("glyf", outlines.toByteArray());
    tables.put("loca", places.array());
    tables.put("hmtx", widths.array());
    // Without names of glyphs, of which the new ones have none.
    byte[] post = Arrays.copyOf(tables.get("post"), 32);
    ByteBuffer.wrap(post).putInt(0, 0x00030000);
    tables.put("post", post);
  }

  private int bearing(int glyph, int full) {
    return glyph < full
        ? in("hmtx").getShort(4 * glyph + 2)
        : in("hmtx").getShort(4 * full + 2 * (glyph - full));
  }

  private static int bearing(byte[] glyph) {
    return glyph.length == 0 ? 0 : ByteBuffer.wrap(glyph).getShort(2);
  }

  /** The table of characters, in format 12 alone. */
  private void map() {
    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    int count = 0;
    for (Map.Entry<Integer, Integer> one : characters.entrySet()) {
      int character = one.getKey();
      groups.writeBytes(
          ByteBuffer.allocate(12)
              .putInt(character)
              .putInt(character)
              .putInt(one.getValue())
              .array());
      count++;
    }
    ByteBuffer head = ByteBuffer.allocate(12 + 16);
    head.putShort((short) 0).putShort((short) 1);
    head.putShort((short) 3).putShort((short) 10).putInt(12);
    head.putShort((short) 12).putShort((short) 0).putInt(16 + groups.size()).putInt(0);
    head.putInt(count);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    all.writeBytes(groups.toByteArray());
    tables.put("cmap", all.toByteArray());
  }

  private byte[] file() {
    in("head").putInt(8, 0);
    int count = tables.size();
    int power = Integer.highestOneBit(count);
    ByteBuffer directory = ByteBuffer.allocate(12 + 16 * count);
    directory.putInt(0x00010000).putShort((short) count).putShort((short) (16 * power));
    directory.putShort((short) Integer.numberOfTrailingZeros(power));
    directory.putShort((short) (16 * (count - power)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    tables.forEach(
        (tag, table) -> {
          directory.put(tag.getBytes(StandardCharsets.ISO_8859_1)).putInt(sum(table));
          directory.putInt(directory.capacity() + body.size()).putInt(table.length);
          body.writeBytes(Arrays.copyOf(table, (table.length + 3) / 4 * 4));
        });
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(directory.array());
    all.writeBytes(body.toByteArray());
    byte[] file = all.toByteArray();
    // The sum over the whole file, which makes it come out as this constant of the format.
    ByteBuffer whole = ByteBuffer.wrap(file);
    for (int i = 0; i < count; i++) {
      if (whole.getInt(12 + 16 * i) == 0x68656164) {
        whole.putInt(whole.getInt(12 + 16 * i + 8) + 8, 0xB1B0AFBA - sum(file));
      }
    }
    return file;
  }

  private static int sum(byte[] table) {
    ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(table, (table.length + 3) / 4 * 4));
    int sum = 0;
    while (in.hasRemaining()) {
      sum += in.getInt();
    }
    return sum;
  }
}
