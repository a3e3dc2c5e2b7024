package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.access.RateLimiter.Exhausted;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.text.PlainText;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Words refusals so that a model knows what to do next. */
public final class Refusals {
  private static final int MAX_REASON = 400;

  private final Links links;

  public Refusals(Links links) {
    this.links = links;
  }

  public ToolResult of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Unauthenticated() -> unauthenticated();
      case Refusal.TokenInvalid() -> tokenInvalid();
      case Refusal.TokenExpired() ->
          over(RefusalCode.TOKEN_EXPIRED, "The access token has expired.");
      case Refusal.TokenRevoked() ->
          over(RefusalCode.TOKEN_REVOKED, "The access token was revoked or replaced.");
      case Refusal.SubscriptionInactive() -> inactive();
      case Refusal.TierRequired required -> tierRequired(required);
      case Refusal.RateLimited(Exhausted exhausted) -> rateLimited(exhausted);
      case Refusal.UpstreamUnavailable(String reason) -> unavailable(reason);
      case Refusal.FeatureDisabled disabled -> disabled(disabled);
    };
  }

  private ToolResult unauthenticated() {
    return refuse(
        error(
                RefusalCode.UNAUTHENTICATED,
                "This tool needs an access token, and none was given.",
                "Over HTTP send the header Authorization: Bearer TOKEN; over stdio set KAMIYO_TOKEN. A"
                    + " subscription gives a token.")
            .put("upgrade_url", links.upgradeUrl()));
  }

  private ToolResult tokenInvalid() {
    return refuse(
        error(
                RefusalCode.UNAUTHENTICATED,
                "The access token is not valid here.",
                "Use a token that this server issued. Over stdio a token of another server needs"
                    + " KAMIYO_MCP_URL, the address of that server, beside KAMIYO_TOKEN.")
            .put("upgrade_url", links.upgradeUrl()));
  }

  private ToolResult over(RefusalCode code, String message) {
    return refuse(
        error(
                code,
                message,
                "The customer can get a new token at upgrade_url or ask at support_url.")
            .put("upgrade_url", links.upgradeUrl())
            .put("support_url", links.supportUrl()));
  }

  private ToolResult inactive() {
    return refuse(
        error(
                RefusalCode.SUBSCRIPTION_INACTIVE,
                "No live subscription: it has ended, or there never was one.",
                "The customer can renew at upgrade_url or ask at support_url.")
            .put("upgrade_url", links.upgradeUrl())
            .put("support_url", links.supportUrl()));
  }

  private ToolResult tierRequired(Refusal.TierRequired refusal) {
    String required = refusal.required().label();
    return refuse(
        error(
                RefusalCode.TIER_REQUIRED,
                "This tool needs the tier " + required + ".",
                "Upgrade at upgrade_url; it takes effect at the next call, with the same token.")
            .put("required_tier", required)
            .put("current_tier", refusal.current().label())
            .put("upgrade_url", links.upgradeUrl()));
  }

  private static ToolResult rateLimited(Exhausted exhausted) {
    String window = exhausted.window().label();
    long seconds = seconds(exhausted.retryAfter());
    return refuse(
        error(
                RefusalCode.RATE_LIMITED,
                "Rate limit exceeded: "
                    + exhausted.limit()
                    + (exhausted.limit() == 1 ? " call per " : " calls per ")
                    + window
                    + ".",
                "Wait " + seconds + (seconds == 1 ? " second" : " seconds") + ", then call again.")
            .put("limit", exhausted.limit())
            .put("window", window)
            .put("retry_after_seconds", seconds)
            .put("reset_at", exhausted.resetAt().toString()));
  }

  /** Rounded up: a caller that waits as told must not come too early. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  private static ToolResult disabled(Refusal.FeatureDisabled refusal) {
    return refuse(
        error(
                RefusalCode.FEATURE_DISABLED,
                "This server's operator has switched " + refusal.feature() + " off.",
                "Go on without it; the operator can switch it on with " + refusal.setting() + ".")
            .put("feature", refusal.feature()));
  }

  private static ToolResult unavailable(String reason) {
    ObjectNode error =
        error(
            RefusalCode.UPSTREAM_UNAVAILABLE,
            PlainText.of(reason, MAX_REASON),
            "health_check still answers and names each feed; if the data are only being loaded, try"
                + " again in a few seconds.");
    error.putArray("still_works").add("health_check");
    return refuse(error);
  }

  public static ToolResult invalid(InvalidArgument invalid) {
    String problem = PlainText.of(invalid.problem(), MAX_REASON);
    String argument = invalid.argument();
    boolean hasExample = !invalid.example().isEmpty();
    String hint =
        hasExample
            ? String.format(
                Locale.ROOT, "Call again with, for example, %s: %s", argument, invalid.example())
            : "Correct or leave out " + argument + " and call again.";
    ObjectNode error =
        error(RefusalCode.INVALID_ARGUMENT, argument + " " + problem, hint)
            .put("argument", argument)
            .put("problem", problem);
    return refuse(error.put("example", hasExample ? invalid.example() : "leave it out"));
  }

  static ToolResult internal(String incident) {
    return refuse(
        error(
                RefusalCode.INTERNAL,
                "Something failed on our side.",
                "Try once more; if it fails again, report incident_id to the operator.")
            .put("incident_id", incident));
  }

  private static ObjectNode error(RefusalCode code, String message, String hint) {
    return Json.object()
        .put("code", code.wireName())
        .put("status", code.status())
        .put("message", message)
        .put("hint", hint);
  }

  private static ToolResult refuse(ObjectNode error) {
    return new ToolResult(Json.write(Json.object().set("error", error)), true);
  }
}
