package ai.kamiyo.adapters.kamiyo.search;

import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Finds exploits of victims one of whose names is the given one, or holds all its words. */
final class ProtocolFilter {
  private ProtocolFilter() {}

  static Query of(Analyzer analyzer, String protocol) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    List<String> words = Analysis.words(analyzer, protocol);
    words.forEach(word -> all.add(new TermQuery(new Term(Fields.NAME, word)), Occur.MUST));
    return new BooleanQuery.Builder()
        .add(all.build(), Occur.SHOULD)
        .add(new TermQuery(new Term(Fields.WHOLE_NAME, Fields.whole(protocol))), Occur.SHOULD)
        .build();
  }
}
