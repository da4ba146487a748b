package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** report.html in a real browser, from a file, without network. */
@Tag("slow")
class ReportPageIT extends ReportPages {
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

  private static int images(String tree) {
    return tree.replaceAll("(?s)\"role\":\\{[^}]*\"image\"\\}", "<image>")
        .split("<image>", -1)
        .length;
  }

  @Test
  void withoutScriptsEverythingIsThere() throws IOException {
    browser.send("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
    try {
      browser.send("Page.navigate", "{\"url\":\"" + REPORTS.get("leak").toUri() + "\"}");
      String said = "";
      // A page that is still being read has a part of its tree.
      for (int i = 0; i < 300 && !(said.contains("rules") && images(said) > 20); i++) {
        Thread.sleep(100);
        said = browser.send("Accessibility.getFullAXTree", "{}").toString();
      }
      assertTrue(said.contains("Available memory"), "charts tell what they show");
      assertFalse(said.contains("\"Copy summary\""), "no button that would do nothing");
      assertTrue(images(said) > 20, "the drawings are on the page");
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
}
