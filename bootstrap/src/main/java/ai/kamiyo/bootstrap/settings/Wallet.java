package ai.kamiyo.bootstrap.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where on-chain evidence about a wallet comes from; URLs by EIP-155 chain id. */
public record Wallet(
    Evidence evidence,
    Optional<Secret> etherscanKey,
    Optional<Url> etherscanUrl,
    Map<Long, Url> blockscoutUrls,
    Map<Long, Url> rpcUrls) {
  static final Setting<Evidence> WALLET_EVIDENCE =
      Setting.of(
              "WALLET_EVIDENCE",
              Kinds.word(List.of(Evidence.values()), Evidence::label),
              "Source of on-chain evidence: `none`, `etherscan`, `blockscout` or `rpc`.")
          .byDefault("none");
  static final Setting<Secret> ETHERSCAN_API_KEY =
      Setting.of("ETHERSCAN_API_KEY", Secrets.any(), "Etherscan's API key.");
  static final Setting<Url> ETHERSCAN_API_URL =
      Setting.of(
          "ETHERSCAN_API_URL",
          Urls.http("https://api.etherscan.io/v2/api"),
          "Where Etherscan answers, if not at its own address.");
  static final Setting<Map<Long, Url>> BLOCKSCOUT_URLS =
      Setting.of("BLOCKSCOUT_URLS", Urls.byChain(), "Blockscout instances as `chainId=url,…`.");
  static final Setting<Map<Long, Url>> EVM_RPC_URLS =
      Setting.of("EVM_RPC_URLS", Urls.byChain(), "JSON-RPC nodes as `chainId=url,…`.");

  static final List<Setting<?>> ALL =
      List.of(WALLET_EVIDENCE, ETHERSCAN_API_KEY, ETHERSCAN_API_URL, BLOCKSCOUT_URLS, EVM_RPC_URLS);

  static Wallet of(Values values) {
    return new Wallet(
        values.get(WALLET_EVIDENCE),
        values.find(ETHERSCAN_API_KEY),
        values.find(ETHERSCAN_API_URL),
        values.find(BLOCKSCOUT_URLS).orElse(Map.of()),
        values.find(EVM_RPC_URLS).orElse(Map.of()));
  }

  /** A source of on-chain evidence. */
  public enum Evidence {
    NONE,
    ETHERSCAN,
    BLOCKSCOUT,
    RPC;

    /** The name as settings and answers spell it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
