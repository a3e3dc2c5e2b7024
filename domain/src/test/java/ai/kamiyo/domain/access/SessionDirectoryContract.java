package ai.kamiyo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every directory of sessions keeps to, seen from two instances. */
public abstract class SessionDirectoryContract {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final CustomerId ALICE = new CustomerId("cus_alice {} : \n");
  private static final CustomerId BOB = new CustomerId("cus_bob");

  private final Sha256 id = Sha256.of(UUID.randomUUID().toString());

  protected abstract SessionDirectory here();

  /** The same directory as another instance sees it. */
  protected abstract SessionDirectory there();

  private static SharedSession of(CustomerId owner) {
    return new SharedSession("2025-11-25", "a client – {}", Optional.of(owner));
  }

  private static SharedSession ofNobody() {
    return new SharedSession("2025-06-18", "", Optional.empty());
  }

  @Test
  void whatOneEntersTheOtherFinds() {
    assertThat(there().find(id)).isEmpty();
    assertThat(here().keep(id, of(ALICE), LONG)).contains(of(ALICE));
    assertThat(there().find(id)).contains(of(ALICE));
    assertThat(there().find(Sha256.of("another"))).isEmpty();
  }

  @Test
  void theFirstCustomerStays() {
    assertThat(here().keep(id, ofNobody(), LONG)).contains(ofNobody());
    assertThat(there().find(id)).contains(ofNobody());
    SharedSession alices = new SharedSession("2025-06-18", "", Optional.of(ALICE));
    assertThat(there().keep(id, alices, LONG)).contains(alices);
    assertThat(here().keep(id, of(BOB), LONG)).contains(alices);
    assertThat(here().keep(id, ofNobody(), LONG)).contains(alices);
    assertThat(here().find(id)).contains(alices);
  }

  @Test
  void ofManyAtOnceOneIsTheFirst() throws Exception {
    here().keep(id, ofNobody(), LONG);
    List<Callable<Optional<CustomerId>>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      SessionDirectory directory = i % 2 == 0 ? here() : there();
      CustomerId customer = new CustomerId("customer-" + i);
      all.add(() -> owner(directory, customer));
    }
    ExecutorService executor = Executors.newFixedThreadPool(16);
    Set<Optional<CustomerId>> owners = ConcurrentHashMap.newKeySet();
    try {
      for (Future<Optional<CustomerId>> one : executor.invokeAll(all)) {
        owners.add(one.get());
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(owners).hasSize(1).doesNotContain(Optional.empty());
  }

  /** Whose it is, as soon as the directory answers: on a busy machine that may be late at first. */
  private Optional<CustomerId> owner(SessionDirectory directory, CustomerId customer)
      throws Exception {
    AtomicReference<Optional<SharedSession>> kept = new AtomicReference<>(Optional.empty());
    until(
        "it is kept",
        () -> {
          kept.set(directory.keep(id, of(customer), LONG));
          return kept.get().isPresent();
        });
    return kept.get().flatMap(SharedSession::owner);
  }

  @Test
  void itIsKeptForSoLongFromTheLastTime() throws Exception {
    here().keep(id, of(ALICE), Duration.ofMillis(300));
    there().keep(id, of(ALICE), LONG);
    Thread.sleep(400);
    assertThat(here().find(id)).contains(of(ALICE));
    there().keep(id, of(ALICE), Duration.ofMillis(100));
    until("it is gone", () -> here().find(id).isEmpty());
  }

  @Test
  void whatOneEndsIsGoneAndToldToBoth() throws Exception {
    Set<Sha256> heardHere = ConcurrentHashMap.newKeySet();
    Set<Sha256> heardThere = ConcurrentHashMap.newKeySet();
    here().subscribe(heardHere::add);
    there().subscribe(heardThere::add);
    here().keep(id, of(ALICE), LONG);
    here().end(id);
    assertThat(there().find(id)).isEmpty();
    until("both hear", () -> heardHere.contains(id) && heardThere.contains(id));
    there().end(Sha256.of("never entered"));
    assertThat(here().find(id)).isEmpty();
  }

  /** An instance that has not heard of its end yet goes on with it. */
  @Test
  void whatHasEndedIsNotEnteredAnew() {
    here().keep(id, of(ALICE), LONG);
    here().end(id);
    assertThat(there().keep(id, of(ALICE), LONG)).isEmpty();
    assertThat(there().find(id)).isEmpty();
    assertThat(here().find(id)).isEmpty();
  }

  private static void until(String what, Callable<Boolean> holds) throws Exception {
    long begin = System.nanoTime();
    while (!holds.call()) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(PATIENCE);
      Thread.sleep(10);
    }
  }
}
