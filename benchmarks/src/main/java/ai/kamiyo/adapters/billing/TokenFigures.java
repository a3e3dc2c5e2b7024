package ai.kamiyo.adapters.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.IssueToken;
import ai.kamiyo.application.access.TokenMint;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.AccessTokens;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tokens: verified, and their standing looked up, as every call over HTTP has it done. The text is
 * a new one each time, as it comes from a request, so that its hash is made each time too.
 */
public final class TokenFigures {
  private static final int CUSTOMERS = 100;
  private static final int BATCH = 1_000;
  private static final int BATCHES = 2_000;
  private static final byte[] SECRET = "32 bytes and more, for benchmarks".getBytes(UTF_8);

  private TokenFigures() {}

  public static void main(String[] args) throws Exception {
    Path home = Files.createTempDirectory("kamiyo-tokens");
    Clock clock = Clock.systemUTC();
    BillingSettings settings =
        new BillingSettings(
            new BillingSettings.Signing(
                BillingSettings.Algorithm.HS256,
                () -> SECRET,
                Optional.empty(),
                Optional.empty(),
                "https://mcp.example",
                "https://mcp.example"),
            new BillingSettings.Links(
                "https://mcp.example", "https://mcp.example", "https://mcp.example"),
            Optional.empty());
    try (PersistenceAdapter rows = new PersistenceAdapter(PersistenceSettings.in(home), clock)) {
      TokenRegistry registry = rows.tokenRegistry();
      AccessTokens tokens = new BillingAdapter(settings, clock).accessTokens();
      IssueToken issue =
          new IssueToken(
              new TokenMint(tokens, Duration.ofDays(365), clock), registry, rows.invalidations());
      String[] raw = new String[CUSTOMERS];
      for (int i = 0; i < raw.length; i++) {
        raw[i] =
            issue.issue(new CustomerId("cus_" + i), Tier.TEAM, Optional.empty()).token().reveal();
      }
      Authenticate authenticate = new Authenticate(tokens, registry);
      print("verified and standing believed", raw, text -> known(authenticate, text));
      print("verified only", raw, text -> genuine(tokens, text));
      print(
          "verified for the first time",
          raw,
          text -> {
            AccessToken token = new AccessToken(text);
            tokens.forget(token.hash());
            genuine(tokens, text);
          });
    }
  }

  private static void known(Authenticate authenticate, String text) {
    if (!(authenticate.caller(new AccessToken(text), "benchmark") instanceof Caller.Customer)) {
      throw new IllegalStateException("the token is refused");
    }
  }

  private static void genuine(AccessTokens tokens, String text) {
    if (!(tokens.verify(new AccessToken(text)) instanceof AccessTokens.Genuine)) {
      throw new IllegalStateException("the token is not genuine");
    }
  }

  /** Means of batches; half of them come before what counts. */
  private static void print(String what, String[] raw, Consumer<String> verification) {
    double[] each = new double[BATCHES];
    for (int batch = -BATCHES; batch < BATCHES; batch++) {
      String[] texts = new String[BATCH];
      for (int i = 0; i < BATCH; i++) {
        texts[i] = new String(raw[i % raw.length].toCharArray());
      }
      long begin = System.nanoTime();
      for (String text : texts) {
        verification.accept(text);
      }
      if (batch >= 0) {
        each[batch] = (System.nanoTime() - begin) / (double) BATCH / 1_000;
      }
    }
    Arrays.sort(each);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.2f µs, p99 of batches %.2f µs (one thread, HS256, %d tokens)%n",
        what,
        each[BATCHES / 2],
        each[BATCHES * 99 / 100],
        raw.length);
  }
}
