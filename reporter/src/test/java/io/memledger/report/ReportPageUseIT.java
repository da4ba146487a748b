package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Crosshair, zoom, keys, tables and copying, driven as a reader would. */
@Tag("slow")
class ReportPageUseIT extends ReportPages {
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
    // Where the browser has no clipboard to write to, the page selects and copies by itself.
    browser.eval("document.addEventListener('copy', () => window.copied = String(getSelection()))");
    browser.eval("Object.defineProperty(navigator, 'clipboard', {value: null, writable: true})");
    assertEquals("pmap -x 1234 | sort -k3 -n | tail -20", copied(".steps button"));
    browser.eval("navigator.clipboard = {writeText: t => Promise.resolve(window.copied = t)}");
    assertTrue(copied("#copy-summary").contains("orderd leaks 360 MiB/h"));
  }

  /** What a button copies; pressed again as a reader would where the browser took nothing. */
  private static String copied(String button) throws IOException {
    browser.eval("window.copied = ''");
    String text = "";
    for (int i = 0; i < 20 && text.isEmpty(); i++) {
      browser.eval("document.querySelector('" + button + "').click()");
      text = browser.eval("new Promise(d => setTimeout(() => d(window.copied), 200))").asText();
    }
    return text;
  }
}
