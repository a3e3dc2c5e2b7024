package ai.kamiyo.adapters.kamiyo.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How text becomes words: no case, accents or plurals. What is indexed also holds each two
 * neighbours written as one word, so that "flash loan", "flash-loan" and "flashloan" are the same.
 */
final class Analysis {
  private static final int WORD_PARTS =
      WordDelimiterGraphFilter.GENERATE_WORD_PARTS
          | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
          | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
          | WordDelimiterGraphFilter.PRESERVE_ORIGINAL;

  private Analysis() {}

  static Analyzer forIndex() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new StandardTokenizer();
        TokenStream tokens = new WordDelimiterGraphFilter(words, WORD_PARTS, null);
        ShingleFilter joined = new ShingleFilter(normal(tokens), 2, 2);
        joined.setTokenSeparator("");
        return new TokenStreamComponents(words, joined);
      }
    };
  }

  static Analyzer forQueries() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, normal(words));
      }
    };
  }

  private static TokenStream normal(TokenStream tokens) {
    TokenStream lower = new LowerCaseFilter(new ASCIIFoldingFilter(tokens));
    return new EnglishMinimalStemFilter(lower);
  }

  /** The words of a text, in order. */
  static List<String> words(Analyzer analyzer, String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term.toString());
      }
      tokens.end();
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }
}
