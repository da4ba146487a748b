package io.memledger.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** report.html: one file that asks the network for nothing, and could not if it tried. */
final class HtmlWriter {
  private HtmlWriter() {}

  static byte[] write(ReportBuilder.Built built, Messages messages, Templates templates) {
    Map<String, String> drawings = new HashMap<>();
    Map<String, Object> model = new HashMap<>();
    model.put("report", built.report());
    model.put("text", Templates.texts(key -> messages.text("report." + key)));
    model.put("lang", messages.language().tag());
    model.put("print", false);
    model.put(
        "chart",
        Templates.markup(
            id ->
                drawings.computeIfAbsent(
                    id,
                    k -> {
                      Draft.Drawing drawing = built.drawings().get(k);
                      return SvgWriter.write(drawing.figure(), drawing.spec());
                    })));
    // Twice: the fonts hold what the page shows, and the policy the hash of the style with them.
    model.put("style", "");
    model.put("stylehash", "");
    String text = templates.fill("report.ftlh", model);
    String style = FontSubset.css(text) + templates.plain("report.css");
    model.put("style", style);
    model.put("stylehash", sha256(style));
    return templates.fill("report.ftlh", model).getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
