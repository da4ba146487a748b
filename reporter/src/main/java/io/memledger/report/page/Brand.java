package io.memledger.report.page;

import io.memledger.report.words.Names;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose report it is: a support desk's own name, logo and colour.
 *
 * @param name shown where the product's name would be
 * @param logo a data: address of an image; empty for none
 * @param color #rrggbb for light screens and paper; empty for the product's own
 * @param dark #rrggbb for dark screens; empty likewise
 */
public record Brand(String name, String logo, String color, String dark) {
  /** Without a file. */
  public static final Brand OWN = new Brand("Memledger", "", "", "");

  private static final Set<String> KEYS = Set.of("name", "logo", "color", "color.dark");

  private static final int LONGEST_NAME = 60;

  /** Bytes of the file: it has four keys. */
  private static final long LARGEST = 64 * 1024;

  /** The background of the page, light and dark, as report.css has it. */
  private static final String LIGHT_PAGE = "#ffffff";

  private static final String DARK_PAGE = "#14181d";

  /** Contrast of text to its background that WCAG 2 asks for, level AA. */
  private static final double READABLE = 4.5;

  /**
   * Reads a properties file with the keys name, logo (a PNG or SVG file, relative to this one),
   * color and color.dark.
   *
   * @throws BrandException if a key or its value is not understood, or a colour cannot be read on
   *     the page
   * @throws IOException if a file cannot be read
   */
  public static Brand read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new BrandException("--brand: " + file + " is no properties file of 64 KiB or less");
    }
    Properties given = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      given.load(in);
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
      throw new BrandException("--brand: " + file + " is not a properties file in UTF-8");
    }
    Set<String> unknown = new TreeSet<>(given.stringPropertyNames());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new BrandException(
          "--brand: unknown key "
              + unknown.iterator().next()
              + "; known are name, logo, color and color.dark");
    }
    String name = given.getProperty("name", OWN.name()).strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new BrandException("--brand: the name must have 1 to " + LONGEST_NAME + " characters");
    }
    String logo = given.getProperty("logo", "").strip();
    return new Brand(
        Names.visible(name),
        logo.isEmpty() ? "" : image(file.toAbsolutePath().resolveSibling(logo)),
        color(given, "color", LIGHT_PAGE),
        color(given, "color.dark", DARK_PAGE));
  }

  private static String image(Path file) throws IOException {
    byte[] bytes = Logo.checked(file);
    String type = Logo.isPng(bytes) ? "image/png" : "image/svg+xml";
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String color(Properties given, String key, String page) throws BrandException {
    String color = given.getProperty(key, "").strip();
    if (color.isEmpty()) {
      return "";
    }
    if (!color.matches("#[0-9a-fA-F]{6}")) {
      throw new BrandException("--brand: " + key + " must be a colour such as #1f5f9e");
    }
    if (Contrast.of(color, page) < READABLE) {
      throw new BrandException(
          "--brand: "
              + key
              + " "
              + color
              + " cannot be read on "
              + page
              + "; its contrast must be "
              + READABLE
              + " or more");
    }
    return color;
  }

  /** For paper. */
  public String printCss() {
    return color.isEmpty() ? "" : ".brand{color:" + color + "}\n";
  }

  /** Whether the PDF can show the logo, which it can if it is a PNG. */
  public boolean isPrintable() {
    return logo.startsWith("data:image/png");
  }

  /** Rules that put the colours into the page; only checked colours get here. */
  public String css() {
    StringBuilder out = new StringBuilder();
    if (!color.isEmpty()) {
      out.append(":root{--brand:").append(color).append("}\n");
    }
    if (!dark.isEmpty()) {
      out.append("@media screen and (prefers-color-scheme:dark){:root{--brand:").append(dark);
      out.append("}}\n");
    }
    return out.toString();
  }
}
