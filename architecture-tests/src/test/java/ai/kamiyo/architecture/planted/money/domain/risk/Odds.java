package ai.kamiyo.architecture.planted.money.domain.risk;

/** Chances may be binary fractions; what is lost may not. */
public record Odds(double chance, double lossUsd) {}
