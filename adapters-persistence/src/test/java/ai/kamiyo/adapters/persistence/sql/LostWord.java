package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.ToolUse;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** A database that does what is written, and whose connection is lost before it can say so. */
record LostWord(SqlStore store) implements SqlStore {
  @Override
  public <T> T read(Function<DSLContext, T> question) {
    return store.read(question);
  }

  @Override
  public <T> T write(Function<DSLContext, T> work) {
    T unheard = store.write(work);
    throw new DataAccessException("the connection was lost behind " + unheard);
  }

  @Override
  public void add(List<ToolUse> uses) {
    store.add(uses);
  }

  @Override
  public void ready() {
    store.ready();
  }

  @Override
  public void tidy() {
    store.tidy();
  }

  @Override
  public void close() {
    store.close();
  }
}
