package ai.kamiyo.bootstrap.settings;

import ai.kamiyo.domain.access.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Who a stdio caller is, and where people get more.
 *
 * @param devTier the tier of a stdio caller without a token; counts in development only
 * @param token the caller's own token
 * @param remote the server to bridge to; only together with a token
 */
public record Access(
    Tier devTier, Url upgradeUrl, Url supportUrl, Optional<Secret> token, Optional<Url> remote) {
  static final Setting<Tier> MCP_DEV_TIER =
      Setting.of(
              "MCP_DEV_TIER",
              Kinds.word(List.of(Tier.values()), Tier::label),
              "Tier of a stdio caller without a token, and of the development token; development"
                  + " only.")
          .byDefault("enterprise");
  static final Setting<Url> MCP_UPGRADE_URL =
      Setting.of(
              "MCP_UPGRADE_URL",
              Urls.http("https://kamiyo.ai/pricing"),
              "Where a refused caller gets a higher tier.")
          .byDefault("https://kamiyo.ai/pricing");
  static final Setting<Url> MCP_SUPPORT_URL =
      Setting.of("MCP_SUPPORT_URL", Urls.http("https://kamiyo.ai"), "Where people get help.")
          .byDefault("https://kamiyo.ai");
  static final Setting<Secret> KAMIYO_TOKEN =
      Setting.of("KAMIYO_TOKEN", Secrets.any(), "The token that a stdio server acts with.");
  static final Setting<Url> KAMIYO_MCP_URL =
      Setting.of(
              "KAMIYO_MCP_URL",
              Urls.httpsOrLoopback("https://mcp.kamiyo.ai/mcp"),
              "Together with KAMIYO_TOKEN: stdio bridges to this remote server and needs no other"
                  + " setting.")
          .notYetUsed();

  static final List<Setting<?>> ALL =
      List.of(MCP_DEV_TIER, MCP_UPGRADE_URL, MCP_SUPPORT_URL, KAMIYO_TOKEN, KAMIYO_MCP_URL);

  static Access of(Values values) {
    if (values.set(KAMIYO_MCP_URL).isPresent() && values.set(KAMIYO_TOKEN).isEmpty()) {
      values.reject(KAMIYO_MCP_URL, "needs KAMIYO_TOKEN, the token that the remote server issued");
    }
    return new Access(
        values.get(MCP_DEV_TIER),
        values.get(MCP_UPGRADE_URL),
        values.get(MCP_SUPPORT_URL),
        values.find(KAMIYO_TOKEN),
        values.find(KAMIYO_MCP_URL));
  }
}
