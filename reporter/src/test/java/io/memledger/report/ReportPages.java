package io.memledger.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.memledger.engine.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium with made-up reports open in it, and what a test asks of them. */
abstract class ReportPages {
  static final int WIDE = 1280;
  static final int PHONE = 390;
  static final String PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]";

  /** Times as late as plain text of that length. */
  static final double LATEST_PAINT = 6;

  @TempDir static Path dir;
  static final Map<String, Path> REPORTS = new TreeMap<>();
  static Chromium browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Map<String, Analysis> analyses =
        Map.of(
            "leak", MadeUp.leak(),
            "healthy", MadeUp.healthy(),
            "hostile", MadeUp.hostile(),
            "crowd", MadeUp.crowd());
    for (Map.Entry<String, Analysis> one : analyses.entrySet()) {
      Path out = dir.resolve(one.getKey());
      ReportWriter.write(
          one.getValue(), out, EnumSet.of(Format.HTML), ReportWriterTest.templates(dir));
      REPORTS.put(one.getKey(), out.resolve("report.html"));
    }
    browser = new Chromium(Files.createDirectory(dir.resolve("profile")));
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void onAScreen() throws IOException {
    browser.look(WIDE, 800, false, "screen");
  }

  static String text(String selector) throws IOException {
    return browser.eval("document.querySelector('" + selector + "').textContent").asText();
  }

  static boolean visible(String selector) throws IOException {
    return browser
        .eval("document.querySelector('" + selector + "').getBoundingClientRect().width > 0")
        .asBoolean();
  }

  /** Left, top, width, height on the screen. */
  static double[] box(String selector) throws IOException {
    JsonNode box =
        browser.eval(
            "(() => { const b = document.querySelector('"
                + selector
                + "').getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()");
    double[] values = new double[4];
    for (int i = 0; i < 4; i++) {
      values[i] = box.get(i).asDouble();
    }
    return values;
  }

  /** The stretch of time that a chart shows. */
  static double[] shown(String figure) throws IOException {
    JsonNode data =
        browser.eval(
            "(() => { const d = document.querySelector('"
                + figure
                + " .live').dataset; return [+d.from, +d.to]; })()");
    return new double[] {data.get(0).asDouble(), data.get(1).asDouble()};
  }

  static String drawn(String figure) throws IOException {
    return browser.eval("document.querySelector('" + figure + " canvas').toDataURL()").asText();
  }

  static void drag(String selector, double from, double to) throws IOException {
    double[] over = box(selector);
    double y = over[1] + over[3] / 2;
    browser.mouse("mouseMoved", over[0] + over[2] * from, y, 0);
    browser.mouse("mousePressed", over[0] + over[2] * from, y, 1);
    for (int i = 1; i <= 5; i++) {
      browser.mouse("mouseMoved", over[0] + over[2] * (from + (to - from) * i / 5), y, 1);
    }
    browser.mouse("mouseReleased", over[0] + over[2] * to, y, 1);
    browser.eval("new Promise(requestAnimationFrame)");
  }
}
