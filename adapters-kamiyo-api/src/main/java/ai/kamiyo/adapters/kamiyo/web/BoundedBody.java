package ai.kamiyo.adapters.kamiyo.web;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body of at most so many bytes; a longer one is broken off. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private final long most;
  private long seen;
  private Flow.@Nullable Subscription source;

  BoundedBody(long most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source = subscription;
    whole.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (seen > most) {
      return; // what was under way when it was broken off
    }
    seen += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (seen <= most) {
      whole.onNext(buffers);
    } else {
      if (source != null) {
        source.cancel();
      }
      whole.onError(new TooLong());
    }
  }

  @Override
  public void onError(Throwable problem) {
    whole.onError(problem);
  }

  @Override
  public void onComplete() {
    if (seen <= most) {
      whole.onComplete();
    }
  }

  /** The body has more bytes than are taken. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
