package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.InMemoryTokenRegistry;
import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.billing.SubscriptionChange.CustomerGone;
import ai.kamiyo.domain.billing.SubscriptionChange.OfOne;
import ai.kamiyo.domain.billing.SubscriptionChange.Read;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps subscriptions and claims in memory. */
public final class InMemorySubscriptions implements Subscriptions, Claims, Entitlements {
  private final InMemoryTokenRegistry tokens;
  private final Clock clock;
  private final Duration grace;
  private final Set<EventId> counted = new HashSet<>();
  private final Map<SubscriptionId, Held> held = new HashMap<>();
  private final Map<SubscriptionId, List<Held.Moment>> moments = new HashMap<>();
  private final Map<String, Claim> claims = new HashMap<>();
  private final Map<Sha256, String> codes = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, Instant> leased = new HashMap<>();
  private final Set<CustomerId> gone = new HashSet<>();

  public InMemorySubscriptions(InMemoryTokenRegistry tokens, Clock clock, Duration grace) {
    this.tokens = tokens;
    this.clock = clock;
    this.grace = grace;
  }

  @Override
  public synchronized Outcome apply(EventId event, SubscriptionChange change, Claim.Offer offer) {
    if (counted.contains(event)) {
      return new Repeated();
    }
    Outcome outcome =
        switch (change) {
          case OfOne one -> apply(one, offer);
          case CustomerGone departed -> apply(departed);
        };
    if (!(outcome instanceof Tied)) {
      counted.add(event);
    }
    return outcome;
  }

  private Outcome apply(OfOne observed, Claim.Offer offer) {
    SubscriptionId id = observed.subscription().id();
    Held before = held.get(id);
    boolean over = gone.contains(observed.subscription().customer());
    if (over && observed instanceof Read) {
      return new Unchanged();
    }
    Held.Precedence precedence =
        before == null ? Held.Precedence.REPLACES : before.precedenceOf(observed);
    if (precedence == Held.Precedence.TIED) {
      return new Tied();
    }
    List<Held.Moment> told = moments.computeIfAbsent(id, key -> new ArrayList<>());
    told.add(new Held.Moment(observed.subscription().status(), observed.at()));
    if (before != null && precedence == Held.Precedence.SUPERSEDED) {
      held.put(id, before.knowing(told));
      return new Unchanged();
    }
    held.put(id, Held.after(observed, told));
    if (before == null && observed.subscription().tier().isEmpty()) {
      return new Unchanged();
    }
    return new Changed(over ? Optional.empty() : claimed(observed.subscription(), offer));
  }

  private Outcome apply(CustomerGone change) {
    gone.add(change.customer());
    return new Changed(Optional.empty());
  }

  private Optional<Claim> claimed(Subscription subscription, Claim.Offer offer) {
    if (!subscription.paid() || of(subscription.id()).isPresent()) {
      return Optional.empty();
    }
    Claim claim = offer.of(subscription);
    claims.put(claim.id(), claim);
    codes.put(offer.code(), claim.id());
    return Optional.of(claim);
  }

  @Override
  public synchronized Optional<Held> find(SubscriptionId id) {
    return Optional.ofNullable(held.get(id)).map(this::view);
  }

  @Override
  public synchronized List<Held> heldBy(CustomerId customer) {
    return held.values().stream()
        .filter(each -> each.subscription().customer().equals(customer))
        .map(this::view)
        .sorted(Comparator.comparing(Held::at).reversed())
        .toList();
  }

  private Held view(Held kept) {
    return gone.contains(kept.subscription().customer()) ? kept.canceled() : kept;
  }

  @Override
  public Entitlement of(CustomerId customer) {
    return Entitlement.highest(
        heldBy(customer).stream().map(each -> each.entitlement(clock.instant(), grace)).toList());
  }

  @Override
  public synchronized Optional<Claim> of(SubscriptionId subscription) {
    return claims.values().stream()
        .filter(claim -> claim.subscription().equals(subscription))
        .findAny();
  }

  @Override
  public synchronized Optional<Claim> withCode(Sha256 code) {
    return Optional.ofNullable(codes.get(code)).flatMap(id -> Optional.ofNullable(claims.get(id)));
  }

  @Override
  public synchronized Redeemed redeem(String claim, Claim.By by, IssuedToken token) {
    Instant now = token.claims().issuedAt();
    Claim before = claims.get(claim);
    if (before == null || !before.redeemableAt(now, by)) {
      return new Over();
    }
    Optional<TokenId> replaced = tokens.record(token, before.token(), now);
    claims.put(
        claim,
        new Claim(
            before.id(),
            before.subscription(),
            before.customer(),
            before.code(),
            before.createdAt(),
            before.expiresAt(),
            Optional.of(before.usedAt().orElse(now)),
            Optional.of(token.id())));
    return new Recorded(replaced);
  }

  @Override
  public synchronized Optional<Claim> toTell(Instant now, Duration lease) {
    Optional<Claim> next =
        claims.values().stream()
            .filter(claim -> claim.usedAt().isEmpty() && now.isBefore(claim.expiresAt()))
            .filter(claim -> !told.contains(claim.id()))
            .filter(claim -> !now.isBefore(leased.getOrDefault(claim.id(), Instant.MIN)))
            .min(
                Comparator.comparing((Claim claim) -> leased.getOrDefault(claim.id(), Instant.MIN))
                    .thenComparing(Claim::createdAt));
    next.ifPresent(claim -> leased.put(claim.id(), now.plus(lease)));
    return next;
  }

  @Override
  public synchronized void told(String claim, Instant at) {
    told.add(claim);
  }
}
