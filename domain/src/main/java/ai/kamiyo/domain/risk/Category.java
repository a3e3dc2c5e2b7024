package ai.kamiyo.domain.risk;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What kind of protocol it is, in DefiLlama's vocabulary whatever the vintage of the list. */
public record Category(String name) {
  private static final Map<String, String> RENAMED =
      Map.of(
          "dexes", "Dexs",
          "dex", "Dexs",
          "cross chain", "Cross Chain Bridge",
          "nft lending", "NFT Lending",
          "liquidity manager", "Liquidity Manager",
          "reserve currency", "Reserve Currency");

  /** Those who keep other people's assets or keys: what is taken from them is no code's fault. */
  private static final Set<String> KEEPERS = Set.of("CEX", "Wallets", "CeDeFi");

  /** The category that a list calls so. */
  public static Category of(String name) {
    String stripped = name.strip();
    return new Category(RENAMED.getOrDefault(stripped.toLowerCase(Locale.ROOT), stripped));
  }

  /** Whether thefts from it say nothing about the hazard of protocols. */
  public boolean keepsAssets() {
    return KEEPERS.contains(name);
  }

  /** Whether it is an exchange with a custody of its own. */
  public boolean isExchange() {
    return name.equals("CEX");
  }
}
