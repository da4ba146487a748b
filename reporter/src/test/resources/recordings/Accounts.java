import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service with a bounded cache and much garbage: Accounts PORT ENTRIES. */
public class Accounts {
  public static void main(String[] args) throws Exception {
    int most = Integer.parseInt(args[1]);
    Map<Integer, byte[]> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > most;
          }
        };
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 50);
    server.createContext(
        "/",
        exchange -> {
          List<String> garbage = new ArrayList<>();
          for (int i = 0; i < 40000; i++) {
            garbage.add("row " + i);
          }
          int key = (int) (Math.random() * 3 * most);
          synchronized (cache) {
            cache.computeIfAbsent(key, k -> new byte[4096]);
            for (int i = 0; i < 20; i++) {
              cache.put((int) (Math.random() * 3 * most), new byte[4096]);
            }
          }
          byte[] answer = ("rows: " + garbage.size()).getBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }
}
