package io.memledger.report.charts;

import io.memledger.series.Category;
import java.awt.Color;

/**
 * The colours of charts. Hues tell users' memory (blues), what reclaim can take back (greens) and
 * the kernel's (oranges, purples) apart, also for the colour-blind; lightness differs between
 * neighbours, so that they stay apart in grey print. In HTML each is a CSS variable of its name, so
 * that a dark screen can have its own.
 */
public enum Palette {
  INK("ink", 0x1B2530),
  MUTED("muted", 0x56626D),
  GRID("grid", 0xDDE2E7),
  PAPER("paper", 0xFFFFFF),
  FIT("fit", 0xA3195B),
  FREE("free", 0xE3E7EB, 0x6C7883),
  PAGE_CACHE("page-cache", 0xA6D5C0, 0x2F7D61),
  SLAB_RECLAIMABLE("slab-reclaimable", 0x6FB39A, 0x25775B),
  ANONYMOUS("anonymous", 0x1F5F9E),
  SHMEM("shmem", 0x6AA5DA, 0x2B74B5),
  HUGETLB("hugetlb", 0xB4D0EC, 0x456FA0),
  ZRAM_ZSWAP("zram-zswap", 0x3B3B82),
  SLAB_UNRECLAIMABLE("slab-unreclaimable", 0xD9601A, 0xBF4D0C),
  KERNEL_STACK("kernel-stack", 0xF2B45C, 0x9A650E),
  PAGE_TABLES("page-tables", 0xF6DC9C, 0x8A6B14),
  VMALLOC("vmalloc", 0x8E5EA2),
  PERCPU("percpu", 0xCFA4D8, 0x9A5DA8),
  OTHER_KERNEL("other-kernel", 0x8A6D4F),
  UNACCOUNTED("unaccounted", 0x39424B),
  NOT_ITEMISED("not-itemised", 0x6A7580);

  private final String id;
  private final Color color;
  private final Color line;

  Palette(String id, int rgb) {
    this(id, rgb, rgb);
  }

  Palette(String id, int rgb, int line) {
    this.id = id;
    this.color = new Color(rgb);
    this.line = new Color(line);
  }

  /** Name of the CSS class and variable. */
  public String id() {
    return id;
  }

  Color color() {
    return color;
  }

  /** The same hue, dark enough on paper for lines and letters. */
  Color line() {
    return line;
  }

  public static Palette of(Category line) {
    return valueOf(line.name());
  }

  /** Name of the CSS class for this red, green and blue, whatever its opacity. */
  static String cssClass(Color color) {
    int rgb = color.getRGB() & 0xFFFFFF;
    for (Palette one : values()) {
      if ((one.color.getRGB() & 0xFFFFFF) == rgb) {
        return one.id;
      }
      if ((one.line.getRGB() & 0xFFFFFF) == rgb) {
        return one.id + "-line";
      }
    }
    throw new IllegalArgumentException("colour outside the palette: " + color);
  }
}
