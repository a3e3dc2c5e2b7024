package ai.kamiyo.adapters.kamiyo.replica;

import static ai.kamiyo.domain.exploit.RootCause.ACCESS_CONTROL;
import static ai.kamiyo.domain.exploit.RootCause.ARBITRARY_CALL;
import static ai.kamiyo.domain.exploit.RootCause.ARITHMETIC_PRECISION;
import static ai.kamiyo.domain.exploit.RootCause.BRIDGE_VERIFICATION;
import static ai.kamiyo.domain.exploit.RootCause.BUSINESS_LOGIC;
import static ai.kamiyo.domain.exploit.RootCause.FRONTEND_SUPPLY_CHAIN;
import static ai.kamiyo.domain.exploit.RootCause.GOVERNANCE;
import static ai.kamiyo.domain.exploit.RootCause.INPUT_VALIDATION;
import static ai.kamiyo.domain.exploit.RootCause.KEY_COMPROMISE;
import static ai.kamiyo.domain.exploit.RootCause.MISCONFIGURATION;
import static ai.kamiyo.domain.exploit.RootCause.OTHER;
import static ai.kamiyo.domain.exploit.RootCause.PRICE_ORACLE_MANIPULATION;
import static ai.kamiyo.domain.exploit.RootCause.REENTRANCY;
import static ai.kamiyo.domain.exploit.RootCause.RUG_PULL;
import static ai.kamiyo.domain.exploit.RootCause.SIGNATURE_VERIFICATION;
import static ai.kamiyo.domain.exploit.RootCause.SOCIAL_ENGINEERING;
import static ai.kamiyo.domain.exploit.RootCause.UNKNOWN;
import static ai.kamiyo.domain.exploit.RootCause.UPGRADE_PROXY;

import ai.kamiyo.domain.exploit.RootCause;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a root cause out of a source's own words: the first rule that fits the most specific words
 * decides. Made from the technique words of DefiLlama (about 230) and the causes of BlockSec (16).
 */
final class Causes {
  private record Rule(Pattern words, RootCause cause) {}

  /** Order matters: what names the way in comes before what names the effect. */
  private static final List<Rule> RULES =
      List.of(
          rule("rug ?pull|exit scam|honeypot", RUG_PULL),
          rule(
              "cloudflare|dns|domain hijack|front-?end|supply chain|third-party|npm",
              FRONTEND_SUPPLY_CHAIN),
          rule("private key|hot wallet|wallet compromise|api key|database attack", KEY_COMPROMISE),
          rule("persistent threat|session signer|guardian 2fa", KEY_COMPROMISE),
          rule("social engineering|phishing|discord|address poisoning", SOCIAL_ENGINEERING),
          rule("misconfig|offboarding|duplicate deployment|multisig deployment", MISCONFIGURATION),
          rule("re-?entran", REENTRANCY),
          rule("governance|voting|proposal", GOVERNANCE),
          rule(
              "oracle|price manip|price dependency|controlled rebalance",
              PRICE_ORACLE_MANIPULATION),
          rule("signature|replay|ecdsa|merkle|arbitration", SIGNATURE_VERIFICATION),
          rule(
              "proof verifier|trusted root|ibc|log spoof|false peer|spoof token",
              BRIDGE_VERIFICATION),
          rule("proxy|initiali|upgrade|storage|delegatecall", UPGRADE_PROXY),
          rule("(arbitrary|external|duplicate) (external )?call|call ?data", ARBITRARY_CALL),
          rule("infinite approval|token approval|router", ARBITRARY_CALL),
          rule(
              "access control|ownership|privilege|weak auth|withdrawstuck|backdoor",
              ACCESS_CONTROL),
          rule(
              "rounding|math|overflow|underflow|decimal|precision|arithmetic",
              ARITHMETIC_PRECISION),
          rule("calculation|inconsistent value|inflationary", ARITHMETIC_PRECISION),
          rule("validation|verification|unvalidated|condition check|unchecked", INPUT_VALIDATION),
          rule("fake collateral|input auth|argument manip|malicious transfer", INPUT_VALIDATION),
          rule("compiler", OTHER),
          rule("logic|mistake|flaw|slippage|accounting|donat|reward|incentive", BUSINESS_LOGIC),
          rule("flash ?loan|mint|redeem|swap|pool|market|function|claim|fee|mev", BUSINESS_LOGIC),
          rule("debt|pnl|bonding|liquid|withdrawal|silo|vault|burn|balance", BUSINESS_LOGIC),
          rule("^others?$", OTHER),
          rule("rug", RUG_PULL));

  private Causes() {}

  /** The root cause that these words name; unknown if none does. */
  static RootCause of(List<String> words) {
    for (String phrase : words) {
      String text = phrase.toLowerCase(Locale.ROOT).replace("acces control", "access control");
      for (Rule rule : RULES) {
        if (rule.words.matcher(text).find()) {
          return rule.cause;
        }
      }
    }
    return UNKNOWN;
  }

  private static Rule rule(String words, RootCause cause) {
    return new Rule(Pattern.compile(words), cause);
  }
}
