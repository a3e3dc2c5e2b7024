package ai.kamiyo.adapters.kamiyo.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The words of an index of at most one segment, for one query: each is looked up once, which costs
 * more than anything else of a short query. Not thread-safe.
 */
class Vocabulary {
  private final IndexReaderContext index;
  private final Map<String, TermsEnum> fields = new HashMap<>();
  private final Map<Term, Optional<TermStates>> words = new HashMap<>();
  private final Map<Term, List<Query>> similar = new HashMap<>();

  Vocabulary(IndexReaderContext index) {
    this.index = index;
  }

  /** How many exploits the index holds. */
  int size() {
    return index.reader().maxDoc();
  }

  /** How many exploits hold the word in the field. */
  int documents(String field, String word) throws IOException {
    Optional<TermStates> states = states(new Term(field, word));
    return states.isPresent() ? states.get().docFreq() : 0;
  }

  /** Finds those exploits; empty if there are none. */
  Optional<Query> query(String field, String word) throws IOException {
    Term term = new Term(field, word);
    return states(term).map(states -> new TermQuery(term, states));
  }

  /**
   * Finds the exploits with a word so alike. Looking for such words costs milliseconds, more than
   * all else of a search, so a word is looked for once, for all numbers of edits together.
   *
   * @param edits at most so many letters differ: 1 or 2
   * @param right so many letters at the beginning do not
   * @return a query for each number of edits, the fewest first
   */
  List<Query> resembling(Term word, int edits, int right) throws IOException {
    List<Query> known = similar.get(word);
    if (known == null) {
      known = lookedUp(word, edits, right);
      similar.put(word, known);
    }
    return known;
  }

  private List<Query> lookedUp(Term word, int edits, int right) throws IOException {
    List<List<BytesRef>> byEdits = new ArrayList<>();
    for (int i = 0; i < edits; i++) {
      byEdits.add(new ArrayList<>());
    }
    for (LeafReaderContext segment : index.leaves()) {
      Terms terms = segment.reader().terms(word.field());
      if (terms != null) {
        FuzzyTermsEnum near = new FuzzyTermsEnum(terms, word, edits, right, true);
        for (BytesRef term = near.next(); term != null; term = near.next()) {
          int differ = edits(near.getBoost(), term.utf8ToString(), word.text());
          byEdits.get(Math.max(1, differ) - 1).add(BytesRef.deepCopyOf(term));
        }
      }
    }
    List<Query> queries = new ArrayList<>();
    for (List<BytesRef> terms : byEdits) {
      queries.add(new TermInSetQuery(word.field(), terms));
    }
    return queries;
  }

  /** Lucene tells how alike two words are as a share of the shorter one's letters. */
  private static int edits(float boost, String one, String other) {
    int letters =
        Math.min(one.codePointCount(0, one.length()), other.codePointCount(0, other.length()));
    return Math.round((1f - boost) * letters);
  }

  private Optional<TermStates> states(Term term) throws IOException {
    Optional<TermStates> known = words.get(term);
    if (known == null) {
      known = lookedUp(term);
      words.put(term, known);
    }
    return known;
  }

  private Optional<TermStates> lookedUp(Term term) throws IOException {
    for (LeafReaderContext segment : index.leaves()) {
      TermsEnum field = field(segment, term.field());
      if (field.seekExact(term.bytes())) {
        TermStates states = new TermStates(index);
        states.register(field.termState(), segment.ord, field.docFreq(), field.totalTermFreq());
        return Optional.of(states);
      }
    }
    return Optional.empty();
  }

  private TermsEnum field(LeafReaderContext segment, String name) throws IOException {
    TermsEnum known = fields.get(name);
    if (known == null) {
      Terms terms = segment.reader().terms(name);
      known = terms == null ? TermsEnum.EMPTY : terms.iterator();
      fields.put(name, known);
    }
    return known;
  }
}
