package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One query after the other, ours and bare Lucene's, each over the same incidents. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
public class SearchBenchmark {
  @Param({"500", "10000", "100000"})
  public int incidents;

  private ExploitIndex index = new ExploitIndex(List.of());
  private List<ExploitQuery> queries = List.of();
  private List<BareLucene.Parsed> parsed = List.of();
  private BareLucene bare;
  private int next;

  public SearchBenchmark() {
    try {
      bare = new BareLucene(List.of());
    } catch (IOException e) {
      throw new IllegalStateException("an index in memory cannot fail", e);
    }
  }

  /** Fails if the two do not find the same, because then they do not do the same work. */
  @Setup
  public void prepare() throws IOException {
    List<Exploit> exploits = Incidents.of(incidents);
    index = new ExploitIndex(exploits);
    bare = new BareLucene(exploits);
    queries = Queries.over(index);
    parsed = new ArrayList<>();
    for (ExploitQuery query : queries) {
      BareLucene.Parsed same = bare.parsed(query);
      parsed.add(same);
      Hits ours = index.search(query);
      SumCollector.Found theirs = bare.search(same);
      if (ours.count() != theirs.count() || ours.loss().cents() != theirs.sum()) {
        throw new IllegalStateException("%s: %s and %s".formatted(query, ours, theirs));
      }
    }
  }

  @Benchmark
  public Object ours() {
    return index.search(queries.get(turn()));
  }

  @Benchmark
  public Object bareLucene() throws IOException {
    return bare.search(parsed.get(turn()));
  }

  private int turn() {
    next = next + 1 == queries.size() ? 0 : next + 1;
    return next;
  }
}
