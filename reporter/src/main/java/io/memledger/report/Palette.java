package io.memledger.report;

import io.memledger.series.Category;
import java.awt.Color;

/**
 * The colours of charts. Hues tell users' memory (blues), what reclaim can take back (greens) and
 * the kernel's (oranges, purples) apart, also for the colour-blind; lightness differs between
 * neighbours, so that they stay apart in grey print. In HTML each is a CSS variable of its name, so
 * that a dark screen can have its own.
 */
enum Palette {
  INK("ink", 0x1B2530),
  MUTED("muted", 0x5B6873),
  GRID("grid", 0xDDE2E7),
  PAPER("paper", 0xFFFFFF),
  FIT("fit", 0xC2410C),
  FREE("free", 0xE3E7EB),
  PAGE_CACHE("page-cache", 0xB5DDCB),
  SLAB_RECLAIMABLE("slab-reclaimable", 0x6FB39A),
  ANONYMOUS("anonymous", 0x1F5F9E),
  SHMEM("shmem", 0x6AA5DA),
  HUGETLB("hugetlb", 0xB4D0EC),
  ZRAM_ZSWAP("zram-zswap", 0x3B3B82),
  SLAB_UNRECLAIMABLE("slab-unreclaimable", 0xD9601A),
  KERNEL_STACK("kernel-stack", 0xF2B45C),
  PAGE_TABLES("page-tables", 0xF6DC9C),
  VMALLOC("vmalloc", 0x8E5EA2),
  PERCPU("percpu", 0xCFA4D8),
  OTHER_KERNEL("other-kernel", 0x9A7B5F),
  UNACCOUNTED("unaccounted", 0x39424B);

  private final String id;
  private final Color color;

  Palette(String id, int rgb) {
    this.id = id;
    this.color = new Color(rgb);
  }

  /** Name of the CSS class and variable. */
  String id() {
    return id;
  }

  Color color() {
    return color;
  }

  static Palette of(Category line) {
    return valueOf(line.name());
  }

  /** The palette's entry of this red, green and blue, whatever its opacity; null for a stranger. */
  static Palette of(Color color) {
    for (Palette one : values()) {
      if ((one.color.getRGB() & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF)) {
        return one;
      }
    }
    return null;
  }
}
