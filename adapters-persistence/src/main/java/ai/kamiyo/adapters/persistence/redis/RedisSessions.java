package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.adapters.persistence.limit.Reach;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.SessionDirectory;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.SharedSession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Sessions as hashes in Redis, by the hash of their id; what has ended is told over a topic. */
final class RedisSessions implements SessionDirectory {
  private static final String TOPIC = "kamiyo:sessions-ended";

  /** Longer than a session is left alone, and so than anybody goes on with it unheard. */
  private static final Duration MOURNING = Duration.ofHours(1);

  /** Each field is set once: the first revision, client and owner stay, and an end. */
  private static final Script KEEP =
      Script.of(
          """
          if redis.call('HEXISTS', KEYS[1], 'ended') == 1 then return {} end
          redis.call('HSETNX', KEYS[1], 'revision', ARGV[1])
          redis.call('HSETNX', KEYS[1], 'client', ARGV[2])
          if ARGV[3] ~= '' then redis.call('HSETNX', KEYS[1], 'owner', ARGV[3]) end
          redis.call('PEXPIRE', KEYS[1], ARGV[4])
          return redis.call('HMGET', KEYS[1], 'revision', 'client', 'owner')
          """);

  /** Who goes on with it meanwhile must not enter it anew. */
  private static final Script END =
      Script.of(
          """
          redis.call('DEL', KEYS[1])
          redis.call('HSET', KEYS[1], 'ended', '1')
          redis.call('PEXPIRE', KEYS[1], ARGV[1])
          return {}
          """);

  private static final Script FIND =
      Script.of("return redis.call('HMGET', KEYS[1], 'revision', 'client', 'owner')");

  private final RedisClient redis;
  private final Reach reach =
      new Reach(
          "session directory",
          "Redis is away: sessions are known to their own instance only",
          "Redis is back: sessions are known to all instances again");
  private final List<Consumer<Sha256>> listeners = new CopyOnWriteArrayList<>();
  private final Topic ended;

  public RedisSessions(RedisClient redis) {
    this.redis = redis;
    ended = new Topic(redis, TOPIC);
  }

  @Override
  public Optional<SharedSession> keep(Sha256 id, SharedSession session, Duration lasting) {
    return asked(
        KEEP,
        id,
        session.revision(),
        session.client(),
        session.owner().map(CustomerId::value).orElse(""),
        Long.toString(lasting.toMillis()));
  }

  @Override
  public Optional<SharedSession> find(Sha256 id) {
    return asked(FIND, id);
  }

  private Optional<SharedSession> asked(Script script, Sha256 id, Object... values) {
    return reach
        .ask(() -> script.list(redis, List.of(key(id)), values))
        .flatMap(RedisSessions::read);
  }

  /** Whatever else writes into this Redis, only what is a session is taken for one. */
  private static Optional<SharedSession> read(List<?> fields) {
    if (fields.size() == 3
        && fields.get(0) instanceof String revision
        && fields.get(1) instanceof String client) {
      Optional<String> owner = Optional.ofNullable(fields.get(2)).map(Object::toString);
      try {
        return Optional.of(new SharedSession(revision, client, owner.map(CustomerId::new)));
      } catch (IllegalArgumentException unfit) {
        log().log(Level.DEBUG, "an entry that is no session", unfit);
      }
    }
    return Optional.empty();
  }

  @Override
  public void end(Sha256 id) {
    tell(id);
    reach.tell(() -> {
      List<?> unused = END.list(redis, List.of(key(id)), Long.toString(MOURNING.toMillis()));
      ended.publish(id.hex());
    });
  }

  @Override
  public void subscribe(Consumer<Sha256> listener) {
    listeners.add(listener);
  }

  /**
   * Begins to hear other instances; throws if Redis does not answer, and may then be tried again.
   */
  public void listen() {
    ended.listen(hex -> tell(new Sha256(hex)));
  }

  private void tell(Sha256 id) {
    listeners.forEach(listener -> listener.accept(id));
  }

  private static String key(Sha256 id) {
    return "kamiyo:session:" + id.hex();
  }

  private static System.Logger log() {
    return System.getLogger(RedisSessions.class.getName());
  }
}
