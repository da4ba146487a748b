package io.memledger.report.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A picture that is safe to put into a page: a PNG, or an SVG that neither runs nor fetches. */
final class Logo {
  /** The page has to fit into an e-mail. */
  private static final int LARGEST = 64 * 1024;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private Logo() {}

  /**
   * The bytes of the file.
   *
   * @throws BrandException if it is too large, or no such picture
   */
  static byte[] checked(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BrandException("--brand: the logo is no file: " + file);
    }
    if (Files.size(file) > LARGEST) {
      throw new BrandException(
          "--brand: the logo is larger than " + LARGEST / 1024 + " KiB: " + file);
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!isPng(bytes)) {
      checkSvg(bytes, file);
    }
    return bytes;
  }

  static boolean isPng(byte[] bytes) {
    return bytes.length > PNG.length
        && java.util.Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length);
  }

  private static void checkSvg(byte[] bytes, Path file) throws IOException {
    Document document;
    try {
      DocumentBuilder builder = parser().newDocumentBuilder();
      builder.setErrorHandler(null);
      document = builder.parse(new ByteArrayInputStream(bytes));
    } catch (SAXException | ParserConfigurationException e) {
      throw new BrandException("--brand: the logo is neither PNG nor SVG: " + file);
    }
    Element root = document.getDocumentElement();
    if (!"svg".equals(root.getLocalName())) {
      throw new BrandException("--brand: the logo is neither PNG nor SVG: " + file);
    }
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      if (!isHarmless((Element) all.item(i))) {
        throw new BrandException(
            "--brand: the logo may hold no script, link or foreign content: " + file);
      }
    }
  }

  private static DocumentBuilderFactory parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }

  private static boolean isHarmless(Element element) {
    String name = String.valueOf(element.getLocalName()).toLowerCase(Locale.ROOT);
    if (java.util.Set.of("script", "foreignobject", "image", "a", "style").contains(name)) {
      return false;
    }
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String key = attributes.item(i).getNodeName().toLowerCase(Locale.ROOT);
      String value = attributes.item(i).getNodeValue().toLowerCase(Locale.ROOT);
      boolean link = key.endsWith("href") && !value.startsWith("#");
      boolean fetches = value.contains("url(") && !value.contains("url(#");
      if (key.startsWith("on") || link || fetches) {
        return false;
      }
    }
    return true;
  }
}
