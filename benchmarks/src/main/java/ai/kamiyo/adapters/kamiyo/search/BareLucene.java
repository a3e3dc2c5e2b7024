package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Grouping;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * What a plain use of Lucene does: the same text fields, filters as Lucene queries, and a collector
 * that keeps the first ten and sums a column. Its queries are parsed beforehand.
 */
final class BareLucene {
  static final String LOSS = "sum";
  private static final String DAY = "day";
  private static final String CENTS = "cents";
  private static final String ON = "on";

  private final Analyzer analyzer = Analysis.forQueries();
  private final IndexSearcher searcher;

  BareLucene(List<Exploit> exploits) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(Analysis.forIndex())
            .setRAMBufferSizeMB(256)
            .setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (Exploit exploit : exploits.stream().sorted(Columns.NEWEST).toList()) {
        writer.addDocument(document(exploit));
      }
      writer.forceMerge(1);
    }
    searcher = new IndexSearcher(DirectoryReader.open(directory));
    searcher.setQueryCache(null); // as ours
  }

  private static Document document(Exploit exploit) {
    Document document = Fields.document(exploit);
    long cents = Columns.cents(exploit.loss().usd());
    document.add(new LongPoint(CENTS, cents));
    document.add(new NumericDocValuesField(LOSS, Math.max(0, cents)));
    document.add(new LongPoint(DAY, exploit.date().toEpochDay()));
    for (Chain chain : exploit.chains()) {
      document.add(new StringField(ON, chain.name(), Store.NO));
      group(document, Grouping.CHAIN, chain.name());
    }
    group(document, Grouping.MONTH, exploit.date().toString().substring(0, "YYYY-MM".length()));
    group(document, Grouping.ROOT_CAUSE, exploit.cause().rootCause().label());
    group(document, Grouping.PROTOCOL, exploit.victim().name());
    return document;
  }

  private static void group(Document document, Grouping by, String key) {
    document.add(new SortedSetDocValuesField(by.name(), new BytesRef(key)));
  }

  /** A query that is ready to be run. */
  record Parsed(Query query, ExploitQuery asked) {}

  Parsed parsed(ExploitQuery asked) throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Filters filters = asked.filters();
    if (filters.text().isPresent()) {
      all.add(text(filters.text().get()), Occur.MUST);
    } else {
      all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
    }
    filters
        .protocol()
        .ifPresent(protocol -> all.add(ProtocolFilter.of(analyzer, protocol), Occur.FILTER));
    filters
        .dates()
        .since()
        .ifPresent(since ->
            all.add(
                LongPoint.newRangeQuery(DAY, since.toEpochDay(), Long.MAX_VALUE), Occur.FILTER));
    filters
        .minLoss()
        .ifPresent(least ->
            all.add(LongPoint.newRangeQuery(CENTS, least.cents(), Long.MAX_VALUE), Occur.FILTER));
    filters
        .chain()
        .ifPresent(chain -> all.add(new TermQuery(new Term(ON, chain.name())), Occur.FILTER));
    BooleanQuery built = all.build();
    boolean nothingElse = built.clauses().size() == 1;
    return new Parsed(nothingElse ? built.clauses().getFirst().query() : built, asked);
  }

  /** As ours would ask: with all words, or as many as something holds. */
  private Query text(String text) throws IOException {
    TextQuery words = new TextQuery(new Plain(searcher.getTopReaderContext()), analyzer, text);
    int atLeast = words.wordCount();
    Query query = words.query(words.weights(), atLeast);
    while (searcher.count(query) == 0 && atLeast > 1) {
      atLeast /= 2;
      query = words.query(words.weights(), atLeast);
    }
    return plain(query);
  }

  /** The same query without what ours has looked up already while it was built. */
  private static Query plain(Query query) {
    return switch (query) {
      case BooleanQuery all -> {
        BooleanQuery.Builder plain = new BooleanQuery.Builder();
        plain.setMinimumNumberShouldMatch(all.getMinimumNumberShouldMatch());
        all.clauses().forEach(clause -> plain.add(plain(clause.query()), clause.occur()));
        yield plain.build();
      }
      case DisjunctionMaxQuery any ->
          new DisjunctionMaxQuery(
              any.getDisjuncts().stream().map(BareLucene::plain).toList(),
              any.getTieBreakerMultiplier());
      case BoostQuery boosted -> new BoostQuery(plain(boosted.getQuery()), boosted.getBoost());
      case ConstantScoreQuery constant -> new ConstantScoreQuery(plain(constant.getQuery()));
      case TermQuery term -> new TermQuery(term.getTerm());
      default -> query;
    };
  }

  /** Leaves it to each search to look for similar words, as Lucene's own query for them does. */
  private static final class Plain extends Vocabulary {
    Plain(IndexReaderContext index) {
      super(index);
    }

    @Override
    List<Query> resembling(Term word, int edits, int right) {
      return IntStream.rangeClosed(1, edits)
          .<Query>mapToObj(each ->
              new FuzzyQuery(word, each, right, 50, true, MultiTermQuery.CONSTANT_SCORE_REWRITE))
          .toList();
    }
  }

  /** Finds, filters, counts, sums, and keeps the first ten of the page. */
  SumCollector.Found search(Parsed parsed) throws IOException {
    ExploitQuery asked = parsed.asked();
    int kept = asked.served() + asked.limit();
    return searcher.search(
        parsed.query(), SumCollector.manager(asked.sort(), kept, asked.groupBy()));
  }
}
