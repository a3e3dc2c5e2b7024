package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Usd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The compact form of a cursor's content; only ever read after its seal was found intact. */
final class CursorBytes {
  private static final int FIXED = 64;
  private static final long UNKNOWN_LOSS = -1;

  private CursorBytes() {}

  static byte[] write(Cursor cursor) {
    byte[] fingerprint = cursor.fingerprint().getBytes(StandardCharsets.UTF_8);
    byte[] id = cursor.id().value().getBytes(StandardCharsets.UTF_8);
    int weights = cursor.termWeights().size();
    ByteBuffer out =
        ByteBuffer.allocate(FIXED + fingerprint.length + id.length + weights * Float.BYTES);
    out.putShort((short) fingerprint.length).put(fingerprint);
    out.putShort((short) weights);
    cursor.termWeights().forEach(out::putFloat);
    out.putFloat(cursor.score());
    out.putLong(cursor.loss().map(Usd::cents).orElse(UNKNOWN_LOSS));
    out.putLong(cursor.date().toEpochDay());
    out.putShort((short) id.length).put(id);
    out.putInt(cursor.served());
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  static Cursor read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    String fingerprint = text(in);
    List<Float> weights = new ArrayList<>();
    for (int left = in.getShort(); left > 0; left--) {
      weights.add(in.getFloat());
    }
    float score = in.getFloat();
    long cents = in.getLong();
    LocalDate date = LocalDate.ofEpochDay(in.getLong());
    ExploitId id = new ExploitId(text(in));
    Optional<Usd> loss = cents == UNKNOWN_LOSS ? Optional.empty() : Optional.of(new Usd(cents));
    return new Cursor(fingerprint, weights, score, loss, date, id, in.getInt());
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getShort()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
