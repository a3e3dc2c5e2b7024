package ai.kamiyo.adapters.persistence.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A script that Redis runs, and the digest by which Redis knows it. */
record Script(String text, String sha1) {
  static Script of(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return new Script(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** The number that the script returns. */
  long run(RedisClient redis, List<Object> keys, Object... values) {
    return (Long) run(redis, ReturnType.LONG, keys, values);
  }

  /** The values that the script returns, those that are not there as nulls. */
  List<?> list(RedisClient redis, List<Object> keys, Object... values) {
    return (List<?>) run(redis, ReturnType.LIST, keys, values);
  }

  private Object run(RedisClient redis, ReturnType type, List<Object> keys, Object... values) {
    RScript scripts = redis.redisson().getScript(StringCodec.INSTANCE);
    try {
      return scripts.evalSha(Mode.READ_WRITE, sha1, type, keys, values);
    } catch (RedisNoScriptException e) {
      // A new or restarted Redis learns the script with the first call.
      return scripts.eval(Mode.READ_WRITE, text, type, keys, values);
    }
  }
}
