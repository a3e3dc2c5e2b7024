package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.ChainCoverage;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence;
import ai.kamiyo.domain.wallet.WalletMonitor;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import ai.kamiyo.domain.wallet.WalletScreening;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks a wallet up in the lists and on all chains at once, each on a virtual thread of its own,
 * until one common deadline. What is not there by then is missing, and said to be.
 */
final class EvidenceWalletMonitor implements WalletMonitor {
  private static final Duration DEADLINE = Duration.ofSeconds(25);

  /** After the deadline a provider is interrupted and has so long to hand over what it has. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final AddressListings lists;
  private final Optional<WalletEvidence> evidence;
  private final String missing;
  private final Duration deadline;
  private final Clock clock;

  /**
   * A monitor over these lists and this evidence.
   *
   * @param missing which setting would bring evidence where there is none
   */
  EvidenceWalletMonitor(
      AddressListings lists, Optional<WalletEvidence> evidence, String missing, Clock clock) {
    this(lists, evidence, missing, DEADLINE, clock);
  }

  EvidenceWalletMonitor(
      AddressListings lists,
      Optional<WalletEvidence> evidence,
      String missing,
      Duration deadline,
      Clock clock) {
    this.lists = lists;
    this.evidence = evidence;
    this.missing = missing;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public List<Chain> chains() {
    return evidence.map(WalletEvidence::chains).orElse(List.of());
  }

  @Override
  public WalletReport check(WalletQuery query) {
    WalletScreening screening = new WalletScreening(lists);
    return switch (query.address()) {
      case WalletAddress.Evm wallet when evidence.isPresent() ->
          screening.report(
              wallet, gathered(evidence.get(), wallet, query, screening), Optional.empty());
      case WalletAddress.Evm wallet -> screening.report(wallet, List.of(), Optional.of(missing));
      case WalletAddress other ->
          screening.report(
              other,
              List.of(),
              Optional.of(
                  "there is no source of evidence for "
                      + other.family().label()
                      + " addresses; only the lists were asked"));
    };
  }

  private List<ChainEvidence> gathered(
      WalletEvidence source,
      WalletAddress.Evm wallet,
      WalletQuery query,
      WalletScreening screening) {
    Instant since = clock.instant().minus(Duration.ofDays(query.lookbackDays()));
    List<Chain> chains = query.chains().isEmpty() ? source.chains() : query.chains();
    long end = System.nanoTime() + deadline.toNanos();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<ChainEvidence>> asked = new ArrayList<>();
      for (Chain chain : chains) {
        WalletEvidence.Enquiry enquiry =
            new WalletEvidence.Enquiry(
                wallet, chain, since, address -> screening.watched(address, chain));
        asked.add(threads.submit(() -> source.of(enquiry)));
      }
      return awaited(source, chains, asked, threads, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading chains");
    } finally {
      threads.shutdownNow();
    }
  }

  private List<ChainEvidence> awaited(
      WalletEvidence source,
      List<Chain> chains,
      List<Future<ChainEvidence>> asked,
      ExecutorService threads,
      long end)
      throws InterruptedException {
    List<ChainEvidence> gathered = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      Future<ChainEvidence> future = asked.get(i);
      try {
        future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        threads.shutdownNow(); // interrupts them all: each hands over what it has
      } catch (ExecutionException told) {
        // is asked for again below
      }
      gathered.add(lastWords(source, chains.get(i), future));
    }
    return gathered;
  }

  private ChainEvidence lastWords(WalletEvidence source, Chain chain, Future<ChainEvidence> future)
      throws InterruptedException {
    try {
      return future.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return nothing(
          source, chain, "no answer within " + deadline.toSeconds() + " s; ask for fewer chains");
    } catch (ExecutionException fault) {
      System.getLogger(EvidenceWalletMonitor.class.getName())
          .log(Level.ERROR, "evidence from " + chain.name() + " failed", fault.getCause());
      return nothing(source, chain, "reading it failed on our side; the log tells why");
    }
  }

  private static ChainEvidence nothing(WalletEvidence source, Chain chain, String error) {
    return ChainEvidence.none(ChainCoverage.nothing(chain, source.provider(), error));
  }
}
