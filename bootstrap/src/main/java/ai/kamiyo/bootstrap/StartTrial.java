package ai.kamiyo.bootstrap;

import ai.kamiyo.bootstrap.http.StartRules;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Url;
import ai.kamiyo.domain.health.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a start depends on, tried: the keys that sign tokens, database, upstream, Redis and Stripe.
 * Each answer blocks for seconds at most.
 */
public final class StartTrial {
  private static final long LONGEST_SECONDS = 10;
  private static final String STRIPE = "https://api.stripe.com";

  private final Settings settings;
  private final Application application;

  public StartTrial(Settings settings, Application application) {
    this.settings = settings;
    this.application = application;
  }

  /** All reasons not to start; in development nothing is one. */
  public List<String> reasons() {
    if (!settings.production()) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    signing().ifPresent(reasons::add);
    reasons.addAll(
        StartRules.reasonsNotTo(
            settings, application.health().database(), application.kamiyo()::outlook));
    return List.copyOf(reasons);
  }

  /** What will work less well until it is mended. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!settings.production()) {
      signing().ifPresent(warnings::add);
    }
    CompletableFuture<Optional<String>> stripe = stripe();
    Connection redis = application.health().redis();
    if (redis.failing()) {
      warnings.add(
          "REDIS_URL: "
              + settings.storage().redis().map(Url::toString).orElse("Redis")
              + " does not answer; limits are counted in this process until it does");
    }
    stripe.join().ifPresent(warnings::add);
    return List.copyOf(warnings);
  }

  /** Why no token can be signed or verified; empty if all can. */
  public Optional<String> signing() {
    return application.identity().signingFault();
  }

  /** What is wrong with Stripe; empty if nothing is, or nothing is sold. */
  public Optional<String> seller() {
    return stripe().join();
  }

  /** Where Stripe is asked. */
  public static String stripeAddress(Settings settings) {
    return settings.billing().apiBase().map(Url::toString).orElse(STRIPE);
  }

  private CompletableFuture<Optional<String>> stripe() {
    return CompletableFuture.supplyAsync(
            () -> application.selling().flatMap(Selling::fault),
            task -> Thread.ofVirtual().name("stripe-trial").start(task))
        // Looking up a name has no time limit of its own.
        .completeOnTimeout(Optional.of("does not answer"), LONGEST_SECONDS, TimeUnit.SECONDS)
        .exceptionally(fault -> Optional.of("cannot be asked: " + fault.getMessage()))
        .thenApply(fault ->
            fault.map(what ->
                "STRIPE_SECRET_KEY: Stripe at "
                    + stripeAddress(settings)
                    + " "
                    + what
                    + "; purchases and the page for new subscribers wait until that is mended"));
  }
}
