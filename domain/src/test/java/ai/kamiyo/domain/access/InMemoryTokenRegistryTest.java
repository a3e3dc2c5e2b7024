package ai.kamiyo.domain.access;

import java.time.Instant;
import java.util.Optional;

class InMemoryTokenRegistryTest extends TokenRegistryContract {
  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryTokenRegistry registry = new InMemoryTokenRegistry(clock);

  @Override
  protected TokenRegistry registry() {
    return registry;
  }

  @Override
  protected Entitlements entitlements() {
    return registry;
  }

  @Override
  protected Optional<TokenRegistry> broken() {
    return Optional.empty();
  }

  @Override
  protected void at(Instant moment) {
    clock.set(moment);
  }
}
