package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.memledger.engine.Analysis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** report.html in a real browser, from a file, without network. */
@Tag("slow")
class ReportPageIT {
  private static final int WIDE = 1280;
  private static final int PHONE = 390;
  private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]";

  /** Times as late as plain text of that length. */
  private static final double LATEST_PAINT = 6;

  @TempDir private static Path dir;
  private static final Map<String, Path> REPORTS = new TreeMap<>();
  private static Chromium browser;

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

  @Test
  void complainsOfNothingAndAsksForNothing() throws IOException {
    for (Path report : REPORTS.values()) {
      browser.open(report);
      browser.scrollThrough();
      assertEquals(List.of(), browser.problems(), report.toString());
      assertEquals(List.of(report.toUri().toString()), browser.requests());
    }
  }

  @Test
  void policyStopsWhatIsNotOurs() throws IOException {
    browser.open(REPORTS.get("leak"));
    JsonNode ran =
        browser.eval(
            "new Promise(done => { const s = document.createElement('script');"
                + " s.textContent = 'window.ran = true'; document.body.append(s);"
                + " const i = new Image(); i.onerror = () => done(window.ran === true);"
                + " i.src = 'https://example.com/x.png'; })");
    assertFalse(ran.asBoolean(), "a script that was put in does not run");
    String said = browser.problems().toString();
    assertTrue(said.contains("script-src 'sha256-"), "the script was refused");
    assertTrue(said.contains("img-src data:"), "the image was refused");
  }

  @Test
  void everyChartComesAlive() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.scrollThrough();
    int charts = browser.eval("document.querySelectorAll('figure.figure').length").asInt();
    int alive = browser.eval("document.querySelectorAll('figure.alive canvas').length").asInt();
    assertTrue(charts > 20, "charts: " + charts);
    assertEquals(charts, alive);
  }

  @Test
  void crosshairShowsValuesInAllChartsAtOnce() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.scrollThrough();
    double[] over = box("#fig-verdict .u-over");
    assertEquals("", text("#fig-verdict .keys .v"));
    browser.mouse("mouseMoved", over[0] + over[2] * 0.2, over[1] + over[3] / 2, 0);
    assertTrue(text("#fig-verdict .keys .v").matches("\\d[\\d.,]* [KMG]iB"));
    String time = text("#fig-verdict .keys .at");
    assertTrue(time.matches("\\d+ \\w{3} \\d\\d:\\d\\d"), time);
    assertEquals(time, text("#fig-time-memory .keys .at"), "one time cursor for all");
    assertTrue(text("#fig-time-memory .keys .v").endsWith("iB"));
  }

  @Test
  void dragZoomsAllChartsAndDoubleClickGoesBack() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.scrollThrough();
    double[] whole = shown("#fig-time-memory");
    drag("#fig-verdict .u-over", 0.1, 0.3);
    double[] zoomed = shown("#fig-time-memory");
    assertEquals(shown("#fig-verdict")[0], zoomed[0], 1, "same begin in all charts");
    assertEquals(shown("#fig-verdict")[1], zoomed[1], 1, "same end in all charts");
    assertTrue(zoomed[1] - zoomed[0] < 0.5 * (whole[1] - whole[0]), "closer");
    assertTrue(visible(".zoomed"), "a way back is offered");
    double[] over = box("#fig-verdict .u-over");
    for (int click = 1; click <= 2; click++) {
      browser.mouse("mousePressed", over[0] + 90, over[1] + 50, click);
      browser.mouse("mouseReleased", over[0] + 90, over[1] + 50, click);
    }
    assertEquals(whole[0], shown("#fig-time-memory")[0], 1);
    assertEquals(whole[1], shown("#fig-time-memory")[1], 1);
    assertFalse(visible(".zoomed"));
  }

  @Test
  void namesSwitchCurves() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.scrollThrough();
    for (String chart : List.of("#fig-verdict", "#fig-ledger-stack")) {
      String before = drawn(chart);
      browser.eval("document.querySelector('" + chart + " .keys button').click()");
      browser.eval("new Promise(requestAnimationFrame)");
      assertEquals(
          "false",
          browser
              .eval(
                  "document.querySelector('"
                      + chart
                      + " .keys button')"
                      + ".getAttribute('aria-pressed')")
              .asText());
      assertNotEquals(before, drawn(chart), chart);
    }
  }

  @Test
  void keyboardMovesTheCursorAndZooms() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.eval("document.querySelector('#fig-verdict .live').focus()");
    browser.key("ArrowRight");
    browser.key("ArrowRight");
    String said = text("#said");
    assertTrue(said.contains("UTC") && said.contains("GiB"), said);
    double[] whole = shown("#fig-verdict");
    browser.key("+");
    assertTrue(shown("#fig-verdict")[1] - shown("#fig-verdict")[0] < whole[1] - whole[0]);
    browser.key("Escape");
    assertEquals(whole[1], shown("#fig-verdict")[1], 1);
  }

  @Test
  void tablesSortAndFilter() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.eval("document.querySelectorAll('details.all').forEach(d => d.open = true)");
    String first = "#table-processes tbody tr:not([hidden]) th";
    assertTrue(text(first).startsWith("orderd"), "by growth at first");
    String head = "document.querySelector('#table-processes thead th:nth-child(3)')";
    browser.eval(head + ".firstChild.click()");
    assertEquals("descending", browser.eval(head + ".getAttribute('aria-sort')").asText());
    browser.eval(head + ".firstChild.click()");
    assertEquals("ascending", browser.eval(head + ".getAttribute('aria-sort')").asText());
    double[] sizes = new double[2];
    for (int i = 0; i < 2; i++) {
      String cell = "#table-processes tbody tr:nth-child(" + (i + 1) + ") td:nth-child(3)";
      sizes[i] = browser.eval("+document.querySelector('" + cell + "').dataset.v").asDouble();
    }
    assertTrue(sizes[0] <= sizes[1], "smallest first");
    browser.eval(
        "(() => { const f = document.getElementById('filter-table-processes');"
            + " f.value = 'ORDERD'; f.dispatchEvent(new Event('input')); })()");
    assertEquals(
        1,
        browser
            .eval("document.querySelectorAll('#table-processes tbody tr:not([hidden])').length")
            .asInt());
  }

  @Test
  void commandsAndSummaryAreCopied() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.eval("document.addEventListener('copy', () => window.copied = String(getSelection()))");
    browser.send(
        "Browser.setPermission",
        "{\"permission\":{\"name\":\"clipboard-write\"},\"setting\":\"denied\"}");
    browser.eval("document.querySelector('.steps button').click()");
    browser.until("window.copied");
    assertEquals("pmap -x 1234 | sort -k3 -n | tail -20", browser.eval("copied").asText());
    browser.eval("window.copied = ''; document.getElementById('copy-summary').click()");
    browser.until("window.copied");
    assertTrue(browser.eval("copied").asText().contains("orderd leaks 360 MiB/h"));
  }

  @Test
  void linkToAClosedFindingOpensIt() throws IOException {
    browser.open(REPORTS.get("leak"));
    browser.eval("location.hash = '#f4'");
    browser.until("document.getElementById('f4').open");
  }

  @Test
  void nothingOverflows() throws IOException {
    for (String name : List.of("leak", "healthy", "hostile")) {
      Path report = REPORTS.get(name);
      for (int width : List.of(WIDE, 768, PHONE)) {
        for (boolean dark : List.of(false, true)) {
          browser.look(width, 800, dark, "screen");
          fits(report, width);
        }
      }
      browser.look(720, 1000, false, "print");
      fits(report, 720);
    }
  }

  private static void fits(Path report, int width) throws IOException {
    browser.open(report);
    browser.scrollThrough();
    browser.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
    String out =
        browser
            .eval(
                "[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .sr,"
                    + " .skip, svg, canvas, .live') && e.getBoundingClientRect().width > 0"
                    + " && e.getBoundingClientRect().right > innerWidth + 1)"
                    + ".map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')")
            .asText();
    assertEquals("", out, report + " at " + width);
    int scroll = browser.eval("document.documentElement.scrollWidth").asInt();
    assertTrue(scroll <= width, report + " at " + width + " is " + scroll + " wide");
  }

  @Test
  void withoutScriptsEverythingIsThere() throws IOException {
    browser.send("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
    try {
      browser.send("Page.navigate", "{\"url\":\"" + REPORTS.get("leak").toUri() + "\"}");
      JsonNode tree = null;
      for (int i = 0; i < 50 && (tree == null || !tree.toString().contains("rules")); i++) {
        Thread.sleep(100);
        tree = browser.send("Accessibility.getFullAXTree", "{}");
      }
      String said = tree.toString();
      assertTrue(said.contains("Available memory"), "charts tell what they show");
      assertFalse(said.contains("\"Copy summary\""), "no button that would do nothing");
      String images = said.replaceAll("(?s)\"role\":\\{[^}]*\"image\"\\}", "<image>");
      assertTrue(images.split("<image>", -1).length > 20, "the drawings are on the page");
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      browser.send("Emulation.setScriptExecutionDisabled", "{\"value\":false}");
    }
  }

  @Test
  void axeFindsNoBarrier() throws IOException {
    String axe;
    try (InputStream in = ReportPageIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String name : List.of("leak", "healthy", "hostile")) {
      for (boolean dark : List.of(false, true)) {
        browser.look(WIDE, 800, dark, "screen");
        browser.open(REPORTS.get(name));
        browser.scrollThrough();
        browser.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
        browser.eval(axe + ";0");
        String found =
            browser
                .eval(
                    "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.length + ' '"
                        + " + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary)"
                        + ".join(' ')).join('\\n'))")
                .asText();
        assertEquals("", found, name + (dark ? ", dark" : ", light"));
      }
    }
  }

  /** Against a page of plain text as long as the report, since the machine may be busy. */
  @Test
  void paintsNotMuchLaterThanPlainText() throws IOException {
    Path report = REPORTS.get("crowd");
    Path plain = dir.resolve("plain.html");
    String line = "<p>" + "plain text ".repeat(9) + "\n";
    Files.writeString(plain, line.repeat((int) (Files.size(report) / line.length())));
    double best = Double.MAX_VALUE;
    double floor = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      floor = Math.min(floor, firstPaint(plain));
      best = Math.min(best, firstPaint(report));
    }
    assertTrue(
        best > 0 && best <= LATEST_PAINT * floor,
        "first paint after " + best + " ms, of plain text after " + floor + " ms");
  }

  private static double firstPaint(Path page) throws IOException {
    browser.open(page);
    browser.until(PAINTED);
    return browser.eval(PAINTED + ".startTime").asDouble();
  }

  // ---- what tests ask of the page

  private static String text(String selector) throws IOException {
    return browser.eval("document.querySelector('" + selector + "').textContent").asText();
  }

  private static boolean visible(String selector) throws IOException {
    return browser
        .eval("document.querySelector('" + selector + "').getBoundingClientRect().width > 0")
        .asBoolean();
  }

  /** Left, top, width, height on the screen. */
  private static double[] box(String selector) throws IOException {
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
  private static double[] shown(String figure) throws IOException {
    JsonNode data =
        browser.eval(
            "(() => { const d = document.querySelector('"
                + figure
                + " .live').dataset; return [+d.from, +d.to]; })()");
    return new double[] {data.get(0).asDouble(), data.get(1).asDouble()};
  }

  private static String drawn(String figure) throws IOException {
    return browser.eval("document.querySelector('" + figure + " canvas').toDataURL()").asText();
  }

  private static void drag(String selector, double from, double to) throws IOException {
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
