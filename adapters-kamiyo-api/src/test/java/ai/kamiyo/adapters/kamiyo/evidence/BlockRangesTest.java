package ai.kamiyo.adapters.kamiyo.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.evidence.BlockRanges.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockRangesTest {
  /** Asks a node that gives so many blocks at once; returns what it gave, or fails. */
  private static List<Range> read(BlockRanges blocks, long widest, int[] questions) {
    List<Range> given = new ArrayList<>();
    while (!blocks.areRead()) {
      questions[0]++;
      List<Range> asked = blocks.next();
      if (asked.stream().anyMatch(range -> range.to() - range.from() + 1 > widest)) {
        assertThat(blocks.narrower(asked)).isTrue();
      } else {
        given.addAll(asked);
        blocks.taken(asked);
      }
    }
    return given;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,16", "7,16", "1000,1", "10000,16", "99999,16", "100000,16", "1000000,1"})
  void everyBlockIsReadOnceWhateverTheNodeGives(long widest, int most) {
    long last = 2_999;
    List<Range> given = read(new BlockRanges(5, last, 500, 100_000, most), widest, new int[1]);
    long expected = last;
    for (Range range : given) {
      assertThat(range.to()).isEqualTo(expected);
      expected = range.from() - 1;
    }
    assertThat(expected).isEqualTo(4);
  }

  @Test
  void aNodeWithoutALimitIsAskedAFewTimesForAWholeChain() {
    int[] questions = new int[1];
    read(new BlockRanges(0, 24_000_000, 500_000, 8_000_000, 16), Long.MAX_VALUE, questions);
    assertThat(questions[0]).isLessThanOrEqualTo(8);
  }

  @Test
  void aNodeWithALimitOfTenThousandBlocksIsAskedInBatches() {
    int[] questions = new int[1];
    read(new BlockRanges(0, 24_000_000, 500_000, 8_000_000, 16), 10_000, questions);
    assertThat(questions[0]).isLessThanOrEqualTo(220);
  }

  @Test
  void aSingleBlockCannotBeNarrower() {
    BlockRanges blocks = new BlockRanges(0, 0, 500, 500, 1);
    assertThat(blocks.narrower(blocks.next())).isFalse();
  }

  @Test
  void thereMayBeNothingToRead() {
    assertThat(new BlockRanges(0, -1, 500, 500, 1).areRead()).isTrue();
  }
}
