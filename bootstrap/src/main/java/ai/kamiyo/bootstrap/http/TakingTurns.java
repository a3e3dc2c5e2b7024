package ai.kamiyo.bootstrap.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets the requests of other connections go first. A connection whose next request is there when
 * the last one has been answered goes on with it in the same virtual thread, which nothing takes
 * off its core: two busy clients would have two cores to themselves.
 */
final class TakingTurns extends Handler.Wrapper {
  TakingTurns(Handler next) {
    super(next);
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // fairness is hoped for, nothing relies on it
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Thread.yield();
    return super.handle(request, response, callback);
  }
}
