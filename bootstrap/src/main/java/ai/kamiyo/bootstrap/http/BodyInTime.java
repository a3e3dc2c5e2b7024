package ai.kamiyo.bootstrap.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose requests do not arrive to their ends. Whoever reads a body looks at a
 * clock only between two pieces of it, and a sender can drip what is no piece of it, such as the
 * name of an extension of a chunk, for ever.
 */
final class BodyInTime extends Handler.Wrapper {
  private final Duration patience;

  /**
   * In front of another handler.
   *
   * @param patience a little longer than readers have, who answer before they close
   */
  BodyInTime(Duration patience, Handler next) {
    super(next);
    this.patience = patience;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getLength() == 0
        || (request.getLength() < 0
            && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))) {
      return super.handle(request, response, callback);
    }
    Arriving arriving = new Arriving(request);
    Scheduler.Task end =
        request
            .getComponents()
            .getScheduler()
            .schedule(arriving::giveUp, patience.toNanos(), TimeUnit.NANOSECONDS);
    Request.addCompletionListener(request, failure -> end.cancel());
    return super.handle(arriving, response, callback);
  }

  /** A request that knows whether all of it has come. */
  private static final class Arriving extends Request.Wrapper {
    private volatile boolean arrived;

    Arriving(Request request) {
      super(request);
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = super.read();
      arrived |= chunk != null && chunk.isLast();
      return chunk;
    }

    void giveUp() {
      if (!arrived) {
        getConnectionMetaData().getConnection().getEndPoint().close();
      }
    }
  }
}
