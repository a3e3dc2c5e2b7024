package ai.kamiyo.domain.health;

/**
 * Tries one part this server depends on.
 *
 * <p>Thread-safe; blocks for a few seconds at most. Never throws: a part that cannot be reached is
 * {@link Connection#DISCONNECTED}, one that nobody configured {@link Connection#NOT_CONFIGURED}.
 */
@FunctionalInterface
public interface HealthProbe {
  Connection probe();
}
