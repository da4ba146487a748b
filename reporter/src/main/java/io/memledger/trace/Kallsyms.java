package io.memledger.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of the kernel by address, from /proc/kallsyms: lines of address, type, name, module.
 */
final class Kallsyms {
  /** Kernels have 100,000 to 300,000, data among them. */
  private static final int MOST = 1 << 19;

  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{8,16}) [tTwW] (\\S{1,255})(?:\\s+(\\[\\S{1,60}]))?");

  /** No function is larger: an address further from its symbol belongs to something unknown. */
  private static final long LARGEST = 1 << 20;

  private final long[] addresses;
  private final String[] names;

  private Kallsyms(long[] addresses, String[] names) {
    this.addresses = addresses;
    this.names = names;
  }

  private record Symbol(long address, String name) {}

  /** Reads what it can; lines of another shape are passed over. */
  static Kallsyms read(InputStream in) throws IOException {
    LineReader lines = new LineReader(in);
    List<Symbol> found = new ArrayList<>();
    while (lines.next() && found.size() < MOST) {
      String line =
          new String(lines.bytes(), lines.from, lines.to - lines.from, StandardCharsets.UTF_8);
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        String module = parts.group(3) == null ? "" : " " + parts.group(3);
        long address = Long.parseUnsignedLong(parts.group(1), 16);
        // Whoever may not see addresses is shown zeros.
        if (address != 0) {
          found.add(new Symbol(address, parts.group(2) + module));
        }
      }
    }
    found.sort((a, b) -> Long.compareUnsigned(a.address(), b.address()));
    return new Kallsyms(
        found.stream().mapToLong(Symbol::address).toArray(),
        found.stream().map(Symbol::name).toArray(String[]::new));
  }

  /** Function and offset of an address, with the module in brackets; empty if it is in none. */
  Optional<String> name(long address) {
    int low = 0;
    int high = addresses.length - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      if (Long.compareUnsigned(addresses[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high < 0 || address - addresses[high] >= LARGEST) {
      return Optional.empty();
    }
    String[] parts = names[high].split(" ");
    String offset = "+0x" + Long.toHexString(address - addresses[high]);
    return Optional.of(parts[0] + offset + (parts.length > 1 ? " " + parts[1] : ""));
  }
}
