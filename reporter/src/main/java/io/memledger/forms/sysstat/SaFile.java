package io.memledger.forms.sysstat;

import io.memledger.forms.Binary;
import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data file that sadc writes, such as /var/log/sa/sa24, of any version and byte order. */
public final class SaFile implements Form {
  private static final String ASK = "send the text of 'sar -A -f FILE', or 'sadf -j FILE -- -A'";

  @Override
  public String id() {
    return "sa";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    byte[] bytes = head.bytes();
    if (bytes.length < 8 || SaHeader.order(bytes[0] & 0xff, bytes[1] & 0xff) == null) {
      return Optional.empty();
    }
    boolean little = (bytes[0] & 0xff) == 0x96;
    int format = little ? bytes[2] & 0xff | bytes[3] << 8 : bytes[3] & 0xff | bytes[2] << 8;
    if (format >> 8 != 0x21) {
      return Optional.empty();
    }
    try {
      SaHeader read = SaHeader.read(SaHeader.open(new ByteArrayInputStream(bytes)));
      return Optional.of(new Recognised("sysstat data file", read.version(), ""));
    } catch (IOException e) {
      return Optional.of(
          Recognised.refused("sysstat data file", "its format is not known or damaged; " + ASK));
    }
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    Binary in = SaHeader.open(lines.bytes());
    SaHeader header = SaHeader.read(in);
    into.host(header.host());
    into.kernel(header.release());
    new Reading(in, header, into).run();
  }

  /** One pass over a file. */
  private static final class Reading {
    private static final int STATS = 1;
    private static final int RESTART = 2;
    private static final int LAST_STATS = 3;
    private static final int COMMENT = 4;
    private static final int COMMENT_BYTES = 64;
    private static final int MOST_EXTRA = 100;

    private final Binary in;
    private final SaHeader header;
    private final SaOffset offset;
    private final Looks into;
    private final List<SaActivity> activities = new ArrayList<>();

    Reading(Binary in, SaHeader header, Looks into) {
      this.in = in;
      this.header = header;
      this.into = into;
      offset = new SaOffset(header);
    }

    void run() throws IOException {
      for (int i = 0; i < header.acts(); i++) {
        activities.add(SaActivity.read(in, header));
      }
      if (header.extra()) {
        extra();
      }
      ByteBuffer record = record();
      while (record != null) {
        take(record);
        record = record();
      }
    }

    /** Null at the end of the file. */
    private ByteBuffer record() throws IOException {
      try {
        return in.block(header.recordSize(), 1 << 16);
      } catch (EOFException e) {
        return null;
      }
    }

    private void take(ByteBuffer record) throws IOException {
      boolean modern = header.isModern();
      int at = modern ? 16 + 4 * header.recordInts() : 40;
      if (record.limit() < at + 4) {
        throw new IOException("a record of too few bytes");
      }
      long time =
          modern
              ? record.getLong(8)
              : header.longs() == 4 ? record.getInt(32) & 0xffffffffL : record.getLong(32);
      int type = record.get(at);
      if (modern && header.recordInts() > 0 && record.getInt(16) != 0) {
        extra();
      }
      if (type == STATS || type == LAST_STATS) {
        int clock = (record.get(at + 1) * 60 + record.get(at + 2)) * 60 + record.get(at + 3);
        long hundredths = record.getLong(modern || record.getLong(16) == 0 ? 0 : 16);
        stats(offset.of(time, clock), hundredths);
      } else if (type == RESTART) {
        restart();
      } else if (type == COMMENT) {
        in.skip(COMMENT_BYTES);
      }
    }

    private void restart() throws IOException {
      if (header.isModern()) {
        in.skip(4);
        return;
      }
      for (int i = 0; i < header.volatiles(); i++) {
        ByteBuffer b = in.block(header.actSize(), header.actSize());
        for (SaActivity one : activities) {
          if (one.id() == b.getInt(0)) {
            one.count(Math.max(0, b.getInt(8)));
          }
        }
      }
    }

    private void stats(When when, long hundredths) throws IOException {
      MeminfoText memory = new MeminfoText();
      StringBuilder counters = new StringBuilder();
      for (SaActivity one : activities) {
        ByteBuffer numbers = one.next(in);
        if (numbers != null) {
          SaNumbers.put(one.id(), numbers, header, memory, counters);
        }
      }
      if (memory.isEmpty()) {
        return;
      }
      into.at(when);
      memory.give(Origin.SA, into);
      if (counters.length() > 0) {
        into.put(Origin.SA, "proc/vmstat", counters);
      }
      if (hundredths > 0) {
        into.put(
            Origin.SA, "proc/uptime", String.format(Locale.ROOT, "%.2f 0.00\n", hundredths / 1e2));
      }
    }

    /** Structures of later versions, which tell how many bytes they take. */
    private void extra() throws IOException {
      boolean more = true;
      for (int i = 0; more; i++) {
        ByteBuffer b = in.block(24, 24);
        long bytes = (b.getInt(0) & 0xffffffffL) * (b.getInt(4) & 0xffffffffL);
        if (bytes < 0 || i > MOST_EXTRA) {
          throw new IOException("extra structures without end");
        }
        in.skip(bytes);
        more = b.getInt(8) != 0;
      }
    }
  }
}
