package ai.kamiyo.adapters.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.RateLimiter.Window;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each refusal has just the fields that its code promises. */
class RefusalCodeTest {
  static Stream<Arguments> refusals() {
    Refusals refusals = new Refusals(new Links("https://u.example", "https://s.example"));
    Exhausted exhausted = new Exhausted(Window.DAY, 1, Duration.ofNanos(1), Instant.EPOCH);
    return Stream.of(
        Arguments.of(RefusalCode.UNAUTHENTICATED, refusals.of(new Refusal.Unauthenticated())),
        Arguments.of(RefusalCode.UNAUTHENTICATED, refusals.of(new Refusal.TokenInvalid())),
        Arguments.of(RefusalCode.TOKEN_EXPIRED, refusals.of(new Refusal.TokenExpired())),
        Arguments.of(RefusalCode.TOKEN_REVOKED, refusals.of(new Refusal.TokenRevoked())),
        Arguments.of(
            RefusalCode.SUBSCRIPTION_INACTIVE, refusals.of(new Refusal.SubscriptionInactive())),
        Arguments.of(
            RefusalCode.TIER_REQUIRED,
            refusals.of(new Refusal.TierRequired(Tier.TEAM, Tier.PERSONAL))),
        Arguments.of(RefusalCode.RATE_LIMITED, refusals.of(new Refusal.RateLimited(exhausted))),
        Arguments.of(
            RefusalCode.INVALID_ARGUMENT,
            Refusals.invalid(new InvalidArgument("a", "is bad", "1"))),
        Arguments.of(
            RefusalCode.UPSTREAM_UNAVAILABLE,
            refusals.of(new Refusal.UpstreamUnavailable("no feed"))),
        Arguments.of(
            RefusalCode.FEATURE_DISABLED,
            refusals.of(new Refusal.FeatureDisabled("wallet monitoring", "ENABLE_X=true"))),
        Arguments.of(RefusalCode.INTERNAL, Refusals.internal("abc")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theFieldsAreThePromisedOnes(RefusalCode code, ToolResult result) {
    assertThat(result.isError()).isTrue();
    JsonNode error = Json.parse(result.json()).orElseThrow().path("error");
    assertThat(error.path("code").asString()).isEqualTo(code.wireName());
    assertThat(error.path("status").asInt()).isEqualTo(code.status());
    List<String> fields = new ArrayList<>(List.of("code", "status", "message", "hint"));
    fields.addAll(code.fields());
    assertThat(error.propertyNames()).containsExactlyElementsOf(fields);
    assertThat(error.path("hint").asString()).isNotBlank();
  }
}
