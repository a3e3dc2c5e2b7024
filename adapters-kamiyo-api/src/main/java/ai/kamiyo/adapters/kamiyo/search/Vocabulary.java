package ai.kamiyo.adapters.kamiyo.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * The words of an index of at most one segment, for one query: each is looked up once, which costs
 * more than anything else of a short query. Not thread-safe.
 */
final class Vocabulary {
  private final IndexReaderContext index;
  private final Map<String, TermsEnum> fields = new HashMap<>();
  private final Map<Term, Optional<TermStates>> words = new HashMap<>();

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
