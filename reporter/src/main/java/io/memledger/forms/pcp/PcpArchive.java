package io.memledger.forms.pcp;

import io.memledger.forms.Binary;
import io.memledger.forms.FormOfParts;
import io.memledger.forms.Head;
import io.memledger.forms.Looks;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An archive of PCP's pmlogger, version 2 or 3: BASE.meta tells what the metrics are, BASE.0,
 * BASE.1 and so on have their values, BASE.index is not needed.
 */
public final class PcpArchive implements FormOfParts {
  private static final Pattern ENDING =
      Pattern.compile("\\.(?:meta|index|\\d{1,9})(?:\\.(?:xz|gz|bz2|zst|lzma))?$");

  /** Bytes of a label with everything that later versions put into it. */
  private static final int MOST_LABEL = 1 << 14;

  /** Metrics that a warning names. */
  private static final int NAMED = 4;

  @Override
  public String id() {
    return "pcp";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    byte[] bytes = head.bytes();
    if (!PcpLabel.isLabel(bytes)) {
      return Optional.empty();
    }
    int version = bytes[7];
    return version == 2 || version == 3
        ? Optional.of(new Recognised("PCP archive", "v" + version, ""))
        : Optional.of(
            Recognised.refused(
                "PCP archive",
                "its version is not known; send it as 'pmlogextract ARCHIVE NEW' writes it"));
  }

  @Override
  public String whole(String name, Head head) {
    return ENDING.matcher(name).replaceFirst("");
  }

  @Override
  public String read(SortedMap<String, Part> parts, Looks into) throws IOException {
    TreeMap<Integer, Part> volumes = new TreeMap<>();
    Part meta = null;
    for (Map.Entry<String, Part> one : parts.entrySet()) {
      try (InputStream in = one.getValue().open()) {
        int volume = label(PcpLabel.open(in)).volume();
        if (volume == PcpLabel.META) {
          meta = one.getValue();
        } else if (volume >= 0) {
          volumes.put(volume, one.getValue());
        }
      } catch (IOException e) {
        into.warn(Warning.of(Warning.Kind.FILE_CUT));
      }
    }
    if (meta == null || volumes.isEmpty()) {
      return "its "
          + (meta == null ? ".meta file" : ".0 file")
          + " is missing; send all of its files: .meta, .index, .0 and so on";
    }
    read(meta, volumes, into);
    return "";
  }

  private static PcpLabel label(Binary in) throws IOException {
    ByteBuffer record = PcpLabel.record(in, MOST_LABEL);
    if (record == null) {
      throw new IOException("no label");
    }
    return PcpLabel.of(record);
  }

  private static void read(Part meta, TreeMap<Integer, Part> volumes, Looks into)
      throws IOException {
    PcpMeta known = new PcpMeta();
    PcpLabel label;
    try (InputStream in = meta.open()) {
      Binary binary = PcpLabel.open(in);
      label = label(binary);
      try {
        known.read(binary);
      } catch (IOException e) {
        into.warn(Warning.of(Warning.Kind.FILE_CUT));
      }
    }
    into.host(label.host());
    PcpLook look = new PcpLook(known, label, into);
    try (InputStream again = meta.open()) {
      Binary follow = PcpLabel.open(again);
      label(follow);
      known.follow(follow);
      for (Part volume : volumes.values()) {
        volume(volume, known, look, into);
      }
    }
    look.end();
    Set<String> refused = look.refused();
    if (!refused.isEmpty()) {
      String first = String.join(", ", refused.stream().limit(NAMED).toList());
      into.warn(
          Warning.of(Warning.Kind.VALUES_REFUSED, refused.size() > NAMED ? first + ", …" : first));
    }
    if (look.hasSomeProcesses()) {
      into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
    }
  }

  private static void volume(Part volume, PcpMeta known, PcpLook look, Looks into) {
    try (InputStream in = volume.open()) {
      Binary binary = PcpLabel.open(in);
      PcpLabel own = label(binary);
      new PcpVolume(known, own.version()).read(binary, look);
    } catch (IOException e) {
      into.warn(Warning.of(Warning.Kind.FILE_CUT));
    }
  }
}
