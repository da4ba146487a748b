package io.memledger.report.html;

import io.memledger.report.data.MarkdownWriter;
import io.memledger.report.fonts.FontSubset;
import io.memledger.report.page.Brand;
import io.memledger.report.page.Templates;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.words.Messages;
import io.memledger.rule.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** report.html: one file that asks the network for nothing, and could not if it tried. */
public final class HtmlWriter {
  private HtmlWriter() {}

  /** The page is never larger, however long the archive; an e-mail must carry it. */
  public static final int BUDGET = 1_500_000;

  /** Points of a curve, fewer and fewer until the page is small enough. */
  private static final int[] POINTS = {240, 160, 90, 48, 24};

  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/";
  private static final List<String> SCRIPTS =
      List.of(
          "script-1-page.js",
          "script-2-numbers.js",
          "script-3-painting.js",
          "script-4-charts.js",
          "script-5-tables.js",
          "script-6-copying.js");
  private static final List<String> WORDS =
      List.of("copy", "copied", "filter", "hint", "reset", "rows", "show", "summary");

  public static byte[] write(
      ReportBuilder.Built built, Messages messages, Templates templates, Brand brand) {
    byte[] page = {};
    for (int points : POINTS) {
      page = page(built, messages, templates, brand, points);
      if (page.length <= BUDGET) {
        break;
      }
    }
    return page;
  }

  private static byte[] page(
      ReportBuilder.Built built, Messages messages, Templates templates, Brand brand, int points) {
    PageCharts charts = new PageCharts(built.drawings(), built.failed(), points);
    Map<String, Object> model = new HashMap<>();
    model.put("report", built.report());
    model.put("text", Templates.texts(key -> messages.text("report." + key)));
    model.put("lang", messages.language().tag());
    model.put("print", false);
    model.put("brand", brand);
    model.put("chart", Templates.markup(charts::markup));
    model.put("crashed", Templates.crashes(built.failed()::add, built.failed()::sentence));
    Map<String, String> words = new TreeMap<>();
    WORDS.forEach(key -> words.put(key, word(messages, key)));
    words.put("second", unfilled(messages, Wording.of("number.per.second")));
    words.put("pages", unfilled(messages, Wording.of("number.pages.per.second")));
    String summary = MarkdownWriter.summary(built.report(), messages);
    model.put("data", ChartData.write(built, charts, words, summary, points));
    String script = script(templates);
    model.put("script", script);
    model.put("scripthash", sha256(script));
    // Twice: the fonts hold what the page shows, and the policy the hash of the style with them.
    model.put("style", "");
    model.put("stylehash", "");
    String text = templates.fill("report.ftlh", model);
    String style = FontSubset.css(text) + templates.plain("report.css") + brand.css();
    model.put("style", style);
    model.put("stylehash", sha256(style));
    return templates.fill("report.ftlh", model).getBytes(StandardCharsets.UTF_8);
  }

  /** The library and our own scripts, which share one scope that is theirs alone. */
  private static String script(Templates templates) {
    StringBuilder out = new StringBuilder("/*\n");
    // A copy of the library goes out with every report, and its licence with it.
    out.append(templates.library(LIBRARY + "LICENSE")).append("*/\n");
    out.append(templates.library(LIBRARY + "dist/uPlot.iife.min.js"));
    out.append("\n(function () {\n\"use strict\";\n");
    SCRIPTS.forEach(name -> out.append(templates.plain(name)));
    return out.append("})();\n").toString();
  }

  /** A sentence of the script, which fills its places itself. */
  private static String word(Messages messages, String key) {
    Wording wording = Wording.of("report.script." + key);
    return unfilled(messages, wording);
  }

  private static String unfilled(Messages messages, Wording wording) {
    Wording open = wording;
    for (String place : List.of("n", "all", "name", "amount")) {
      open = open.with(place, "{" + place + "}");
    }
    return messages.render(open);
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
