package ai.kamiyo.domain.wallet;

import java.time.Instant;
import java.util.Optional;

/** Where on its chain something happened. */
public record Event(String transaction, long block, Optional<Instant> at) {}
