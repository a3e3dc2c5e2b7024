package ai.kamiyo.adapters.mcp.catalog;

import java.util.List;
import java.util.Locale;

/** What a refusal is called on the wire, its HTTP-like status, and what it means. */
public enum RefusalCode {
  UNAUTHENTICATED(401, "no token, or none of this server's", "upgrade_url"),
  TOKEN_EXPIRED(401, "the token's time is over", "upgrade_url support_url"),
  TOKEN_REVOKED(401, "the token was revoked or replaced", "upgrade_url support_url"),
  SUBSCRIPTION_INACTIVE(401, "the customer has no live subscription", "upgrade_url support_url"),
  TIER_REQUIRED(403, "the tool needs a higher tier", "required_tier current_tier upgrade_url"),
  RATE_LIMITED(
      429,
      "the minute's or the day's calls are used up",
      "limit window retry_after_seconds reset_at"),
  INVALID_ARGUMENT(400, "an argument is unknown or wrong", "argument problem example"),
  FEATURE_DISABLED(501, "the operator has switched the feature off", "feature"),
  UPSTREAM_UNAVAILABLE(503, "no configured feed has any data yet", "still_works"),
  INTERNAL(500, "something failed on our side", "incident_id");

  private final int status;
  private final String meaning;
  private final String fields;

  RefusalCode(int status, String meaning, String fields) {
    this.status = status;
    this.meaning = meaning;
    this.fields = fields;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  public String meaning() {
    return meaning;
  }

  /** The fields beside code, status, message and hint. */
  public List<String> fields() {
    return List.of(fields.split(" ", -1));
  }
}
