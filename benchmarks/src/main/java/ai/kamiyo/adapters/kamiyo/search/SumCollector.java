package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Grouping;
import ai.kamiyo.domain.exploit.Sort;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/** Keeps the first of what is found, counts it, and sums its losses, by group if asked. */
final class SumCollector extends SimpleCollector {
  private final Sort sort;
  private final int size;
  private final Optional<Grouping> grouping;
  private final LongHeap best;
  private long count;
  private long sum;
  private NumericDocValues losses = DocValues.emptyNumeric();
  private Optional<SortedSetDocValues> groups = Optional.empty();
  private long[] groupSums = {};
  private int[] groupCounts = {};
  private Scorable scorer =
      new Scorable() {
        @Override
        public float score() {
          return 0f;
        }
      };

  /** What came out; the documents are the best of the page, worst first. */
  record Found(int[] documents, long count, long sum, long[] groupSums) {}

  static CollectorManager<SumCollector, Found> manager(
      Sort sort, int size, Optional<Grouping> grouping) {
    return new CollectorManager<>() {
      @Override
      public SumCollector newCollector() {
        return new SumCollector(sort, size, grouping);
      }

      @Override
      public Found reduce(Collection<SumCollector> collectors) {
        return collectors.iterator().next().found();
      }
    };
  }

  private SumCollector(Sort sort, int size, Optional<Grouping> grouping) {
    this.sort = sort;
    this.size = size;
    this.grouping = grouping;
    best = new LongHeap(size);
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) throws IOException {
    losses = context.reader().getNumericDocValues(BareLucene.LOSS);
    if (grouping.isPresent()) {
      SortedSetDocValues values = context.reader().getSortedSetDocValues(grouping.get().name());
      groups = Optional.of(values);
      groupSums = new long[(int) values.getValueCount()];
      groupCounts = new int[groupSums.length];
    }
  }

  @Override
  public void setScorer(Scorable scorer) {
    this.scorer = scorer;
  }

  @Override
  public void collect(int document) throws IOException {
    losses.advanceExact(document);
    long loss = losses.longValue();
    count++;
    sum += loss;
    if (groups.isPresent()) {
      addToGroups(groups.get(), document, loss);
    }
    long key = key(document, loss);
    if (best.size() < size) {
      best.push(key);
    } else if (key > best.top()) {
      best.updateTop(key);
    }
  }

  private void addToGroups(SortedSetDocValues values, int document, long loss) throws IOException {
    if (values.advanceExact(document)) {
      for (int i = 0; i < values.docValueCount(); i++) {
        int ordinal = (int) values.nextOrd();
        groupSums[ordinal] += loss;
        groupCounts[ordinal]++;
      }
    }
  }

  /** Documents are in the order of their dates; a loss is compared by its dollars. */
  private long key(int document, long loss) throws IOException {
    long high =
        switch (sort) {
          case NEWEST -> 0;
          case LARGEST_LOSS -> Math.min(Integer.MAX_VALUE, loss / 100);
          case RELEVANCE -> NumericUtils.floatToSortableInt(scorer.score());
        };
    return high << Integer.SIZE | (Integer.MAX_VALUE - document);
  }

  private Found found() {
    int[] documents = new int[best.size()];
    for (int i = 0; i < documents.length; i++) {
      documents[i] = Integer.MAX_VALUE - (int) best.pop();
    }
    return new Found(documents, count, sum, groupSums);
  }

  @Override
  public ScoreMode scoreMode() {
    return sort == Sort.RELEVANCE ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
  }
}
