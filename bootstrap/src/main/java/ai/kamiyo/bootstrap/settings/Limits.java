package ai.kamiyo.bootstrap.settings;

import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Tier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls each tier may make.
 *
 * @param byTier holds every tier
 */
public record Limits(Map<Tier, RateLimits> byTier) {
  private static final Pair PERSONAL = Pair.of(Tier.PERSONAL, "30", "1000");
  private static final Pair TEAM = Pair.of(Tier.TEAM, "100", "10000");
  private static final Pair ENTERPRISE = Pair.of(Tier.ENTERPRISE, "500", "100000");

  static final List<Setting<?>> ALL =
      List.of(
          PERSONAL.perMinute,
          PERSONAL.perDay,
          TEAM.perMinute,
          TEAM.perDay,
          ENTERPRISE.perMinute,
          ENTERPRISE.perDay);

  public RateLimits of(Tier tier) {
    RateLimits limits = byTier.get(tier);
    if (limits == null) {
      throw new IllegalStateException("no limits of tier " + tier);
    }
    return limits;
  }

  static Limits of(Values values) {
    Map<Tier, RateLimits> limits = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      Pair pair =
          switch (tier) {
            case PERSONAL -> PERSONAL;
            case TEAM -> TEAM;
            case ENTERPRISE -> ENTERPRISE;
          };
      limits.put(tier, new RateLimits(values.get(pair.perMinute), values.get(pair.perDay)));
    }
    return new Limits(Collections.unmodifiableMap(limits));
  }

  /** The two limits of one tier. */
  private record Pair(Setting<Integer> perMinute, Setting<Integer> perDay) {
    static Pair of(Tier tier, String perMinute, String perDay) {
      return new Pair(limit(tier, "RPM", "minute", perMinute), limit(tier, "DAILY", "day", perDay));
    }

    private static Setting<Integer> limit(
        Tier tier, String suffix, String window, String byDefault) {
      String meaning = "Calls that a `" + tier.label() + "` customer may make in a UTC " + window;
      return Setting.of(
              "RATE_LIMIT_" + tier.name() + "_" + suffix,
              Kinds.wholeNumber(1, RateLimits.MAX),
              meaning + ".")
          .byDefault(byDefault);
    }
  }
}
