package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.InMemoryTokenRegistry;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.access.TokenRegistry;
import java.time.Instant;
import java.util.Optional;

class InMemorySubscriptionsTest extends SubscriptionsContract {
  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryTokenRegistry tokens = new InMemoryTokenRegistry(clock);
  private final InMemorySubscriptions subscriptions =
      new InMemorySubscriptions(tokens, clock, GRACE);

  @Override
  protected Subscriptions subscriptions() {
    return subscriptions;
  }

  @Override
  protected Claims claims() {
    return subscriptions;
  }

  @Override
  protected TokenRegistry tokens() {
    return tokens;
  }

  @Override
  protected Entitlements entitlements() {
    return subscriptions;
  }

  @Override
  protected Optional<Subscriptions> broken() {
    return Optional.empty();
  }

  @Override
  protected void at(Instant moment) {
    clock.set(moment);
  }
}
