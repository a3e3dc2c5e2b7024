package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages and which names are let in. */
class HttpRulesTest {
  private static final HttpRules RULES =
      new HttpRules(
          "https://mcp.kamiyo.example",
          List.of("http://localhost:*", "https://app.example", "https://[::1]:*"),
          List.of("localhost", "[::1]", "mcp.kamiyo.example:8443"),
          false);

  @ParameterizedTest
  @CsvSource({
    "http://localhost, true",
    "http://localhost:5173, true",
    "http://localhost:5173.evil.example, false",
    "http://localhost.evil.example, false",
    "http://localhost:, false",
    "https://localhost:5173, false",
    "https://app.example, true",
    "https://app.example:8443, false",
    "https://app.example.evil.example, false",
    "https://[::1]:9, true",
    "null, false",
    "'', false",
  })
  void onlyAllowedOriginsMayCall(String origin, boolean allowed) {
    assertThat(RULES.allowsOrigin(origin)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"https://anything.example, true", "null, false"})
  void theStarIsEveryOriginButNobody(String origin, boolean allowed) {
    HttpRules all = new HttpRules("http://localhost", List.of("*"), List.of(), false);
    assertThat(all.allowsOrigin(origin)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "localhost:8002, true",
    "localhost.evil.example, false",
    "[::1]:8002, true",
    "[::1], true",
    "mcp.kamiyo.example:8443, true",
    "mcp.kamiyo.example, false",
    "mcp.kamiyo.example:1, false",
    "'', false",
  })
  void onlyOurNamesAreAnswered(String host, boolean allowed) {
    assertThat(RULES.allowsHost(host)).isEqualTo(allowed);
  }
}
