package ai.kamiyo.adapters.kamiyo.search;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Shows every hit to a receiver, with its score where scores are wanted. */
final class EachHit extends SimpleCollector {
  private final boolean scored;
  private final Receiver receiver;
  private int base;
  private Scorable scorer = NOTHING;

  private static final Scorable NOTHING =
      new Scorable() {
        @Override
        public float score() {
          return 0f;
        }
      };

  /** Is shown one hit. */
  interface Receiver {
    void hit(int ordinal, float score);
  }

  /** A search that shows its hits; of an index that is searched by one thread. */
  static CollectorManager<EachHit, Boolean> shown(boolean scored, Receiver receiver) {
    return new CollectorManager<>() {
      @Override
      public EachHit newCollector() {
        return new EachHit(scored, receiver);
      }

      @Override
      public Boolean reduce(Collection<EachHit> collectors) {
        return true;
      }
    };
  }

  private EachHit(boolean scored, Receiver receiver) {
    this.scored = scored;
    this.receiver = receiver;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) {
    base = context.docBase;
  }

  @Override
  public void setScorer(Scorable scorer) {
    this.scorer = scorer;
  }

  @Override
  public void collect(int doc) throws IOException {
    receiver.hit(base + doc, scored ? scorer.score() : 0f);
  }

  @Override
  public ScoreMode scoreMode() {
    return scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
  }
}
