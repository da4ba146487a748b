package io.memledger.collector.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.common.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports get the true names back, in the way in which each kind of text escapes them. */
class TrueNamesTest {
  @TempDir Path temp;
  private final Names names = new Names(new byte[32]);

  private String named(String ending, String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    new TrueNames(names, ending).copy(new ByteArrayInputStream(bytes), out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void theLongestNameIsTaken() throws Exception {
    for (int i = 1; i <= 12; i++) {
      names.of("proc", "shop" + i + "x");
    }
    names.under("proc-1", "shop1x-api");
    assertEquals("shop1x shop12x shop1x.", named("md", "proc-1 proc-12 proc-1."));
    assertEquals("shop1x-api.service", named("md", "proc-1.1.service"));
    assertEquals("proc-13 aproc-1", named("md", "proc-13 aproc-1"));
  }

  @Test
  void textIsEscapedAsItsKindWantsIt() throws Exception {
    names.word("sym", "acme_read", "");
    String name = names.of("proc", "a<b>\"c\\");
    assertEquals("{\"x\": \"a<b>\\\"c\\\\\"}", named("json", "{\"x\": \"" + name + "\"}"));
    assertEquals(
        "<p>a&#60;b&#62;&#34;c\\</p><script>'a\\u003Cb\\u003E\\u0022c\\u005C'</script>a&#60;b&#62;&#34;c\\",
        named("html", "<p>" + name + "</p><script>'" + name + "'</script>" + name));
    assertEquals("acme\\_read `acme_read`", named("md", "sym\\_1 `sym_1`"));
    assertEquals("\"a<b>\"\"c\\\",1", named("csv", "\"" + name + "\",1"));
  }

  @Test
  void idsAreKnownByWhatReportsShowOfThem() throws Exception {
    String id = "0badc0de0badc0de0badc0de0badc0de";
    String other = names.hex(id);
    assertEquals(id.length(), other.length());
    assertEquals("container 0badc0de0bad", named("md", "container " + other.substring(0, 12)));
    assertEquals("uid 1234", named("md", "uid " + names.uid("1234")));
  }

  @Test
  void addressesComeBack() throws Exception {
    Addresses addresses = new Addresses(names);
    String line = "call ffffffff81234567, 0xffff888012345678-0xffff888012346000";
    String moved = addresses.line(line);
    assertTrue(!moved.contains("81234567") && !moved.contains("8880"), moved);
    assertEquals(line, addresses.back(moved));
    assertEquals(line, named("md", moved));
    // Far apart as before: a call site is looked up between two symbols.
    long begin = Long.parseUnsignedLong(addresses.line("ffffffff81000000"), 16);
    long site = Long.parseUnsignedLong(addresses.line("ffffffff81000123"), 16);
    assertEquals(0x123, site - begin);
    assertEquals("96935936 c0123456 0x12345678", addresses.line("96935936 c0123456 0x12345678"));
    assertTrue(!addresses.line("c0123456 T _text").startsWith("c0123456"));
  }

  @Test
  void aReportIsNamedBesideTheOldOne() throws Exception {
    Names made = MapFile.fresh();
    String name = made.of("proc", "shop");
    Path map = temp.resolve("a.names");
    Files.writeString(map, MapFile.text(made, made.lines()), StandardCharsets.ISO_8859_1);
    Path report = temp.resolve("report.html");
    Files.writeString(report, "<p>" + name + " leaks</p>");
    File result = new NamesCommand(report.toFile(), map.toFile()).run();
    assertEquals("report.named.html", result.getName());
    assertEquals("<p>shop leaks</p>", Files.readString(result.toPath()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(result.toPath())));
    Failure failure =
        assertThrows(Failure.class, () -> new NamesCommand(report.toFile(), report.toFile()).run());
    assertTrue(failure.getMessage().contains("is no map"), failure.getMessage());
  }
}
