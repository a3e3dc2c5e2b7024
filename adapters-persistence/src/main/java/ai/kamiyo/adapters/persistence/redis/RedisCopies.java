package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.domain.exploit.SharedCopies;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.RBinaryStream;
import org.redisson.api.RMap;
import org.redisson.api.options.CommonOptions;
import org.redisson.client.codec.StringCodec;

/**
 * Copies in Redis: the bytes under a key of each copy's own, written in pieces, and a small hash
 * that points to the last whole one. So nobody ever sees half a copy.
 */
final class RedisCopies implements SharedCopies {
  private static final Duration LIFE = Duration.ofDays(7);

  /** How long bytes stay that nothing points to: while they are written, or still being read. */
  private static final Duration LOOSE = Duration.ofMinutes(2);

  /** For one piece, which takes longer than a number. */
  private static final Duration PIECE_WITHIN = Duration.ofSeconds(2);

  private static final int PIECE = 256 << 10;
  private static final Duration TURN_LIFE = Duration.ofSeconds(15);
  private static final Duration LONGEST_TURN = Duration.ofMinutes(30);

  private static final Script SWITCH =
      Script.of(
          """
          if redis.call('STRLEN', KEYS[2]) ~= tonumber(ARGV[2]) then return 0 end
          redis.call('DEL', KEYS[1])
          redis.call('HSET', KEYS[1], 'version', ARGV[1], 'bytes', ARGV[2], 'fetched_at', ARGV[3])
          redis.call('PEXPIRE', KEYS[1], ARGV[4])
          redis.call('PEXPIRE', KEYS[2], ARGV[4])
          if KEYS[3] then redis.call('PEXPIRE', KEYS[3], ARGV[5]) end
          return 1
          """);

  private final RedisClient redis;
  private final Asking asking;
  private final RedisTurns turns;
  private final Set<String> complained = ConcurrentHashMap.newKeySet();

  RedisCopies(RedisClient redis) {
    this(redis, TURN_LIFE);
  }

  /** With turns that outlive their owner by this long. */
  RedisCopies(RedisClient redis, Duration turnLife) {
    this.redis = redis;
    asking = new Asking("shared copies", redis, "each installation reads its feeds for itself");
    turns = new RedisTurns(redis, asking, turnLife, LONGEST_TURN);
  }

  @Override
  public Optional<Instant> fetchedAt(String feed) {
    return pointer(feed).map(Pointer::fetchedAt);
  }

  @Override
  public Optional<Copy> copy(String feed) {
    Optional<Pointer> pointer = pointer(feed);
    if (pointer.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> packed = asking.ask(() -> bytes(feed, pointer.get()));
      if (packed.isEmpty()) {
        return Optional.empty();
      }
      String text = Packing.unpacked(packed.get());
      return Optional.of(new Copy(pointer.get().fetchedAt(), text));
    } catch (IOException damaged) {
      complain(feed, "the copy of feed " + feed + " in Redis is ignored: " + damaged);
      return Optional.empty();
    }
  }

  @Override
  public void publish(String feed, Copy copy) {
    Optional<byte[]> packed = Packing.packed(copy.text());
    if (packed.isEmpty()) {
      complain(feed, "feed " + feed + " is too large to be shared over Redis");
      return;
    }
    Optional<Boolean> unused = asking.ask(() -> write(feed, copy.fetchedAt(), packed.get()));
  }

  @Override
  public Optional<Turn> turn(String feed, boolean impatient) {
    return turns.take(key(feed) + ":turn", impatient);
  }

  private boolean write(String feed, Instant fetchedAt, byte[] packed) {
    Optional<String> before = Optional.ofNullable(hash(feed).get("version"));
    String version = UUID.randomUUID().toString();
    RBinaryStream stream = stream(feed, version);
    try (OutputStream out = stream.getOutputStream()) {
      for (int from = 0; from < packed.length; from += PIECE) {
        out.write(packed, from, Math.min(PIECE, packed.length - from));
        if (from == 0) {
          boolean unused = stream.expire(LOOSE);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Object> keys =
        before.isEmpty()
            ? List.of(key(feed), bytesKey(feed, version))
            : List.of(key(feed), bytesKey(feed, version), bytesKey(feed, before.get()));
    return SWITCH.run(
            redis,
            keys,
            version,
            Integer.toString(packed.length),
            fetchedAt.toString(),
            Long.toString(LIFE.toMillis()),
            Long.toString(LOOSE.toMillis()))
        == 1;
  }

  /** As many bytes as there are of those it should be. */
  private byte[] bytes(String feed, Pointer pointer) {
    byte[] bytes = new byte[pointer.bytes()];
    try (InputStream in = stream(feed, pointer.version()).getInputStream()) {
      int read = 0;
      while (read < bytes.length) {
        int more = in.read(bytes, read, Math.min(PIECE, bytes.length - read));
        if (more <= 0) {
          break; // replaced meanwhile, or evicted: it will not unpack
        }
        read += more;
      }
      return read == bytes.length ? bytes : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Pointer> pointer(String feed) {
    try {
      return asking
          .ask(() -> hash(feed).getAll(Set.of("version", "bytes", "fetched_at")))
          .filter(fields -> !fields.isEmpty())
          .map(Pointer::of);
    } catch (IllegalArgumentException | DateTimeException e) {
      complain(feed, "the copy of feed " + feed + " in Redis is ignored: its hash is damaged");
      return Optional.empty();
    }
  }

  /** Once for each feed: it is asked about every second. */
  private void complain(String feed, String problem) {
    if (complained.add(feed)) {
      System.getLogger(RedisCopies.class.getName()).log(Level.WARNING, problem);
    }
  }

  private RMap<String, String> hash(String feed) {
    return redis.redisson().getMap(key(feed), StringCodec.INSTANCE);
  }

  private RBinaryStream stream(String feed, String version) {
    return redis
        .redisson()
        .getBinaryStream(
            CommonOptions.name(bytesKey(feed, version)).timeout(PIECE_WITHIN).retryAttempts(0));
  }

  /** The braces keep one feed's keys on one node of a cluster. */
  private static String key(String feed) {
    return "kamiyo:copy:{" + feed + "}";
  }

  private static String bytesKey(String feed, String version) {
    return key(feed) + ":" + version;
  }

  /** Where the last whole copy lies, and how large it is. */
  private record Pointer(String version, int bytes, Instant fetchedAt) {
    /** Throws if these are no such fields. */
    static Pointer of(Map<String, String> fields) {
      int bytes = Integer.parseInt(fields.getOrDefault("bytes", ""));
      String version = fields.getOrDefault("version", "");
      if (bytes <= 0 || bytes > Packing.MOST_PACKED || version.length() > PIECE) {
        throw new IllegalArgumentException("a size of " + bytes);
      }
      return new Pointer(version, bytes, Instant.parse(fields.getOrDefault("fetched_at", "")));
    }
  }
}
