package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.search.HttpCalls.Call;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.Serving;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Sort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls of {@code search_exploits} over HTTP: {@code kamiyo serve} over its real catalogue, a bare
 * Jetty handler, and the SDK alone, in turns. Each connection has its own session and makes one
 * call after the other.
 */
public final class HttpFigures {
  private static final int ROUNDS = 5;
  private static final Duration WARMING = Duration.ofSeconds(5);
  private static final Duration TURN = Duration.ofSeconds(4);
  private static final List<Integer> CONNECTIONS = List.of(8, 64);
  private static final int SLACK = 64;
  private static final String NO_LIMIT = "1000000000";

  private final List<Peer> peers = new ArrayList<>();
  private final Map<String, List<Figures>> taken = new HashMap<>();

  private HttpFigures() {}

  /**
   * Somebody who answers.
   *
   * @param calls to make
   * @param answer how long the answer to each of them is, about; a refusal is much shorter
   */
  private record Peer(String name, int port, String token, List<Call> calls, List<Integer> answer) {
    static Peer of(String name, int port, String token, HttpCalls calls) {
      return new Peer(
          name, port, token, calls.all(), calls.all().stream().map(Call::length).toList());
    }
  }

  private record Figures(double perSecond, double p50, double p99) {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    HttpFigures figures = new HttpFigures();
    figures.prepare(arguments.length > 1 && arguments[1].equals("exact"));
    for (Peer peer : figures.peers) {
      for (int connections : CONNECTIONS) {
        figures.turn(peer, connections, WARMING);
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (int connections : CONNECTIONS) {
        for (Peer peer : figures.peers) {
          figures
              .taken
              .computeIfAbsent(peer.name() + connections, name -> new ArrayList<>())
              .add(figures.turn(peer, connections, TURN));
        }
      }
      System.err.println("round " + (round + 1) + " of " + rounds + " is done");
    }
    figures.print();
    System.exit(0);
  }

  private void prepare(boolean exact) throws Exception {
    Settings settings = settings();
    List<Exploit> exploits = exploits(settings);
    BareLucene lucene = new BareLucene(exploits);
    int port = freePort();
    Serving serving = new Serving(settings, new Serving.Place("127.0.0.1", port, freePort()));
    List<String> reasons = serving.start();
    if (!reasons.isEmpty()) {
      throw new IllegalStateException(String.join("; ", reasons));
    }
    String token = Files.readString(settings.server().home().resolve("development-token")).strip();
    HttpCalls calls;
    try (HttpConnection connection = new HttpConnection(port, token)) {
      calls = new HttpCalls(exploits, lucene, connection, exact);
    }
    Call typical = calls.typical();
    peers.add(Peer.of("ours", port, token, calls));
    peers.add(Peer.of("bare Jetty", HttpPeers.bare(lucene, calls), "none", calls));
    List<Integer> constant = calls.all().stream().map(call -> typical.length()).toList();
    peers.add(new Peer("SDK alone", HttpPeers.sdk(typical), "none", calls.all(), constant));
    System.out.printf(
        "%d incidents, %d different calls; an answer has %d bytes, the longest %d%n",
        exploits.size(),
        calls.all().size(),
        typical.length(),
        calls.all().stream().mapToInt(Call::length).max().orElse(0));
  }

  private static Settings settings() {
    Map<String, String> environment =
        Map.of(
            "KAMIYO_HOME",
            System.getenv("KAMIYO_HOME"),
            "KAMIYO_OFFLINE",
            "true",
            "MCP_ANONYMOUS_RPM",
            "0",
            "RATE_LIMIT_ENTERPRISE_RPM",
            NO_LIMIT,
            "RATE_LIMIT_ENTERPRISE_DAILY",
            NO_LIMIT);
    Path home = Path.of(System.getenv("KAMIYO_HOME"));
    Surroundings surroundings = new Surroundings(environment, home, home, "benchmarks");
    return switch (Settings.load(Sources.ofStdio(surroundings)).forStart()) {
      case Loading.Ready(Settings settings, var problems, var _) when problems.isEmpty() ->
          settings;
      case Loading wrong -> throw new IllegalStateException(wrong.problems().toString());
    };
  }

  private static List<Exploit> exploits(Settings settings) {
    KamiyoAdapter kamiyo =
        new KamiyoAdapter(Application.kamiyoSettings(settings), Clock.systemUTC());
    try (kamiyo) {
      kamiyo.start();
      return kamiyo
          .exploitSearch()
          .search(
              ExploitQuery.first(
                  Filters.NONE, Sort.NEWEST, Optional.empty(), ExploitQuery.MAX_LIMIT))
          .exploits();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** All connections call for so long. */
  private Figures turn(Peer peer, int connections, Duration duration) throws Exception {
    List<HttpConnection> open = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    long start;
    long end;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        open.add(new HttpConnection(peer.port(), peer.token()));
      }
      start = System.nanoTime();
      end = start + duration.toNanos();
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        HttpConnection connection = open.get(i);
        int first = i;
        running.add(threads.submit(() -> call(peer, connection, first, end)));
      }
      for (Future<List<Long>> one : running) {
        nanos.addAll(one.get());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (HttpConnection connection : open) {
      connection.close();
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Figures(
        sorted.length / seconds,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6);
  }

  /** Begins with another call than the other connections do. */
  private static List<Long> call(Peer peer, HttpConnection connection, int first, long end)
      throws IOException {
    List<Long> nanos = new ArrayList<>();
    int size = peer.calls().size();
    for (int turn = 0; System.nanoTime() - end < 0; turn++) {
      int which = (first * 7 + turn) % size;
      String request = peer.calls().get(which).request(HttpCalls.FIRST_ID + turn);
      long start = System.nanoTime();
      HttpConnection.Answer answer = connection.post(request);
      nanos.add(System.nanoTime() - start);
      if (Math.abs(answer.length() - peer.answer().get(which)) > SLACK) {
        throw new IOException(peer.name() + " answers " + request + " with " + answer.text());
      }
    }
    return nanos;
  }

  private void print() {
    System.out.println("connections  server        calls/s     p50 ms     p99 ms   ours / theirs");
    for (int connections : CONNECTIONS) {
      Figures ours = median("ours" + connections);
      for (Peer peer : peers) {
        Figures theirs = median(peer.name() + connections);
        System.out.printf(
            "%11d  %-10s %10.0f %10.2f %10.2f   %.2f, %.2f, %.2f%n",
            connections,
            peer.name(),
            theirs.perSecond(),
            theirs.p50(),
            theirs.p99(),
            ours.perSecond() / theirs.perSecond(),
            ours.p50() / theirs.p50(),
            ours.p99() / theirs.p99());
      }
    }
  }

  private Figures median(String name) {
    List<Figures> rounds = taken.getOrDefault(name, List.of());
    return new Figures(
        middle(rounds.stream().mapToDouble(Figures::perSecond).sorted().toArray()),
        middle(rounds.stream().mapToDouble(Figures::p50).sorted().toArray()),
        middle(rounds.stream().mapToDouble(Figures::p99).sorted().toArray()));
  }

  private static double middle(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}
