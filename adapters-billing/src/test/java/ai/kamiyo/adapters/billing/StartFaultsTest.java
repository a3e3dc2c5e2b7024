package ai.kamiyo.adapters.billing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.billing.BillingSettings.Algorithm;
import ai.kamiyo.adapters.billing.BillingSettings.Links;
import ai.kamiyo.adapters.billing.BillingSettings.Seller;
import ai.kamiyo.adapters.billing.BillingSettings.Signing;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start is told of keys that cannot be read and of a Stripe that cannot be asked. */
class StartFaultsTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  @TempDir private Path folder = Path.of("");

  private static BillingAdapter adapter(Algorithm algorithm, Optional<Path> key, URI stripe) {
    return new BillingAdapter(
        new BillingSettings(
            new Signing(
                algorithm,
                () -> "a secret of at least 32 bytes, made for tests".getBytes(UTF_8),
                Optional.empty(),
                key,
                "https://mcp.example",
                "https://mcp.example"),
            new Links("https://mcp.example", "https://k.example/p", "https://k.example/h"),
            Optional.of(
                new Seller(
                    "sk_test_x",
                    Optional.of("whsec_x"),
                    Optional.of(stripe),
                    Map.of(),
                    Optional.empty()))),
        Clock.systemUTC());
  }

  private static Optional<String> fault(URI stripe) {
    return adapter(Algorithm.HS256, Optional.empty(), stripe).sellerFault();
  }

  private Path pem(String algorithm) throws Exception {
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    return Files.writeString(
        folder.resolve(algorithm + ".pem"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"EDDSA", "ES256"})
  void aKeyThatCannotBeReadIsToldByItsSetting(Algorithm algorithm) throws Exception {
    Path none = folder.resolve("none.pem");
    assertThat(adapter(algorithm, Optional.of(none), NOBODY).signingFault().orElseThrow())
        .startsWith("MCP_JWT_PRIVATE_KEY_FILE cannot be read");
    Path words = Files.writeString(folder.resolve("words.pem"), "no key at all");
    assertThat(adapter(algorithm, Optional.of(words), NOBODY).signingFault().orElseThrow())
        .startsWith("MCP_JWT_PRIVATE_KEY_FILE must hold");
    Path other = pem("RSA");
    assertThat(adapter(algorithm, Optional.of(other), NOBODY).signingFault().orElseThrow())
        .startsWith("MCP_JWT_PRIVATE_KEY_FILE must hold");
  }

  @Test
  void aKeyThatFitsIsNoFault() throws Exception {
    assertThat(adapter(Algorithm.EDDSA, Optional.of(pem("Ed25519")), NOBODY).signingFault())
        .isEmpty();
    assertThat(adapter(Algorithm.HS256, Optional.empty(), NOBODY).signingFault()).isEmpty();
  }

  @Test
  void aStripeThatAnswersIsNoFaultAndIsAskedOnce() {
    try (StripeStandIn stripe = new StripeStandIn()) {
      assertThat(fault(stripe.address())).isEmpty();
      assertThat(stripe.asked()).containsExactly("GET /v1/subscriptions ");
      stripe.down(true);
      assertThat(fault(stripe.address())).contains("answers with an error (500)");
      assertThat(stripe.asked()).hasSize(2);
    }
  }

  @Test
  void aStripeThatIsNotThereDoesNotAnswer() {
    assertThat(fault(NOBODY)).contains("does not answer");
  }

  @Test
  void aStripeThatHangsDoesNotAnswerEither() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Instant begin = Instant.now();
      assertThat(fault(URI.create("http://127.0.0.1:" + silent.getLocalPort())))
          .contains("does not answer");
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aKeyThatStripeRefusesIsToldAndNotShown(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"error\":{\"type\":\"x\",\"message\":\"Invalid API Key: sk_test_x\"}}"
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      assertThat(fault(URI.create("http://127.0.0.1:" + server.getAddress().getPort())))
          .contains("does not accept this key (" + status + ")");
    } finally {
      server.stop(0);
    }
  }
}
