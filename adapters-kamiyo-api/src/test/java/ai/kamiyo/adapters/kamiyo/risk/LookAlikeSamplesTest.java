package ai.kamiyo.adapters.kamiyo.risk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.ProtocolDirectory;
import ai.kamiyo.domain.risk.ProtocolHistory;
import ai.kamiyo.domain.risk.backtest.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every incident of the samples is charged to one protocol at most, and no protocol to several: the
 * source's own ids of who was hit, which the lists of protocols do not have, are the witness.
 */
class LookAlikeSamplesTest {
  /** Two products of one house each, Yearn and Wise Lending, of which the file tells no family. */
  private static final Set<Set<String>> SAME =
      Set.of(Set.of("defillama:113", "defillama:3973"), Set.of("defillama:3491", "defillama:4494"));

  @Test
  void noChargeCrossesProtocolsOfTheUniverseOf2023() throws IOException {
    assertNoneCrosses(BacktestSamplesTest.early());
  }

  @Test
  void noChargeCrossesProtocolsOfTheUniverseOf2026() throws IOException {
    Trial.Data late = BacktestSamplesTest.late();
    List<Exploit> all = new ArrayList<>(late.known());
    all.addAll(late.outcomes());
    assertNoneCrosses(new Trial.Data(late.listings(), all, all));
  }

  private static void assertNoneCrosses(Trial.Data data) throws IOException {
    Map<String, String> families = families();
    Set<Exploit> charged = new HashSet<>();
    Set<Set<String>> crossing = new HashSet<>();
    int stated = 0;
    for (ProtocolHistory history :
        new ProtocolDirectory(data.listings(), data.known()).histories()) {
      Set<String> ids = new TreeSet<>();
      Set<String> victims = new HashSet<>();
      for (Exploit exploit : history.exploits()) {
        assertThat(charged.add(exploit)).as("%s is charged once", exploit.id()).isTrue();
        ids.addAll(exploit.victim().listIds());
        exploit.victim().listIds().forEach(id -> victims.add(families.getOrDefault(id, id)));
      }
      stated += ids.size();
      if (victims.size() > 1) {
        System.out.println(history.protocol().name() + " is charged with those of " + ids);
        crossing.add(ids);
      }
    }
    assertThat(stated).isGreaterThan(150);
    assertThat(crossing).isSubsetOf(SAME);
  }

  /** The family of each id, of the file that has families. */
  private static Map<String, String> families() throws IOException {
    Map<String, String> families = new HashMap<>();
    for (JsonNode row :
        JsonMapper.shared().readTree(Samples.file("defillama-hacks.json").toFile())) {
      String parent = row.path("parentProtocolId").asString("");
      if (!parent.isEmpty()) {
        families.put("defillama:" + row.path("defillamaId").asString(), parent);
      }
    }
    return families;
  }
}
