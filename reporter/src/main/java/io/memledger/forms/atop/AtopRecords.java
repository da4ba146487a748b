package io.memledger.forms.atop;

import io.memledger.forms.Binary;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.series.Warning;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.InflaterInputStream;

/** The looks of a raw log of atop, one after the other. */
final class AtopRecords {
  /** Compressed bytes of one part of a look; 10,000 tasks take 400 kB. */
  private static final int MOST_PACKED = 1 << 26;

  /** Tasks of one look; a machine has at most 4,194,304, and nobody logs so many. */
  private static final int MOST_TASKS = 1_000_000;

  /** In the flags of a record: its counters are since boot. */
  private static final int SINCE_BOOT = 1;

  private static final int CGROUPS = 14;
  private static final int PIDS_OF_CGROUPS = 17;

  private final Binary in;
  private final AtopLayout layout;
  private final int recordSize;
  private final double pageKib;

  /** Seconds since 1970 at which the machine was booted; 0 before it is told. */
  private long boot;

  AtopRecords(Binary in, AtopLayout layout, int recordSize, long page) {
    this.in = in;
    this.layout = layout;
    this.recordSize = recordSize;
    pageKib = page / 1024.0;
  }

  void read(Looks into) throws IOException {
    while (true) {
      ByteBuffer record;
      try {
        record = in.block(recordSize, 4096);
      } catch (EOFException e) {
        return;
      }
      look(record, into);
    }
  }

  private static long number(ByteBuffer record, int index) {
    int at = 16 + 4 * index;
    return at + 4 <= record.limit() ? record.getInt(at) & 0xffffffffL : 0;
  }

  private void look(ByteBuffer record, Looks into) throws IOException {
    final long time = record.getLong(0);
    ByteBuffer system = in.block(number(record, 0), MOST_PACKED);
    ByteBuffer tasks = in.block(number(record, 1), MOST_PACKED);
    in.skip(number(record, CGROUPS));
    in.skip(number(record, PIDS_OF_CGROUPS));
    if (time <= 0 || time > Integer.MAX_VALUE * 4L) {
      throw new IOException("a time that is none");
    }
    if ((record.getShort(8) & SINCE_BOOT) != 0) {
      boot = Math.max(0, time - number(record, 2));
    }
    MeminfoText memory = memory(system);
    into.at(When.instant(time * 1000));
    memory.give(Origin.ATOP, into);
    if (boot > 0) {
      into.put(Origin.ATOP, "proc/uptime", String.format(Locale.ROOT, "%d.00 0.00\n", time - boot));
    }
    tasks(tasks, Math.min(number(record, 3), MOST_TASKS), into);
  }

  private void tasks(ByteBuffer packed, long count, Looks into) throws IOException {
    AtopTasks all = new AtopTasks(layout, boot);
    try (InputStream in = inflated(packed)) {
      Binary tasks = new Binary(in, ByteOrder.LITTLE_ENDIAN);
      for (long i = 0; i < count; i++) {
        all.add(tasks.block(layout.tstat(), layout.tstat()), into);
      }
    } catch (EOFException e) {
      // The list ends before its number of tasks.
      into.warn(Warning.of(Warning.Kind.FILE_CUT));
    }
    all.give(into);
  }

  private static InputStream inflated(ByteBuffer packed) {
    return new InflaterInputStream(new ByteArrayInputStream(packed.array()));
  }

  private MeminfoText memory(ByteBuffer packed) throws IOException {
    int counters = Math.max(layout.available(), layout.slabReclaimable()) + 1;
    ByteBuffer b;
    try (InputStream in = inflated(packed)) {
      Binary system = new Binary(in, ByteOrder.LITTLE_ENDIAN);
      system.skip(layout.memory());
      b = system.block(8L * Math.max(counters, layout.pageTables() + 1), 4096);
    }
    MeminfoText memory = new MeminfoText();
    put(memory, "MemTotal", b, 0);
    put(memory, "MemFree", b, 1);
    put(memory, "Buffers", b, 2);
    put(memory, "Slab", b, 3);
    put(memory, "Cached", b, 4);
    put(memory, "Dirty", b, 5);
    put(memory, "SwapTotal", b, 6);
    put(memory, "SwapFree", b, 7);
    put(memory, "Committed_AS", b, layout.committed());
    put(memory, "Shmem", b, layout.shmem());
    put(memory, "SReclaimable", b, layout.slabReclaimable());
    memory.kib("SUnreclaim", memory.get("Slab") - memory.get("SReclaimable"));
    if (layout.pageTables() > 0) {
      put(memory, "PageTables", b, layout.pageTables());
    }
    if (layout.available() > 0) {
      put(memory, "MemAvailable", b, layout.available());
    }
    return memory;
  }

  /** Pages; what is not known is -1. */
  private void put(MeminfoText memory, String name, ByteBuffer counters, int index) {
    memory.kib(name, counters.getLong(8 * index) * pageKib);
  }
}
