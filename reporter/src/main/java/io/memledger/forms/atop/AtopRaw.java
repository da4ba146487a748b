package io.memledger.forms.atop;

import io.memledger.forms.Binary;
import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The raw log of atop: a header, and for each look a record and what the system and all tasks were,
 * each compressed by zlib. Versions of atop refuse one another's logs; here each is read by its own
 * layout.
 */
public final class AtopRaw implements Form {
  private static final String TOOL = "atop raw log";
  private static final String ASK =
      "send the text that the same version of atop prints with 'atop -r FILE -P MEM,SWP,PRM'";

  /** Bytes of the header in all versions. */
  private static final int HEADER = 480;

  private static final int MOST_HEADER = 1 << 14;

  @Override
  public String id() {
    return "atop-raw";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    if (head.startsWith(0xfe, 0xed, 0xbe, 0xef)) {
      return Optional.of(
          Recognised.refused(TOOL, "it is of a machine of the other byte order; " + ASK));
    }
    if (!head.startsWith(0xef, 0xbe, 0xed, 0xfe)) {
      return Optional.empty();
    }
    byte[] bytes = head.bytes();
    if (bytes.length < HEADER) {
      return Optional.of(Recognised.refused(TOOL, "it is cut off in its header"));
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return Optional.of(
        new Recognised(
            TOOL,
            version(header),
            layout(header) == null ? "its layout is not known; " + ASK : ""));
  }

  private static String version(ByteBuffer header) {
    int packed = header.getShort(4);
    return (packed >> 8 & 0x7f) + "." + (packed & 0xff);
  }

  private static AtopLayout layout(ByteBuffer header) {
    return AtopLayout.of(header.getInt(28), header.getInt(32));
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    Binary in = new Binary(lines.bytes(), ByteOrder.LITTLE_ENDIAN);
    ByteBuffer header = in.block(HEADER, HEADER);
    AtopLayout layout = layout(header);
    int size = header.getShort(10) & 0xffff;
    int record = header.getShort(12) & 0xffff;
    long page = header.getInt(436) & 0xffffffffL;
    if (layout == null || size < HEADER || size > MOST_HEADER || record < 40 || record > 4096) {
      throw new IOException("a header that fits no version");
    }
    in.skip(size - HEADER);
    into.host(Binary.text(header, 36 + 65, 65));
    into.kernel(Binary.text(header, 36 + 2 * 65, 65));
    new AtopRecords(in, layout, record, page >= 4096 && page <= 1 << 20 ? page : 4096).read(into);
  }
}
