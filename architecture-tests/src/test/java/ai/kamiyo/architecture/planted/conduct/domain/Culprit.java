package ai.kamiyo.architecture.planted.conduct.domain;

import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.logging.Logger;

/** Planted: does everything that only a few may do. */
public final class Culprit {
  Supplier<Instant> instant() {
    return Instant::now;
  }

  Clock clock() {
    return Clock.system(ZoneOffset.UTC);
  }

  long millis() {
    return System.currentTimeMillis();
  }

  @SuppressWarnings("JavaUtilDate")
  Date date() {
    return new Date();
  }

  void prints() {
    System.out.println("planted");
  }

  void redirects() {
    System.setErr(System.err);
  }

  void traces(Exception e) {
    e.printStackTrace();
  }

  void exits() {
    System.exit(1);
  }

  void halts() {
    Runtime.getRuntime().halt(1);
  }

  void logs() {
    Logger.getLogger("planted").info("planted");
  }

  Class<?> loads() throws ClassNotFoundException {
    return Class.forName("planted");
  }

  Object invokes(Method method) throws ReflectiveOperationException {
    return method.invoke(this);
  }

  ServiceLoader<Culprit> discovers() {
    return ServiceLoader.load(Culprit.class);
  }
}
