package io.memledger.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.memledger.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A headless Chromium with one page, without network, driven over its DevTools protocol. */
final class Chromium {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 30;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private int last;

  /** As Debian and Ubuntu call it; CHROMIUM names another. */
  private static String program() {
    String other = System.getenv("CHROMIUM");
    return other != null ? other : Tools.need("chromium", "chromium-browser").toString();
  }

  /**
   * @param profile an empty folder for the browser's own files
   */
  Chromium(Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling(profile.getFileName() + ".log").toFile())
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < SECONDS * 20 && (!Files.exists(port) || Files.size(port) == 0); i++) {
      Thread.sleep(50);
    }
    List<String> lines = Files.readAllLines(port);
    HttpClient client = HttpClient.newHttpClient();
    String host = "127.0.0.1:" + lines.get(0);
    String target = page(client, host);
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + host + "/devtools/page/" + target), new Listener())
            .join();
    for (String domain : List.of("Runtime", "Log", "Page", "Network")) {
      send(domain + ".enable", "{}");
    }
    // A page that is not in front, or not yet, copies nothing.
    send("Emulation.setFocusEmulationEnabled", "{\"enabled\":true}");
    send(
        "Network.emulateNetworkConditions",
        "{\"offline\":true,\"latency\":0,\"downloadThroughput\":-1,\"uploadThroughput\":-1}");
  }

  private static String page(HttpClient client, String host)
      throws IOException, InterruptedException {
    var request = java.net.http.HttpRequest.newBuilder(URI.create("http://" + host + "/json"));
    var body = java.net.http.HttpResponse.BodyHandlers.ofString();
    for (JsonNode one : JSON.readTree(client.send(request.build(), body).body())) {
      if (one.get("type").asText().equals("page")) {
        return one.get("id").asText();
      }
    }
    throw new IOException("the browser has no page");
  }

  /** Calls a method of the protocol and waits for its result. */
  JsonNode send(String method, String params) throws IOException {
    ObjectNode call = JSON.createObjectNode();
    int id = ++last;
    call.put("id", id).put("method", method).set("params", JSON.readTree(params));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(call.toString(), true).join();
    try {
      JsonNode given = answer.get(SECONDS, TimeUnit.SECONDS);
      if (given.has("error")) {
        throw new IOException(method + ": " + given.get("error"));
      }
      return given.get("result");
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException
        | InterruptedException e) {
      throw new IOException(method, e);
    }
  }

  /** Waits until an expression is true in the page. */
  void until(String condition) throws IOException {
    eval(
        "new Promise(done => { const ask = () => ("
            + condition
            + ") ? done() : setTimeout(ask, 20); ask(); })");
  }

  /** The value of an expression in the page; promises are waited for. */
  JsonNode eval(String expression) throws IOException {
    ObjectNode params = JSON.createObjectNode();
    params.put("expression", expression).put("awaitPromise", true).put("returnByValue", true);
    params.put("userGesture", true);
    JsonNode result = send("Runtime.evaluate", params.toString());
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Opens a file and waits until its charts are there and two frames have been painted. */
  void open(Path file) throws IOException {
    problems.clear();
    requests.clear();
    send("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
    eval(
        "new Promise(done => { const wait = () => document.readyState === 'complete'"
            + " ? document.fonts.ready.then(() => requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => setTimeout(done, 100)))) : setTimeout(wait, 20);"
            + " wait(); })");
  }

  /** As a screen of this width, or as paper. */
  void look(int width, int height, boolean dark, String media) throws IOException {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}"
            .formatted(width, height, width < 500));
    send(
        "Emulation.setEmulatedMedia",
        ("{\"media\":\"%s\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"},"
                + "{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}")
            .formatted(media, dark ? "dark" : "light"));
  }

  /** Scrolls to the end, so that everything that waits to be seen wakes up, and back. */
  void scrollThrough() throws IOException {
    eval(
        "(async () => { for (let y = 0; y < document.documentElement.scrollHeight; y += 700) {"
            + " scrollTo(0, y); await new Promise(r => setTimeout(r, 40)); }"
            + " scrollTo(0, 0); await new Promise(r => setTimeout(r, 100)); })()");
  }

  /**
   * @param type mouseMoved, mousePressed or mouseReleased
   */
  void mouse(String type, double x, double y, int clicks) throws IOException {
    String button = type.equals("mouseMoved") && clicks == 0 ? "none" : "left";
    send(
        "Input.dispatchMouseEvent",
        ("{\"type\":\"%s\",\"x\":%s,\"y\":%s,\"button\":\"%s\",\"buttons\":%d,"
                + "\"clickCount\":%d}")
            .formatted(type, x, y, button, clicks > 0 ? 1 : 0, clicks));
  }

  void key(String key) throws IOException {
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          "{\"type\":\"%s\",\"key\":\"%s\",\"code\":\"%s\"}".formatted(type, key, key));
    }
  }

  /** The whole page, or as much of it as a picture may hold. */
  byte[] picture(int width) throws IOException {
    int height = Math.min(16_000, eval("document.documentElement.scrollHeight").asInt());
    JsonNode made =
        send(
            "Page.captureScreenshot",
            ("{\"format\":\"png\",\"captureBeyondViewport\":true,"
                    + "\"clip\":{\"x\":0,\"y\":0,\"width\":%d,\"height\":%d,\"scale\":1}}")
                .formatted(width, height));
    return Base64.getDecoder().decode(made.get("data").asText());
  }

  /** Messages on the console, uncaught errors, refusals of the security policy. */
  List<String> problems() {
    return new ArrayList<>(problems);
  }

  /** Addresses that the page asked for, other than data: and its own. */
  List<String> requests() {
    return requests.stream().filter(r -> !r.startsWith("data:")).toList();
  }

  /** Ends the browser. */
  void close() throws InterruptedException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean end) {
      part.append(text);
      if (end) {
        try {
          take(JSON.readTree(part.toString()));
        } catch (IOException e) {
          problems.add(e.toString());
        }
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(JsonNode message) {
      if (message.has("id")) {
        waiting.remove(message.get("id").asInt()).complete(message);
        return;
      }
      JsonNode params = message.get("params");
      switch (message.get("method").asText()) {
        case "Runtime.consoleAPICalled" -> problems.add("console: " + params.get("args"));
        case "Runtime.exceptionThrown" -> problems.add("error: " + params.get("exceptionDetails"));
        case "Log.entryAdded" -> problems.add("log: " + params.get("entry"));
        case "Network.requestWillBeSent" -> requests.add(params.at("/request/url").asText());
        default -> {}
      }
    }
  }
}
