package ai.kamiyo.bootstrap.settings;

import java.util.List;

/** What the server offers beyond the search. */
public record Features(
    boolean walletMonitoring, boolean advancedAnalytics, boolean realTimeAlerts) {
  static final Setting<Boolean> ENABLE_WALLET_MONITORING =
      Setting.of("ENABLE_WALLET_MONITORING", Kinds.flag(), "Offers `check_wallet_interactions`.")
          .byDefault("true");
  static final Setting<Boolean> ENABLE_ADVANCED_ANALYTICS =
      Setting.of(
              "ENABLE_ADVANCED_ANALYTICS",
              Kinds.flag(),
              "Offers the enterprise analysis of a protocol's risk.")
          .byDefault("true");
  static final Setting<Boolean> ENABLE_REAL_TIME_ALERTS =
      feature("ENABLE_REAL_TIME_ALERTS", "Tells subscribed clients of new incidents.");

  static final List<Setting<?>> ALL =
      List.of(ENABLE_WALLET_MONITORING, ENABLE_ADVANCED_ANALYTICS, ENABLE_REAL_TIME_ALERTS);

  static Features of(Values values) {
    return new Features(
        values.get(ENABLE_WALLET_MONITORING),
        values.get(ENABLE_ADVANCED_ANALYTICS),
        values.get(ENABLE_REAL_TIME_ALERTS));
  }

  private static Setting<Boolean> feature(String name, String meaning) {
    return Setting.of(name, Kinds.flag(), meaning).byDefault("true").notYetUsed();
  }
}
